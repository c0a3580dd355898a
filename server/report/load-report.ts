import type { Report, ReportQuery } from '#api/report.ts'
import { findLeaderComment } from '#database/environment.ts'
import { findMunicipality } from '#database/municipality.ts'
import {
  type BenchmarkFigures,
  countSealedInstitutions,
  type EarlierWave,
  findBenchmark,
  findEarlierWave,
  listReportBranch,
  type ReportUnitRow,
  type UnitFigures,
} from '#database/report.ts'
import { findReleasedStratum } from '#database/stratum.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { hasClusters } from '#domain/disclosure/cluster.ts'
import { clustersOf } from '#domain/disclosure/moments.ts'
import { similarArea, stratumIn, stratumOf } from '#domain/disclosure/stratum.ts'
import { ownItems, projectedFigures } from '#domain/disclosure/projection.ts'
import { areaGroup, type ShownGroup } from '#domain/disclosure/ledger.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import type { Municipality } from '#domain/organisation/organisation.ts'
import { parseUnitKey, type Unit, type UnitKey, unitKey } from '#domain/organisation/unit.ts'
import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { editionOf, isComposition } from '#domain/questionnaire/version.ts'
import { type Card, cardsOf, comparedIn, type Comparison, type ComparisonKind, isOpen, type ReportedUnit } from '#domain/report/card.ts'
import { nameAYearAgo } from '#domain/report/earlier.ts'
import { type Region, regionsOf } from '#domain/report/region.ts'
import { shownIn } from '#domain/report/shown.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { publish } from './publish.ts'
import { areaUnit, unitName, unitsAbove, unitsAround } from './report-unit.ts'

export type LoadedReport = {
  readonly report: Report
  readonly questionnaire: Questionnaire
  /** The unit with its sums, for what is made of several reports. */
  readonly own: TreeUnit
}

type Readers = { readonly audience?: string; readonly questions?: readonly string[] }

/**
 * The one way to a report's figures, for the screen and for every other form they are taken in. A unit this person may not read
 * is as if it were not there. The operation that asks is declared with `publishes`. Last stands
 * who is shown them, and of which questions, where that is not who asks and all of the choice.
 */
export async function loadReport(
  actor: Actor,
  tx: Tx,
  surveyId: string,
  query: ReportQuery,
  form: Form,
  { audience = actor.role, questions }: Readers = {},
): Promise<LoadedReport> {
  const survey = await findSurvey(tx, surveyId)
  const unit = parseUnitKey(query.unit)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  if (!unit) throw new Problem('report-no-such-unit')
  const municipality = await findMunicipality(tx)
  if (!municipality) throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const tree = await loadTree(tx, survey, unit, municipality)
  if (!tree || !mayReadUnit(actor, unit, tree.own.institutionId)) throw new Problem('not-found')
  const earlier = await loadEarlier(tx, survey, tree.own)
  const comparison =
    query.compare === 'none' ? null : await loadComparison(tx, survey, questionnaire, municipality, tree, earlier, query.compare)
  // Of region and country there is nothing about what this municipality alone asks.
  const added = unit.level === 'region' || unit.level === 'country' ? await addedItems(tx, survey) : new Set<string>()
  const own = await withSchools(tx, survey.id, questionnaire, tree.own)

  const themes = query.themes === '' ? questionnaire.themes : query.themes.split(',')
  const items = ({ code, theme, isTeachingEnvironment }: Item) =>
    themes.includes(theme) && (query.content === 'all' || isTeachingEnvironment) && !added.has(code) && (questions?.includes(code) ?? true)
  const cards = cardsOf(questionnaire, own, { state: survey.state, split: query.split === 'sex', comparison, above: tree.above, items })

  const comment = await findLeaderComment(tx, survey.id, own.unit)
  await publish(tx, audience, form, shownIn(cards, groupOf(waveOf(survey), own), comparison && otherGroupOf(own, comparison)))

  const { above } = tree
  const { id, title, state, schoolYear, opensOn, closesOn } = survey
  const report: Report = {
    surveyId: id,
    title,
    state,
    schoolYear,
    opensOn,
    closesOn,
    questionnaire: survey.questionnaire,
    unit: {
      ...tree.turnout,
      unit: own.unit,
      level: own.level,
      name: own.name,
      grade: own.grade,
      kind: own.kind,
      parent: above[0]?.unit ?? null,
      isOpen: isOpen(questionnaire, own.sums),
    },
    path: above.toReversed().map(({ unit: key, level, name, grade, kind }) => ({ unit: key, level, name, grade, kind })),
    municipalities: tree.municipalities,
    similar: comparison?.behind ?? null,
    earlier: earlier?.schoolYear ?? null,
    compared: comparedIn(cards),
    themes: questionnaire.themes.flatMap((theme) => {
      const inTheme = cards.filter((card) => card.theme === theme)
      return inTheme.length > 0 ? [{ theme, cards: inTheme.map(asCard) }] : []
    }),
    leaderComment: comment ? { text: comment.body, writtenOn: comment.writtenOn } : null,
  }
  return { report, questionnaire, own }
}

/** Whose figures they are, as the ledger says it. */
function groupOf({ surveyId, questionnaire: { code, version }, schoolYear }: Wave, unit: TreeUnit): ShownGroup {
  if (stratumIn(unit.unit)) return areaGroup(unit.unit, { code, version: editionOf(version), schoolYear })
  const place = parseUnitKey(unit.unit) as Unit
  if (place.level === 'region' || place.level === 'country') return areaGroup(unit.unit, { code, version: editionOf(version), schoolYear })
  return { wave: surveyId, unit: unit.unit, within: unitsAround(place, unit), without: null }
}

/** The same of the other group: for `rest` the unit above without the unit, else the whole of it. */
function otherGroupOf(own: TreeUnit, { with: kind, unit, wave }: LoadedComparison): ShownGroup {
  const group = groupOf(wave, unit)
  return kind === 'rest' ? { ...group, without: own.unit } : group
}

type Wave = Pick<EarlierWave, 'surveyId' | 'questionnaire' | 'schoolYear'>

function waveOf({ id, questionnaire, schoolYear }: Survey): Wave {
  return { surveyId: id, questionnaire, schoolYear }
}

/** The wave is the other group's own. */
type LoadedComparison = Comparison & { readonly unit: TreeUnit; readonly wave: Wave; readonly behind?: Report['similar'] }

type TreeUnit = ReportedUnit & { readonly institutionId: string | null }

type Tree = {
  readonly own: TreeUnit
  /** Inside the municipality, nearest first. */
  readonly above: readonly TreeUnit[]
  readonly turnout: { readonly invited: number; readonly answered: number }
  /** Behind a region or the country. */
  readonly municipalities: number | null
}

/** The unit and those above it, by one query; undefined when it takes no part. */
async function loadTree(tx: Tx, survey: Survey, unit: Unit, municipality: Municipality): Promise<Tree | undefined> {
  const key = unitKey(unit)
  if (unit.level === 'region' || unit.level === 'country') {
    const area = areaOf(unit, municipality, survey.schoolYear)
    if (!area) return undefined
    const benchmark = await findReleased(tx, survey, key)
    return {
      own: areaTreeUnit(key, unit.level, area.name, benchmark),
      above: [],
      turnout: areaUnit(key, area.name, null, benchmark),
      municipalities: benchmark?.municipalities ?? 0,
    }
  }
  const rows = new Map((await listReportBranch(tx, survey.id, key)).map((row) => [row.unit, row]))
  const own = rows.get(key)
  if (!own) return undefined
  const above = unitsAbove(unit, own).flatMap((one) => rows.get(one) ?? [])
  return {
    own: asUnit(own, municipality.name),
    above: above.map((row) => asUnit(row, municipality.name)),
    turnout: { invited: own.invited, answered: own.answered ?? 0 },
    municipalities: null,
  }
}

function asUnit(row: ReportUnitRow & UnitFigures, municipality: string): TreeUnit {
  const { unit, sums, moments, invited, answered, institutionId } = row
  const turnout = answered === null ? null : { invited, answered }
  return { unit, ...unitName(row, municipality), sums, moments, turnout, schools: null, isSealed: answered !== null, institutionId }
}

/** The group that a unit is compared with; null where there is none, as for a municipality and its rest. */
async function loadComparison(
  tx: Tx,
  survey: Survey,
  questionnaire: Questionnaire,
  municipality: Municipality,
  { own, above }: Tree,
  earlier: EarlierUnit | undefined,
  kind: ComparisonKind,
): Promise<LoadedComparison | null> {
  const wave = waveOf(survey)
  if (kind === 'earlier') return earlier ? earlierComparison(tx, own, earlier, municipality) : null
  if (kind === 'similar') return similarComparison(tx, survey, own)
  if (kind === 'region' || kind === 'newRegion' || kind === 'country') {
    const level = kind === 'country' ? kind : 'region'
    const [region, newRegion] = regionsOf(municipality, survey.schoolYear)
    const area = { region, newRegion, country }[kind]
    if (!area || own.level === 'country' || own.level === level) return null
    const key = kind === 'country' ? unitKey({ level: kind }) : unitKey({ level: 'region', code: area.code })
    const unit = areaTreeUnit(key, level, area.name, await findReleased(tx, survey, key))
    return { with: kind, unit, wave, own: await addedItems(tx, survey) }
  }
  // The rest of the school for its classes and year groups, the rest of the municipality for the school; its own year groups have none.
  const level = kind === 'municipality' || own.level === 'institution' ? 'municipality' : 'institution'
  const other = above.find((one) => one.level === level)
  if (!other) return null
  return { with: kind, unit: await withSchools(tx, survey.id, questionnaire, other), wave }
}

/** Institutions of the same kind and size in several municipalities, none of them named. */
async function similarComparison(tx: Tx, survey: Survey, own: TreeUnit): Promise<LoadedComparison | null> {
  if (own.level !== 'institution' || own.institutionId === null) return null
  const stratum = (await findReleasedStratum(tx, survey, own.institutionId)) ?? stratumOf(own.kind, own.turnout?.invited ?? 0)
  if (stratum === null) return null
  const area = similarArea(stratum)
  const released = await findReleased(tx, survey, area)
  return {
    with: 'similar',
    unit: { ...areaTreeUnit(area, 'similar', stratumIn(area)?.band ?? '', released), kind: own.kind },
    wave: waveOf(survey),
    own: await addedItems(tx, survey),
    behind: { institutions: released?.institutions ?? 0, municipalities: released?.municipalities ?? 0 },
  }
}

type EarlierUnit = EarlierWave & { readonly area?: BenchmarkFigures }

/**
 * The earlier wave this unit can be compared with. Whoever may read a class may read what the same children
 * answered as a class a year ago. Region and country are as they were released then, by what this
 * municipality asked; undefined unless they were.
 */
async function loadEarlier(tx: Tx, survey: Survey, own: TreeUnit): Promise<EarlierUnit | undefined> {
  if (own.level === 'region' || own.level === 'country') {
    const wave = await findEarlierWave(tx, survey, unitKey({ level: 'municipality' }), undefined)
    const area = wave && (await findReleased(tx, wave, own.unit))
    return area && { ...wave, unit: own.unit, area }
  }
  const name = own.level === 'class' ? nameAYearAgo(own.name, own.grade) : undefined
  return findEarlierWave(
    tx,
    survey,
    own.unit,
    name === undefined || own.institutionId === null ? undefined : { institutionId: own.institutionId, name },
  )
}

async function earlierComparison(tx: Tx, own: TreeUnit, wave: EarlierUnit, municipality: Municipality): Promise<LoadedComparison | null> {
  const { questionnaire } = await publishedQuestionnaire(tx, wave.questionnaire)
  const earlier = { questionnaire, schoolYear: wave.schoolYear }
  if (own.level === 'region' || own.level === 'country')
    return { with: 'earlier', unit: areaTreeUnit(own.unit, own.level, own.name, wave.area), wave, earlier }
  const row = (await listReportBranch(tx, wave.surveyId, wave.unit)).find(({ unit }) => unit === wave.unit)
  if (!row) return null
  const then = asUnit(row, municipality.name)
  return { with: 'earlier', unit: await withSchools(tx, wave.surveyId, questionnaire, then), wave, earlier }
}

type Asked = Pick<Survey, 'questionnaire' | 'schoolYear'>

/** What is released of an area, as this survey asked it: a composition has left questions out and added others. */
async function findReleased(tx: Tx, survey: Asked, area: string): Promise<BenchmarkFigures | undefined> {
  const benchmark = await findBenchmark(tx, survey, area)
  if (!benchmark || !isComposition(survey.questionnaire.version)) return benchmark
  const { edition, composed } = await bothOf(tx, survey)
  return projectedFigures(benchmark, edition, composed)
}

/** Codes of the items that a composition has beside those of its edition. */
async function addedItems(tx: Tx, survey: Asked): Promise<ReadonlySet<string>> {
  if (!isComposition(survey.questionnaire.version)) return new Set()
  const { edition, composed } = await bothOf(tx, survey)
  return ownItems(composed, edition)
}

async function bothOf(tx: Tx, { questionnaire: { code, version } }: Asked) {
  const [edition, composed] = await Promise.all([
    publishedQuestionnaire(tx, { code, version: editionOf(version) }),
    publishedQuestionnaire(tx, { code, version }),
  ])
  return { edition: edition.questionnaire, composed: composed.questionnaire }
}

/** Figures of a municipality, and of a year group of it, come from several schools, whose pupils are alike: intervals have to know how many. */
async function withSchools(tx: Tx, surveyId: string, questionnaire: Questionnaire, unit: TreeUnit): Promise<TreeUnit> {
  if (!hasClusters(unit.unit)) return unit
  return {
    ...unit,
    schools: unit.moments
      ? clustersOf(questionnaire, unit.moments.all)
      : await countSealedInstitutions(tx, surveyId, unit.level === 'municipalYearGroup' ? unit.grade : null),
  }
}

const country: Region = { code: '', name: '' }

/** The country, or a region that this municipality lies in; others' regions are none of its business. */
function areaOf(
  unit: Extract<Unit, { readonly level: 'region' | 'country' }>,
  municipality: Municipality,
  schoolYear: number,
): Region | undefined {
  if (unit.level === 'country') return country
  return regionsOf(municipality, schoolYear).find(({ code }) => code === unit.code)
}

function areaTreeUnit(
  unit: UnitKey,
  level: 'region' | 'country' | 'similar',
  name: string,
  benchmark: BenchmarkFigures | undefined,
): TreeUnit {
  return {
    unit,
    level,
    name,
    grade: null,
    kind: null,
    sums: benchmark?.sums ?? null,
    moments: benchmark?.moments ?? null,
    schools: benchmark?.institutions ?? null,
    turnout: benchmark ?? null,
    isSealed: benchmark !== undefined,
    institutionId: null,
  }
}

/** Domain data is readonly; the contract's types are not. */
function asCard(card: Card) {
  return card as unknown as Report['themes'][number]['cards'][number]
}
