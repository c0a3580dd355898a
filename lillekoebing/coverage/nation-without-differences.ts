/**
 * A nation in which no place is better than another, and every report of it: whatever is called clear there is chance. Pupils are as alike
 * in classes and schools as everywhere in the invented world (`answer-model.ts`); nothing is planted, girls answer as boys do, and
 * next year is drawn from the same schools. Judged by the product's own `cardsOf`.
 */
import { addMoments, type ClusterMoments, momentsOf } from '#domain/disclosure/moments.ts'
import { addSums, type SealedSum, type SealedSums, storedSum } from '#domain/disclosure/sum.ts'
import type { Level } from '#domain/organisation/unit.ts'
import { answeredAt, codebook, optionsAt } from '#domain/questionnaire/codebook.ts'
import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { cardsOf, type ComparisonKind, type ReportedUnit } from '#domain/report/card.ts'
import { answersTo, favourableCount } from '#domain/report/figure.ts'
import { type AnswerModel, answerModel, chooseAnswers, surroundings } from '../answer-model.ts'
import { chance } from '../chance.ts'

export type NationSize = { readonly municipalities: number; readonly schools: readonly [number, number]; readonly draw: string }

export type FamilyRate = {
  readonly level: Level
  readonly with: ComparisonKind
  readonly reports: number
  /** Reports that call at least one gap clear. */
  readonly falseReports: number
  readonly gaps: number
  readonly falseGaps: number
}

const grades = [4, 5, 6]
const classesOfGrade = 2

/** Every class, year group, school and municipality against whatever it may be held against, each report with girls against boys too. */
export function falseReportsOf(questionnaire: Questionnaire, { municipalities, schools, draw }: NationSize): readonly FamilyRate[] {
  const model = { ...answerModel(questionnaire), items: answerModel(questionnaire).items.map((item) => ({ ...item, girls: 0 })) }
  const waves = [2025, 2026].map((year) => {
    const places = Array.from({ length: municipalities }, (_, index) => {
      const size = chance(`${draw}|${index}|size`)
      return municipality(questionnaire, model, `${draw}|${index}`, year, size.whole(...schools))
    })
    const wholes = places.map(({ whole }) => whole)
    return { places, country: { ...together('country', wholes), schools: wholes.reduce((sum, one) => sum + (one.schools ?? 0), 0) } }
  })
  const [then, now] = waves as [(typeof waves)[number], (typeof waves)[number]]
  const rates = new Map<string, FamilyRate>()
  const read = (unit: ReportedUnit, kind: ComparisonKind, other: ReportedUnit) => {
    const earlier = kind === 'earlier' ? { earlier: { questionnaire, schoolYear: 2025 } } : {}
    const comparison = { with: kind, unit: other, ...earlier }
    const cards = cardsOf(questionnaire, unit, { state: 'sealed', split: true, comparison, above: [], items: isAskedOfAll })
    const gaps = cards.flatMap(({ comparison: one, split }) => [one?.gap ?? [], split?.gap ?? []].flat())
    const falseGaps = gaps.filter(({ verdict }) => verdict !== 'noClearDifference').length
    const key = `${unit.level} ${kind}`
    const before = rates.get(key) ?? { level: unit.level, with: kind, reports: 0, falseReports: 0, gaps: 0, falseGaps: 0 }
    rates.set(key, {
      ...before,
      reports: before.reports + 1,
      falseReports: before.falseReports + (falseGaps > 0 ? 1 : 0),
      gaps: before.gaps + gaps.length,
      falseGaps: before.falseGaps + falseGaps,
    })
  }
  for (const [index, place] of now.places.entries()) {
    const before = then.places[index]?.units
    const all = [place.whole, ...[...place.units.values()].map(({ unit }) => unit)]
    for (const unit of all) {
      const { school } = place.units.get(unit.unit) ?? {}
      if (school) read(unit, 'rest', school)
      if (unit.level === 'institution') read(unit, 'rest', place.whole)
      if (unit.level !== 'municipality') read(unit, 'municipality', place.whole)
      read(unit, 'country', now.country)
      const earlier = unit.level === 'municipality' ? then.places[index]?.whole : before?.get(unit.unit)?.unit
      if (earlier) read(unit, 'earlier', earlier)
    }
  }
  return [...rates.values()]
}

/**
 * The share of the variation in favourable answers that lies between classes of one school, measured as anybody can measure it on
 * sealed figures of classes: (MSB − MSW)/(MSB + (m₀ − 1)·MSW) within schools, one number for each question (Donner 1986).
 */
export function shareOfClasses(questionnaire: Questionnaire, { municipalities, schools, draw }: NationSize): readonly number[] {
  const model = answerModel(questionnaire)
  const classes = Array.from({ length: municipalities }, (_, index) => {
    const size = chance(`${draw}|${index}|size`)
    return [...municipality(questionnaire, model, `${draw}|${index}`, 2026, size.whole(...schools)).units.values()]
  })
    .flat()
    .filter(({ unit }) => unit.level === 'class')
  return codebook(questionnaire).cells.flatMap((cell) => {
    if (!isAskedOfAll(cell.item)) return []
    let [between, within, ofClasses, ofPupils, squares, n] = [0, 0, 0, 0, 0, 0]
    for (const [school, own] of Map.groupBy(classes, ({ school: of }) => of)) {
      const count = (of: ReportedUnit | undefined) => favourableCount(of?.sums?.all as SealedSum, cell) ?? 0
      const answers = (of: ReportedUnit | undefined) => answersTo(of?.sums?.all as SealedSum, cell)
      const mean = count(school) / answers(school)
      for (const { unit } of own) {
        between += answers(unit) * (count(unit) / answers(unit) - mean) ** 2
        within += count(unit) * (1 - count(unit) / answers(unit))
        squares += answers(unit) ** 2 / answers(school)
      }
      n += answers(school)
      ofClasses += own.length - 1
      ofPupils += answers(school) - own.length
    }
    const [meanBetween, meanWithin, ordinary] = [between / ofClasses, within / ofPupils, (n - squares) / ofClasses]
    return [(meanBetween - meanWithin) / (meanBetween + (ordinary - 1) * meanWithin)]
  })
}

type Place = {
  readonly whole: ReportedUnit
  /** Schools, year groups and classes, the lower ones with the school they are of. */
  readonly units: ReadonlyMap<string, { readonly unit: ReportedUnit; readonly school?: ReportedUnit }>
}

function municipality(questionnaire: Questionnaire, model: AnswerModel, name: string, year: number, schools: number): Place {
  const units = new Map<string, { unit: ReportedUnit; school?: ReportedUnit }>()
  const all: ReportedUnit[] = []
  for (let school = 0; school < schools; school++) {
    const key = `${name}|${school}`
    const groups = grades.map((grade) =>
      Array.from({ length: classesOfGrade }, (_, group) => classOf(questionnaire, model, key, `${key}|${grade}${group}`, year)),
    )
    const years = groups.map((of, index) => together('yearGroup', of, `${key}|${grades[index]}`))
    const whole = together('institution', years, key)
    all.push(whole)
    units.set(key, { unit: whole })
    for (const unit of [...groups.flat(), ...years]) units.set(unit.unit, { unit, school: whole })
  }
  const moments = (sex: keyof SealedSums) =>
    all.map(({ sums }) => momentsOf(questionnaire, (sums as SealedSums)[sex] as SealedSum)).reduce<ClusterMoments | null>(added, null)
  const whole: ReportedUnit = {
    ...together('municipality', all, name),
    schools,
    moments: { all: moments('all') as ClusterMoments, female: moments('female'), male: moments('male') },
  }
  return { whole, units }
}

function classOf(questionnaire: Questionnaire, model: AnswerModel, school: string, key: string, year: number): ReportedUnit {
  const draw = chance(`${key}|${year}`)
  const around = surroundings(model, school, `${key}|${year}`)
  const { cells, width } = codebook(questionnaire)
  const rows = { all: empty(width), female: empty(width), male: empty(width) }
  const shifts = questionnaire.items.map(() => 0)
  for (let pupil = draw.whole(16, 26); pupil > 0; pupil--) {
    const sex = draw.happens(0.5) ? 'female' : 'male'
    const answers = chooseAnswers(model, draw, around, sex, shifts)
    for (const { item, place, offset } of cells) {
      const answer = answers[place]
      // What is measured is counted by its bands, and nobody compares it here.
      if (!isAskedOfAll(item) || !answer || answer < 0) continue
      for (const row of [rows.all, rows[sex]]) {
        row[offset + answeredAt] = (row[offset + answeredAt] ?? 0) + 1
        row[offset + optionsAt + answer - 1] = (row[offset + optionsAt + answer - 1] ?? 0) + 1
      }
    }
  }
  const sums = { all: storedSum(rows.all), female: storedSum(rows.female), male: storedSum(rows.male) }
  return { unit: key, level: 'class', name: key, grade: null, kind: 'school', sums, schools: null, isSealed: true }
}

function together(level: Level, parts: readonly ReportedUnit[], unit: string = level): ReportedUnit {
  const sum = (sex: keyof SealedSums) => parts.map(({ sums }) => (sums as SealedSums)[sex] as SealedSum).reduce(addSums)
  const sums = { all: sum('all'), female: sum('female'), male: sum('male') }
  const moments = parts.every((part) => part.moments) ? { moments: momentsTogether(parts) } : {}
  return { unit, level, name: unit, grade: null, kind: null, sums, schools: null, isSealed: true, ...moments }
}

function momentsTogether(parts: readonly ReportedUnit[]): NonNullable<ReportedUnit['moments']> {
  const of = (sex: 'all' | 'female' | 'male') =>
    parts.map(({ moments }) => moments?.[sex] ?? null).reduce<ClusterMoments | null>(added, null)
  return { all: of('all') as ClusterMoments, female: of('female'), male: of('male') }
}

function added(left: ClusterMoments | null, right: ClusterMoments | null): ClusterMoments | null {
  return left && right ? addMoments(left, right) : (left ?? right)
}

function isAskedOfAll({ kind, showIf, measure, indexOf, favourable }: Item): boolean {
  const isOfOneChoice = kind !== 'multiple' && kind !== 'text' && kind !== 'information' && measure === undefined && indexOf === undefined
  return isOfOneChoice && showIf === undefined && favourable.length > 0
}

function empty(width: number): number[] {
  return Array.from({ length: width }, () => 0)
}
