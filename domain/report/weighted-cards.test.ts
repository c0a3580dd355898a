/** A municipality weighted to its years and sexes: by hand, never without every part of it, and never more than the parts tell. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { cardsOf, type ReportedUnit } from './card.ts'
import { weightedCards, type YearGroup } from './weighted-cards.ts'
import { weightedShare } from './weighting.ts'
import { specimen } from '../disclosure/specimen.ts'
import { addSums, storedSum } from '../disclosure/sum.ts'
import { answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

const item = {
  kind: 'single',
  questionClass: 'open',
  sensitiveOptions: [],
  isCore: true,
  isTeachingEnvironment: false,
  theme: 'school',
} as const
const questionnaire: Questionnaire = {
  ...specimen,
  items: [{ ...item, code: 'glad', options: ['yes', 'no'], favourable: ['yes'] }] as unknown as Questionnaire['items'],
  themes: ['school'],
}
const { cells, width } = codebook(questionnaire)
const [cell = assert.fail()] = cells

/** So many glad of so many. */
function counts(glad: number, of: number) {
  const row = Array.from({ length: width }, () => 0)
  row[cell.offset + answeredAt] = of
  row[cell.offset + optionsAt] = glad
  row[cell.offset + optionsAt + 1] = of - glad
  return storedSum(row)
}

type Part = { readonly asked: number; readonly n: number; readonly glad: number }
type Year = readonly [girls: Part, boys: Part]

const named = (level: 'municipality' | 'municipalYearGroup', grade: number | null) => ({ level, name: 'Lillekøbing', grade, kind: null })

function yearGroup([girls, boys]: Year, grade: number): YearGroup {
  const of = ({ glad, n }: Part) => (n === 0 ? null : counts(glad, n))
  const all = counts(girls.glad + boys.glad, girls.n + boys.n)
  const sums = { all, female: of(girls), male: of(boys) }
  const unit: ReportedUnit = {
    ...named('municipalYearGroup', grade),
    unit: `municipalYearGroup:${grade}`,
    sums,
    schools: null,
    isSealed: true,
  }
  return { unit, female: girls.asked, male: boys.asked }
}

function weigh(years: readonly Year[], pooled: { readonly n: number; readonly glad: number } = { n: 0, glad: 0 }, asked = questionnaire) {
  const parts = years.flat()
  const all = parts.map(({ glad, n }) => counts(glad, n)).reduce(addSums, counts(pooled.glad, pooled.n))
  const sums = { all, female: null, male: null }
  const unit: ReportedUnit = { ...named('municipality', null), unit: 'municipality', sums, schools: 4, isSealed: true }
  const cards = cardsOf(asked, unit, { state: 'sealed', split: false, comparison: null, above: [], items: () => true })
  return weightedCards(
    asked,
    unit,
    cards,
    years.map((year, place) => yearGroup(year, place + 5)),
  )
}

/** The card of a year group's own report, by sex. */
function reportOf({ unit }: YearGroup, asked = questionnaire) {
  const [card] = cardsOf(asked, unit, { state: 'sealed', split: true, comparison: null, above: [], items: () => true })
  return card ?? assert.fail()
}

const part = (asked: number, n: number, glad: number): Part => ({ asked, n, glad })
const weightedOf = (made: ReturnType<typeof weigh>) => made.cards[0]?.weighted ?? null

test('of a year in which half answered each counts for two: by hand', () => {
  const made = weigh([
    [part(100, 100, 80), part(100, 100, 80)],
    [part(100, 50, 10), part(100, 50, 10)],
  ])
  // 180 of 300 are glad; as many are in each year, so (0.8 + 0.2)/2.
  assert.equal(made.cards[0]?.figure?.favourable?.percent, 60)
  const told = weightedOf(made)
  assert.deepEqual([told?.percent, told?.covers, told?.isCapped], [50, 100, false])
  const own = made.cards[0]?.figure?.favourable
  assert.ok((told?.high ?? 0) - (told?.low ?? 0) > (own?.high ?? 0) - (own?.low ?? 0), 'weights cost answers')
})

test('what would change less than a point is not told, nor where the parts are of other children than the figure', () => {
  assert.equal(weightedOf(weigh([[part(100, 90, 70), part(100, 90, 70)]])), null)
  const years: Year[] = [
    [part(100, 100, 80), part(100, 100, 80)],
    [part(100, 50, 10), part(100, 50, 10)],
  ]
  assert.equal(weightedOf(weigh(years, { n: 30, glad: 10 }))?.covers, 91)
  assert.equal(weightedOf(weigh(years, { n: 90, glad: 10 })), null)
})

test('where one of the parts is hidden there is no weighted value, for it could be solved for', () => {
  const whole: Year = [part(100, 100, 80), part(100, 100, 80)]
  const tooFew = weigh([whole, [part(100, 50, 10), part(60, 0, 0)]])
  assert.deepEqual([weightedOf(tooFew), tooFew.parts], [null, []])
  // Twelve answers to a sensitive question are told in rough bands, and so are no part of a share.
  const items = questionnaire.items.map((one) => ({ ...one, questionClass: 'sensitive' as const }))
  const rough: Year = [part(100, 50, 10), part(60, 12, 3)]
  assert.notEqual(weightedOf(weigh([whole, rough])), null)
  assert.notEqual(weightedOf(weigh([whole, [part(100, 50, 10), part(60, 30, 9)]], undefined, { ...questionnaire, items })), null)
  assert.equal(weightedOf(weigh([whole, rough], undefined, { ...questionnaire, items })), null)
  assert.deepEqual(weigh([]).parts, [], 'where it is not known whom was asked')
})

test('it is made of what the ledger is told, and of nothing else', () => {
  const anyPart = fc
    .record({ n: fc.integer({ min: 0, max: 60 }), more: fc.integer({ min: 0, max: 90 }) })
    .chain(({ n, more }) => fc.record({ asked: fc.constant(n + more), n: fc.constant(n), glad: fc.nat(n) }))
  fc.assert(
    fc.property(fc.array(fc.tuple(anyPart, anyPart), { minLength: 1, maxLength: 4 }), fc.nat(20), (years, pooled) => {
      const made = weigh(years, { n: pooled, glad: pooled })
      const told = weightedOf(made)
      if (told === null) return
      const strata = made.parts.flatMap(({ group, items }) =>
        (['female', 'male'] as const).flatMap((sex) => {
          assert.deepEqual([...items], ['glad'])
          const figure = reportOf(group).split?.[sex]
          return figure ? [{ invited: group[sex], n: figure.n, count: figure.favourable?.count ?? 0 }] : []
        }),
      )
      const anew = weightedShare('municipality', strata)
      assert.ok(Math.abs((anew?.weighted ?? 9) * 100 - told.percent) <= 0.5 + 1e-9)
      // Every part of which anybody was asked is there, each as its own report would show it: five or more.
      const asked = years.flat().filter((one) => one.asked > 0)
      assert.equal(strata.filter(({ invited }) => invited > 0).length, asked.length)
      assert.ok(strata.every(({ n }) => n >= 1) && asked.every(({ n }) => n > 0))
    }),
  )
})
