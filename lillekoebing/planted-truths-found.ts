/**
 * Reads an invented world's reports as a reader would, and holds every verdict against what was planted.
 * Pure: answers are sealed by `domain/disclosure` and judged by `domain/report`, with no database between. For
 * any questionnaire, and one wave or two.
 */
import { addMoments, type ClusterMoments, clustersOf, momentsOf } from '#domain/disclosure/moments.ts'
import { type RawResponse, countAnswers } from '#domain/disclosure/raw.ts'
import { closeInstitution } from '#domain/disclosure/seal.ts'
import { addSums, type ClassPlace, incrementsOf, type SealedSum, type SealedSums } from '#domain/disclosure/sum.ts'
import { insiders, itemRules } from '#domain/disclosure/thresholds.ts'
import { parseUnitKey, type Unit, type UnitKey, unitKey } from '#domain/organisation/unit.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { cardsOf, type Comparison, type ReportedUnit } from '#domain/report/card.ts'
import { nameAYearAgo } from '#domain/report/earlier.ts'
import type { Verdict } from '#domain/report/verdict.ts'
import { girlsAgainstBoys } from './answer-shares.ts'
import { type PlantedTruth, shiftsOf, type YearOf } from './planted-truths.ts'
import type { TownClass } from './town.ts'

export type AnsweredClass = {
  readonly municipalityId: number
  readonly year: YearOf
  readonly group: TownClass
  readonly responses: readonly RawResponse[]
}

/** One gap that a report has tried. */
export type Tried = {
  readonly item: string
  readonly verdict: Verdict
  /** How far the two groups were moved apart, in standard deviations; 0 where nothing was planted. */
  readonly planted: number
}

export type TriedReport = {
  readonly year: YearOf
  readonly unit: UnitKey
  readonly with: Comparison['with'] | 'sexes'
  readonly tried: readonly Tried[]
}

/** Less than this much apart, in standard deviations, is nothing planted: a few girls more than elsewhere. */
const leastPlanted = 0.05

/** Whether a gap that was called clear is one that was not planted, or was planted the other way round. */
export function isFalseAlarm({ verdict, planted }: Tried): boolean {
  if (verdict === 'noClearDifference') return false
  return Math.abs(planted) < leastPlanted || planted > 0 !== (verdict === 'clearlyHigher')
}

/** The report that a truth is found in: beside the rest, the year before, everybody else, or boys beside girls. */
export function reportThatFinds({
  where,
}: PlantedTruth): Pick<TriedReport, 'year' | 'with'> & { readonly level: 'class' | 'institution' | 'municipality' } {
  const level = where.className !== undefined ? 'class' : where.institutionKey !== undefined ? 'institution' : 'municipality'
  if (where.sex !== undefined) return { year: 'thisYear', level, with: 'sexes' }
  if (!where.years.includes('thisYear')) return { year: 'thisYear', level, with: 'earlier' }
  return { year: 'thisYear', level, with: level === 'municipality' ? 'country' : 'rest' }
}

/**
 * Every report of one municipality: each class, year group, school and the whole, against the rest, the
 * municipality, all municipalities together and the year before, and girls against boys.
 */
export function everyReport(
  questionnaire: Questionnaire,
  truths: readonly PlantedTruth[],
  answered: readonly AnsweredClass[],
  municipalityId: number,
): readonly TriedReport[] {
  const years = [...new Set(answered.map(({ year }) => year))]
  const waves = new Map(
    years.map((year) => {
      const classes = answered.filter((one) => one.year === year)
      return [year, waveOf(questionnaire, truths, classes, municipalityId)] as const
    }),
  )
  return years.flatMap((year) => {
    const wave = waves.get(year) as SealedWave
    const then = year === 'thisYear' ? waves.get('lastYear') : undefined
    return [...wave.units.values()].flatMap((unit) => {
      const { own } = unit
      const at = (key: UnitKey | undefined, of: SealedWave = wave) => (key === undefined ? undefined : of.units.get(key))
      const whole = at('municipality')
      const around = at(own.level === 'institution' ? 'municipality' : own.level === 'municipality' ? undefined : unit.institution)
      const before = then && (at(own.unit, then) ?? at(predecessorOf(unit, then), then))
      const others: readonly (readonly [Comparison['with'], WaveUnit | undefined])[] = [
        ['rest', around],
        ['municipality', own.level === 'municipality' || own.level === 'institution' ? undefined : whole],
        ['country', wave.country],
        ['earlier', before],
      ]
      const reports: TriedReport[] = []
      for (const [kind, other] of others) {
        if (other === undefined) continue
        const comparison: Comparison = {
          with: kind,
          unit: other.own,
          ...(kind === 'earlier' ? { earlier: { questionnaire, schoolYear: 2000 } } : {}),
        }
        reports.push(read(questionnaire, year, unit, comparison, kind === 'rest' ? less(other.shifts, unit.shifts) : other.shifts))
      }
      reports.push(read(questionnaire, year, unit, null, unit.shifts))
      return reports.filter(({ tried }) => tried.length > 0)
    })
  })
}

/** By how much the respondents of a unit were moved, added up, by item; and how many they are. */
type Moved = { readonly n: number; readonly sums: readonly number[] }
type Shifts = { readonly all: Moved; readonly female: Moved; readonly male: Moved }
type WaveUnit = {
  readonly own: ReportedUnit
  readonly shifts: Shifts
  readonly institution: UnitKey | undefined
  readonly group: TownClass | undefined
}
type SealedWave = { readonly units: ReadonlyMap<UnitKey, WaveUnit>; readonly country: WaveUnit | undefined }

function waveOf(
  questionnaire: Questionnaire,
  truths: readonly PlantedTruth[],
  classes: readonly AnsweredClass[],
  municipalityId: number,
): SealedWave {
  const all = [...Map.groupBy(classes, (one) => one.municipalityId)].map(
    ([id, of]) => [id, municipalityOf(questionnaire, truths, of)] as const,
  )
  const units = all.find(([id]) => id === municipalityId)?.[1] ?? new Map<UnitKey, WaveUnit>()
  const wholes = all.flatMap(([, of]) => of.get('municipality') ?? [])
  return { units, country: wholes.length < 2 ? undefined : wholes.reduce(together) }
}

/** Classes, institutions and the municipality, each sealed, as when a survey is over. */
function municipalityOf(
  questionnaire: Questionnaire,
  truths: readonly PlantedTruth[],
  classes: readonly AnsweredClass[],
): ReadonlyMap<UnitKey, WaveUnit> {
  const rules = itemRules(questionnaire)
  const places = new Map<string, ClassPlace>(classes.map(({ group }) => [group.id, group]))
  const schools = Map.groupBy(classes, ({ group }) => group.institutionId)
  const atoms = [...schools].flatMap(([institutionId, of]) => {
    const counted = of.map(({ group, responses }) => ({ classId: group.id, grade: group.grade, counts: countAnswers(rules, responses) }))
    return closeInstitution(questionnaire, institutionId, counted, insiders.lesson).atoms
  })
  const sums = new Map<UnitKey, { all?: SealedSum; female?: SealedSum; male?: SealedSum }>()
  for (const { unit, sex, counts } of incrementsOf(atoms, places)) sums.set(unit, { ...sums.get(unit), [sex]: counts })
  const shifts = shiftsByUnit(questionnaire, truths, classes)

  return new Map(
    [...sums].map(([key, { all, female, male }]) => {
      const unit = parseUnitKey(key)
      const level = unit?.level ?? 'municipality'
      const group = unit?.level === 'class' ? classes.find(({ group: one }) => one.id === unit.classId)?.group : undefined
      const institutionId =
        group?.institutionId ?? (unit?.level === 'institution' || unit?.level === 'yearGroup' ? unit.institutionId : undefined)
      const moments = momentsAmong(questionnaire, sums, unit)
      const own: ReportedUnit = {
        unit: key,
        level,
        name: group?.name ?? key,
        grade: group?.grade ?? null,
        kind: null,
        sums: all ? ({ all, female: female ?? null, male: male ?? null } satisfies SealedSums) : null,
        schools: moments && clustersOf(questionnaire, moments),
        moments: moments && { all: moments, female: null, male: null },
        isSealed: true,
      }
      const institution = institutionId === undefined ? undefined : unitKey({ level: 'institution', institutionId })
      return [key, { own, shifts: shifts.get(key) ?? nobody(questionnaire), institution, group }] as const
    }),
  )
}

type Sums = ReadonlyMap<UnitKey, { readonly all?: SealedSum }>

/** How much the schools of a municipality differ, or those of one of its year groups; null for what lies in one school. */
function momentsAmong(questionnaire: Questionnaire, sums: Sums, whole: Unit | undefined): ClusterMoments | null {
  const isCluster = (key: UnitKey) => {
    const unit = parseUnitKey(key)
    if (whole?.level === 'municipality') return unit?.level === 'institution'
    return whole?.level === 'municipalYearGroup' && unit?.level === 'yearGroup' && unit.grade === whole.grade
  }
  const clusters = [...sums].flatMap(([key, { all }]) => (all && isCluster(key) ? [momentsOf(questionnaire, all)] : []))
  return clusters.length === 0 ? null : clusters.reduce(addMoments)
}

function shiftsByUnit(
  questionnaire: Questionnaire,
  truths: readonly PlantedTruth[],
  classes: readonly AnsweredClass[],
): ReadonlyMap<UnitKey, Shifts> {
  const shifts = new Map<UnitKey, Shifts>()
  for (const { municipalityId, year, group, responses } of classes) {
    const { id, institutionId, institutionKey, name, grade } = group
    const keys = [
      unitKey({ level: 'class', classId: id }),
      ...(grade === null ? [] : [unitKey({ level: 'yearGroup', institutionId, grade }), unitKey({ level: 'municipalYearGroup', grade })]),
      unitKey({ level: 'institution', institutionId }),
      unitKey({ level: 'municipality' }),
    ]
    const moved = { female: movedBy('female'), male: movedBy('male'), unknown: movedBy('unknown') }
    for (const { sex } of responses) {
      const one: Moved = { n: 1, sums: moved[sex] }
      for (const key of keys) {
        const before = shifts.get(key) ?? nobody(questionnaire)
        shifts.set(key, { ...before, all: plus(before.all, one), ...(sex === 'unknown' ? {} : { [sex]: plus(before[sex], one) }) })
      }
    }

    function movedBy(sex: 'female' | 'male' | 'unknown'): readonly number[] {
      const by = shiftsOf(truths, { municipalityId, institutionKey, className: name, year }, sex)
      const half = sex === 'female' ? 0.5 : sex === 'male' ? -0.5 : 0
      return questionnaire.items.map(({ code, theme }) => (by.get(code) ?? 0) + half * (girlsAgainstBoys[theme] ?? 0))
    }
  }
  return shifts
}

function read(questionnaire: Questionnaire, year: YearOf, unit: WaveUnit, comparison: Comparison | null, other: Shifts): TriedReport {
  const cards = cardsOf(questionnaire, unit.own, { state: 'sealed', split: comparison === null, comparison, above: [], items: () => true })
  const apart = (place: number) =>
    comparison === null
      ? mean(unit.shifts.female, place) - mean(unit.shifts.male, place)
      : mean(unit.shifts.all, place) - mean(other.all, place)
  return {
    year,
    unit: unit.own.unit,
    with: comparison?.with ?? 'sexes',
    tried: cards.flatMap((card) => {
      const gap = comparison === null ? card.split?.gap : card.comparison?.gap
      const place = questionnaire.items.findIndex(({ code }) => code === card.item)
      return gap ? [{ item: card.item, verdict: gap.verdict, planted: apart(place) }] : []
    }),
  }
}

function predecessorOf({ group, institution }: WaveUnit, then: SealedWave): UnitKey | undefined {
  const name = group && nameAYearAgo(group.name, group.grade)
  return [...then.units.values()].find((one) => one.group?.name === name && one.institution === institution && name !== undefined)?.own.unit
}

function nobody({ items }: Questionnaire): Shifts {
  const none: Moved = { n: 0, sums: items.map(() => 0) }
  return { all: none, female: none, male: none }
}

function plus(one: Moved, other: Moved): Moved {
  return { n: one.n + other.n, sums: one.sums.map((sum, place) => sum + (other.sums[place] ?? 0)) }
}

function less(whole: Shifts, part: Shifts): Shifts {
  const minus = (one: Moved, other: Moved): Moved => ({
    n: one.n - other.n,
    sums: one.sums.map((sum, place) => sum - (other.sums[place] ?? 0)),
  })
  return { all: minus(whole.all, part.all), female: minus(whole.female, part.female), male: minus(whole.male, part.male) }
}

function mean({ n, sums }: Moved, place: number): number {
  return n === 0 ? 0 : (sums[place] ?? 0) / n
}

function together(one: WaveUnit, other: WaveUnit): WaveUnit {
  const add = (left: SealedSum | null | undefined, right: SealedSum | null | undefined) => (left && right ? addSums(left, right) : null)
  const all = add(one.own.sums?.all, other.own.sums?.all)
  return {
    own: {
      ...one.own,
      unit: 'country',
      level: 'country',
      name: '',
      sums: all && { all, female: add(one.own.sums?.female, other.own.sums?.female), male: add(one.own.sums?.male, other.own.sums?.male) },
      schools: (one.own.schools ?? 0) + (other.own.schools ?? 0),
      moments:
        one.own.moments && other.own.moments
          ? { all: addMoments(one.own.moments.all, other.own.moments.all), female: null, male: null }
          : null,
    },
    shifts: {
      all: plus(one.shifts.all, other.shifts.all),
      female: plus(one.shifts.female, other.shifts.female),
      male: plus(one.shifts.male, other.shifts.male),
    },
    institution: undefined,
    group: undefined,
  }
}
