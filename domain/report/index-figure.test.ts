import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cardsOf, type ReportedUnit } from './card.ts'
import { indexMean } from './index-figure.ts'
import { addMoments, momentsOf } from '../disclosure/moments.ts'
import { specimen } from '../disclosure/specimen.ts'
import { addSums, storedSum } from '../disclosure/sum.ts'
import { answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

const scale = { kind: 'single', questionClass: 'open', sensitiveOptions: [], isCore: true, isTeachingEnvironment: false } as const
const questionnaire: Questionnaire = {
  ...specimen,
  items: [
    { ...scale, code: 'calm', theme: 'school', options: ['no', 'yes'], favourable: ['yes'] },
    { ...scale, code: 'noise', theme: 'school', options: ['never', 'often'], favourable: ['never'] },
  ] as unknown as Questionnaire['items'],
  themes: ['school'],
  indices: [{ code: 'index-calm', theme: 'school', items: ['calm', 'noise'] }],
}
const { cells, width } = codebook(questionnaire)
const index = cells.find(({ item }) => item.code === 'index-calm') ?? assert.fail()

/** So many with neither, half, and both; and how many of each question. */
function sum(calm: readonly number[], noise: readonly number[], scores: Readonly<Record<number, number>>) {
  const row = Array.from({ length: width }, () => 0)
  const put = (code: string, counts: readonly number[]) => {
    const { offset } = cells.find(({ item }) => item.code === code) ?? assert.fail()
    row[offset + answeredAt] = counts.reduce((total, count) => total + count, 0)
    for (const [place, count] of counts.entries()) row[offset + optionsAt + place] = count
  }
  put('calm', calm)
  put('noise', noise)
  put(
    'index-calm',
    Array.from({ length: 11 }, (_, step) => scores[step * 10] ?? 0),
  )
  return storedSum(row)
}
const near = (actual: number | null | undefined, expected: number) =>
  assert.ok(Math.abs((actual ?? NaN) - expected) < 1e-9, `${actual} is not ${expected}`)

test('the mean of an index is from 0 to 100, with its n; of nine there is none', () => {
  const mean = indexMean(sum([10, 30], [30, 10], { 0: 10, 100: 30 }), index, { schools: null, moments: null })
  near(mean?.mean, 75)
  assert.deepEqual([mean?.n, mean?.from, mean?.to], [40, 0, 100])
  assert.equal(indexMean(sum([2, 7], [7, 2], { 0: 2, 100: 7 }), index, { schools: null, moments: null }), null)
  assert.equal(
    indexMean(sum([2, 70], [70, 2], {}), cells[0] ?? assert.fail(), { schools: null, moments: null }),
    null,
    'a question has none',
  )
})

test('the mean of a municipality is as sure as its schools differ', () => {
  const schools = (apart: number) =>
    Array.from({ length: 12 }, (_, at) => {
      const high = at % 2 === 0 ? 20 + apart : 20 - apart
      return sum([40 - high, high], [high, 40 - high], { 0: 40 - high, 100: high })
    })
  const reach = (apart: number) => {
    const all = schools(apart)
    const moments = all.map((one) => momentsOf(questionnaire, one)).reduce(addMoments)
    const mean = indexMean(all.reduce(addSums), index, { schools: 12, moments })
    return (mean?.high ?? 0) - (mean?.mean ?? 0)
  }
  assert.ok(reach(15) > 3 * reach(0), `${reach(15)} ${reach(0)}`)
  const few = indexMean(schools(0).slice(0, 3).reduce(addSums), index, { schools: 3, moments: null })
  const alone = indexMean(schools(0).slice(0, 3).reduce(addSums), index, { schools: null, moments: null })
  assert.ok((few?.high ?? 0) > (alone?.high ?? 0))
})

test('the card of an index has the mean; that of a question has not', () => {
  const all = sum([10, 30], [30, 10], { 0: 10, 100: 30 })
  const unit: ReportedUnit = {
    unit: 'institution:x',
    level: 'institution',
    name: 'x',
    grade: null,
    kind: 'school',
    sums: { all, female: null, male: null },
    schools: null,
    isSealed: true,
  }
  const cards = cardsOf(questionnaire, unit, { state: 'sealed', split: false, comparison: null, above: [], items: () => true })
  const mean = (code: string) => cards.find(({ item }) => item === code)?.figure?.mean
  assert.deepEqual([mean('index-calm')?.mean, mean('index-calm')?.n, mean('calm')], [75, 40, null])
})
