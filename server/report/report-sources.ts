/**
 * All that a report is made of, read in the reader's own transaction: what they may not see is not there. It goes in one message
 * with BEGIN, and what hangs on its answer in a second one; most reports have no second. The reckoning comes after
 * (`reckon-report.ts`) and reads nothing, so that it can be kept by what was read.
 */
import type { ReportQuery } from '#api/report.ts'
import {
  type Benchmark,
  type BranchRow,
  type EarlierWave,
  findBenchmark,
  findReportBase,
  listReportBranch,
  type PossibleWave,
  type SurveyHead,
} from '#database/report-base.ts'
import { countSealedInstitutions } from '#database/report.ts'
import { findReleasedStratum } from '#database/stratum.ts'
import type { Tx } from '#database/transaction.ts'
import { hasClusters } from '#domain/disclosure/cluster.ts'
import { similarArea, stratumIn, stratumOf } from '#domain/disclosure/stratum.ts'
import { type Unit, type UnitKey, unitKey } from '#domain/organisation/unit.ts'
import { nameAYearAgo } from '#domain/report/earlier.ts'
import { type Region, regionsOf } from '#domain/report/region.ts'

/** What is written here is all that a report depends on besides its address: plain data, the same for whoever reads the same. */
export type Sources = SurveyHead & {
  /** The unit and those above it inside the municipality; none of a region or the country. */
  readonly branch: readonly SourceRow[]
  /** Of a region or the country that is read. */
  readonly released: Benchmark | undefined
  /** What is compared with beyond the municipality, and what is released of it. */
  readonly area: Area | undefined
  readonly compared: Benchmark | undefined
  /** The earlier wave this unit can be compared with, and its figures there where that is asked. */
  readonly earlier: EarlierWave | undefined
  readonly before: { readonly row: SourceRow | undefined; readonly released: Benchmark | undefined }
}

export type Area = { readonly unit: UnitKey; readonly name: string }

/** How many schools are behind it, where its moments do not tell. */
export type SourceRow = BranchRow & { readonly schools?: number }

/** Undefined where there is no such survey. */
export async function readSources(tx: Tx, surveyId: string, unit: Unit, compare: ReportQuery['compare']): Promise<Sources | undefined> {
  const [key, isArea] = [unitKey(unit), isAreaUnit(unit)]
  const base = await findReportBase(tx, surveyId, key, { isArea, comparesAbove: isWithin(compare) })
  if (!base) return undefined
  const { branch: rows, released, waves, ...head } = base
  const own = rows.find((row) => row.unit === key)
  const wave = isArea ? waves[0] : own && earlierOf(own, waves)
  const area = compare === 'similar' ? own && (await similarTo(tx, head, own)) : areaCompared(head, unit, compare)
  const [branch, compared, releasedThen, rowThen] = await Promise.all([
    // Nothing is reckoned of what is above and not compared with.
    Promise.all(rows.map((row) => (row === own || isWithin(compare) ? withSchools(tx, surveyId, row) : row))),
    area && findBenchmark(tx, surveyId, area.unit),
    isArea && wave ? findBenchmark(tx, wave.surveyId, key) : undefined,
    !isArea && wave && compare === 'earlier' ? readThen(tx, wave) : undefined,
  ])
  const earlier = wave && (!isArea || releasedThen) ? { ...withoutName(wave), unit: isArea ? key : wave.unit } : undefined
  return { ...head, branch, released, area, compared, earlier, before: { row: rowThen, released: releasedThen } }
}

export function isAreaUnit(unit: Unit): unit is Extract<Unit, { readonly level: 'region' | 'country' }> {
  return unit.level === 'region' || unit.level === 'country'
}

const country: Area = { unit: unitKey({ level: 'country' }), name: '' }

/** The country, or a region that this municipality lies in; others' regions are none of its business. */
export function areaOf(
  unit: Extract<Unit, { readonly level: 'region' | 'country' }>,
  { municipality, survey }: SurveyHead,
): Area | undefined {
  if (unit.level === 'country') return country
  return regionsOf(municipality, survey.schoolYear)
    .filter(({ code }) => code === unit.code)
    .map(regionArea)[0]
}

function regionArea({ code, name }: Region): Area {
  return { unit: unitKey({ level: 'region', code }), name }
}

/** The region or country that a unit is compared with; none with itself, nor the country with a part of it. */
function areaCompared({ municipality, survey }: SurveyHead, unit: Unit, compare: ReportQuery['compare']): Area | undefined {
  if (unit.level === 'country') return undefined
  if (compare === 'country') return country
  const [region, newRegion] = unit.level === 'region' ? [] : regionsOf(municipality, survey.schoolYear).map(regionArea)
  return compare === 'region' ? region : compare === 'newRegion' ? newRegion : undefined
}

/** Institutions of the same kind and size in several municipalities, none of them named. */
async function similarTo(tx: Tx, { survey }: SurveyHead, own: BranchRow): Promise<Area | undefined> {
  if (own.level !== 'institution' || own.institutionId === null) return undefined
  const stratum = (await findReleasedStratum(tx, survey, own.institutionId)) ?? stratumOf(own.kind, own.answered === null ? 0 : own.invited)
  if (stratum === null) return undefined
  const unit = similarArea(stratum)
  return { unit, name: stratumIn(unit)?.band ?? '' }
}

function isWithin(compare: ReportQuery['compare']): boolean {
  return compare === 'rest' || compare === 'municipality'
}

/**
 * The last wave in which the unit took part. For a class that is the class itself, or else what the same children answered as a class
 * a year ago, which whoever may read the class may read.
 */
function earlierOf(own: BranchRow, waves: readonly PossibleWave[]): PossibleWave | undefined {
  const name = own.level === 'class' ? nameAYearAgo(own.className ?? '', own.grade) : undefined
  return waves.find(({ unit, className }) => unit === own.unit || (name !== undefined && className === name))
}

function withoutName({ className: _, ...wave }: PossibleWave): EarlierWave {
  return wave
}

async function readThen(tx: Tx, { surveyId, unit }: PossibleWave): Promise<SourceRow | undefined> {
  const row = (await listReportBranch(tx, surveyId, unit, { comparesAbove: false })).find((one) => one.unit === unit)
  return row && withSchools(tx, surveyId, row)
}

/** Counted of what was sealed before moments were kept. */
async function withSchools(tx: Tx, surveyId: string, row: BranchRow): Promise<SourceRow> {
  if (!hasClusters(row.unit) || !row.lacksMoments) return row
  return { ...row, schools: await countSealedInstitutions(tx, surveyId, row.level === 'municipalYearGroup' ? row.grade : null) }
}
