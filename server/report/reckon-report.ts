/** A report out of what was read for it (`report-sources.ts`): the reckoning alone. The same sources and choice are the same report. */
import type { Report, ReportQuery } from '#api/report.ts'
import { figuresOf, type Totals, type UnitFigures } from '#database/report.ts'
import type { Benchmark, EarlierWave } from '#database/report-base.ts'
import { clustersOf } from '#domain/disclosure/moments.ts'
import { hasClusters } from '#domain/disclosure/cluster.ts'
import { areaGroup, countedFigures, type Shown, type ShownGroup } from '#domain/disclosure/ledger.ts'
import { ownItems, projectedFigures } from '#domain/disclosure/projection.ts'
import { stratumIn } from '#domain/disclosure/stratum.ts'
import { parseUnitKey, type Unit, type UnitKey, unitKey } from '#domain/organisation/unit.ts'
import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { editionOf, isComposition } from '#domain/questionnaire/version.ts'
import { type Card, cardsOf, comparedIn, type Comparison, isOpen, type ReportedUnit } from '#domain/report/card.ts'
import { shownIn } from '#domain/report/shown.ts'
import { weightedCards, type YearGroup } from '#domain/report/weighted-cards.ts'
import { areaOf, isAreaUnit, type SourceRow, type Sources } from './report-sources.ts'
import { areaUnit, unitName, unitsAbove, unitsAround } from './report-unit.ts'

export type ReckonedReport = {
  readonly report: Report
  readonly questionnaire: Questionnaire
  /** The unit with its sums, for what is made of several reports. */
  readonly own: TreeUnit
  /** What of it the ledger has to know. */
  readonly shown: readonly Shown[]
}

/** A published questionnaire: what a survey asks, or the edition that it is composed of. */
export type Asked = (of: { readonly code: string; readonly version: string }) => Promise<Questionnaire>

/** The counts that the year groups' marks in the sources are of. */
export type Weights = () => Promise<ReadonlyMap<UnitKey, Totals>>

export async function reckonReport(
  unit: Unit,
  query: ReportQuery,
  sources: Sources,
  asked: Asked,
  weights: Weights,
  questions: readonly string[] | undefined,
): Promise<ReckonedReport | undefined> {
  const { survey, comment, earlier } = sources
  const questionnaire = await asked(survey.questionnaire)
  const tree = await treeOf(unit, sources, asked, questionnaire)
  if (!tree) return undefined
  const { own, above } = tree
  const comparison = query.compare === 'none' ? null : await comparisonOf(query.compare, sources, tree, asked)
  // Of region and country there is nothing about what this municipality alone asks.
  const added = isAreaUnit(unit) ? await addedItems(survey, asked) : new Set<string>()

  const themes = query.themes === '' ? questionnaire.themes : query.themes.split(',')
  const items = ({ code, theme, isTeachingEnvironment }: Item) =>
    themes.includes(theme) && (query.content === 'all' || isTeachingEnvironment) && !added.has(code) && (questions?.includes(code) ?? true)
  const { cards, parts } = weightedCards(
    questionnaire,
    own,
    cardsOf(questionnaire, own, { state: survey.state, split: query.split === 'sex', comparison, above, items }),
    await yearGroupsOf(unit, sources, weights),
  )

  const { id, questionnaire: named, ...said } = survey
  const report: Report = {
    ...said,
    state: survey.state as Report['state'],
    surveyId: id,
    questionnaire: named,
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
    municipalities: isAreaUnit(unit) ? (sources.released?.municipalities ?? 0) : null,
    similar: comparison?.behind ?? null,
    earlier: earlier?.schoolYear ?? null,
    compared: comparedIn(cards),
    themes: questionnaire.themes.flatMap((theme) => {
      const inTheme = cards.filter((card) => card.theme === theme)
      return inTheme.length > 0 ? [{ theme, cards: inTheme.map(asCard) }] : []
    }),
    leaderComment: comment,
  }
  const wave = { surveyId: id, questionnaire: named, schoolYear: survey.schoolYear }
  const shown = shownIn(cards, groupOf(wave, own), comparison && otherGroupOf(own, comparison))
  const weighed = parts.flatMap(({ group, items: of }) =>
    (['female', 'male'] as const).flatMap((split): Shown[] => {
      const sum = group.unit.sums?.[split]
      return sum ? [{ ...groupOf(wave, group.unit), split, figures: countedFigures(questionnaire, sum, of) }] : []
    }),
  )
  return { report, questionnaire, own, shown: [...shown, ...weighed] }
}

/** None while the survey is open, for who has not been asked yet is not missing; nor where of one it is not known whom it had asked. */
async function yearGroupsOf(
  of: Unit,
  { branch, municipality }: Sources,
  weights: Weights,
): Promise<readonly (YearGroup & { readonly unit: TreeUnit })[]> {
  const yearGroups = branch.find((row) => row.unit === unitKey(of))?.yearGroups ?? []
  if (yearGroups.length === 0 || yearGroups.some(({ invitedFemale }) => invitedFemale === null)) return []
  const totalsOf = await weights()
  return yearGroups.flatMap(({ unit, grade, invitedFemale, invitedMale }) => {
    if (invitedFemale === null || invitedMale === null) return []
    const name = { level: 'municipalYearGroup', name: municipality.name, grade, kind: null } as const
    const { sums } = figuresOf(totalsOf.get(unit) ?? '')
    // No interval is made of it by itself: it needs no schools.
    return [{ female: invitedFemale, male: invitedMale, unit: { ...name, unit, sums, schools: null, isSealed: true, institutionId: null } }]
  })
}

/** Whose figures they are, as the ledger says it. */
function groupOf({ surveyId, questionnaire: { code, version }, schoolYear }: Wave, unit: TreeUnit): ShownGroup {
  if (unit.level === 'region' || unit.level === 'country' || unit.level === 'similar')
    return areaGroup(unit.unit, { code, version: editionOf(version), schoolYear })
  return { wave: surveyId, unit: unit.unit, within: unitsAround(parseUnitKey(unit.unit) as Unit, unit), without: null }
}

/** The same of the other group: for `rest` the unit above without the unit, else the whole of it. */
function otherGroupOf(own: TreeUnit, { with: kind, unit, wave }: WaveComparison): ShownGroup {
  const group = groupOf(wave, unit)
  return kind === 'rest' ? { ...group, without: own.unit } : group
}

type Wave = Pick<EarlierWave, 'surveyId' | 'questionnaire' | 'schoolYear'>

/** The wave is the other group's own. */
type WaveComparison = Comparison & { readonly unit: TreeUnit; readonly wave: Wave; readonly behind?: Report['similar'] }

type TreeUnit = ReportedUnit & { readonly institutionId: string | null }

type Tree = {
  readonly own: TreeUnit
  /** Inside the municipality, nearest first. */
  readonly above: readonly TreeUnit[]
  readonly turnout: { readonly invited: number; readonly answered: number }
}

/** The unit and those above it; undefined when it takes no part. */
async function treeOf(unit: Unit, sources: Sources, asked: Asked, questionnaire: Questionnaire): Promise<Tree | undefined> {
  const { survey, municipality, branch, released } = sources
  const key = unitKey(unit)
  if (isAreaUnit(unit)) {
    const area = areaOf(unit, sources)
    if (!area) return undefined
    const own = areaTreeUnit(key, area.name, released, await figuresAsked(released, survey, asked))
    return { own, above: [], turnout: areaUnit(key, area.name, null, released) }
  }
  const rows = new Map(branch.map((row) => [row.unit, row]))
  const own = rows.get(key)
  if (!own) return undefined
  const above = unitsAbove(unit, own).flatMap((one) => rows.get(one) ?? [])
  return {
    own: asUnit(own, municipality.name, questionnaire),
    above: above.map((row) => asUnit(row, municipality.name, questionnaire)),
    turnout: { invited: own.invited, answered: own.answered ?? 0 },
  }
}

function asUnit(row: SourceRow, municipality: string, questionnaire: Questionnaire): TreeUnit {
  const { unit, totals, invited, answered, institutionId } = row
  const { sums, moments } = figuresOf(totals)
  const turnout = answered === null ? null : { invited, answered }
  // Figures of a municipality, and of a year group of it, come from several schools, whose pupils are alike: intervals have to know how many.
  const schools = hasClusters(unit) ? (moments ? clustersOf(questionnaire, moments.all) : (row.schools ?? 0)) : null
  return { unit, ...unitName(row, municipality), sums, moments, turnout, schools, isSealed: answered !== null, institutionId }
}

/** The group that a unit is compared with; null where there is none, as for a municipality and its rest. */
async function comparisonOf(
  kind: Exclude<ReportQuery['compare'], 'none'>,
  sources: Sources,
  { own, above }: Tree,
  asked: Asked,
): Promise<WaveComparison | null> {
  const { survey, area, compared } = sources
  const wave = { surveyId: survey.id, questionnaire: survey.questionnaire, schoolYear: survey.schoolYear }
  if (kind === 'earlier') return earlierComparison(sources, own, asked)
  if (kind !== 'rest' && kind !== 'municipality') {
    if (!area) return null
    const other = areaTreeUnit(area.unit, area.name, compared, await figuresAsked(compared, survey, asked))
    const beyond = { with: kind, wave, own: await addedItems(survey, asked) }
    if (kind !== 'similar') return { ...beyond, unit: other }
    const behind = { institutions: compared?.institutions ?? 0, municipalities: compared?.municipalities ?? 0 }
    return { ...beyond, unit: { ...other, kind: own.kind }, behind }
  }
  // The rest of the school for its classes and year groups, the rest of the municipality for the school; its own year groups have none.
  const level = kind === 'municipality' || own.level === 'institution' ? 'municipality' : 'institution'
  const other = above.find((one) => one.level === level)
  return other ? { with: kind, unit: other, wave } : null
}

async function earlierComparison(
  { earlier: wave, before, municipality }: Sources,
  own: TreeUnit,
  asked: Asked,
): Promise<WaveComparison | null> {
  if (!wave) return null
  const questionnaire = await asked(wave.questionnaire)
  const earlier = { questionnaire, schoolYear: wave.schoolYear }
  const { row, released } = before
  if (released) {
    const unit = areaTreeUnit(own.unit, own.name, released, await figuresAsked(released, wave, asked))
    return { with: 'earlier', unit, wave, earlier }
  }
  return row ? { with: 'earlier', unit: asUnit(row, municipality.name, questionnaire), wave, earlier } : null
}

type Edition = Pick<Wave, 'questionnaire'>

/** What is released of an area, as this survey asked it: a composition has left questions out and added others. */
async function figuresAsked(
  benchmark: Benchmark | undefined,
  { questionnaire: of }: Edition,
  asked: Asked,
): Promise<UnitFigures | undefined> {
  if (!benchmark) return undefined
  const { sums, moments } = figuresOf(benchmark.totals)
  if (!sums || !isComposition(of.version)) return { sums, moments }
  return projectedFigures({ sums, moments }, await asked({ code: of.code, version: editionOf(of.version) }), await asked(of))
}

/** Codes of the items that a composition has beside those of its edition. */
async function addedItems({ questionnaire: of }: Edition, asked: Asked): Promise<ReadonlySet<string>> {
  if (!isComposition(of.version)) return new Set()
  return ownItems(await asked(of), await asked({ code: of.code, version: editionOf(of.version) }))
}

function areaTreeUnit(unit: UnitKey, name: string, benchmark: Benchmark | undefined, figures: UnitFigures | undefined): TreeUnit {
  return {
    unit,
    level: unit === 'country' ? 'country' : stratumIn(unit) ? 'similar' : 'region',
    name,
    grade: null,
    kind: null,
    sums: figures?.sums ?? null,
    moments: figures?.moments ?? null,
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
