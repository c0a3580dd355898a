/** What a report has shown is in the ledger as it was shown: exactly, roughly, or not at all. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bandsOf, type Figure } from './figure.ts'
import { shownIn } from './shown.ts'
import { linesOf, type ShownGroup } from '../disclosure/ledger.ts'
import { storedSum } from '../disclosure/sum.ts'
import { type Cell, codebook } from '../questionnaire/codebook.ts'
import { specimen } from '../disclosure/specimen.ts'

const own: ShownGroup = { wave: 'w', unit: 'class:a', within: ['institution:b', 'municipality'], without: null }
const rest: ShownGroup = { wave: 'w', unit: 'institution:b', within: ['municipality'], without: 'class:a' }
const at = { at: '2026-11-23T08:00:00.000Z', audience: 'teacher' }

function figure(n: number, counts: Readonly<Record<string, number>>): Figure {
  const bars = Object.entries(counts).map(([option, count]) => ({ option, count, percent: 0, low: 0, high: 0 }))
  return { n, declined: 1, blank: 2, bars, favourable: null, interval: 'wilson', decimals: 0 }
}
const nothing = { figure: null, bands: null, split: null, comparison: null }

test('each category of each group is a line with its n, and what was declined and left blank too', () => {
  const comparison = {
    with: 'rest' as const,
    of: { level: 'institution' as const, name: 'Åsum', grade: null, kind: null },
    schoolYear: null,
    figure: figure(40, { yes: 10, no: 30 }),
    gap: null,
  }
  const split = { female: figure(6, { yes: 1, no: 5 }), male: figure(7, { yes: 0, no: 7 }), covers: 100, gap: null }
  const shown = shownIn([{ ...nothing, item: 'glad', figure: figure(13, { yes: 1, no: 12 }), split, comparison }], own, rest)
  const lines = shown.flatMap((one) => linesOf(one, at))
  assert.deepEqual(
    lines.map((line) => [line.unit, line.without, line.split, line.category, line.n, 'count' in line ? line.count : null]),
    [
      ...[['yes', 1] as const, ['no', 12] as const, ['declined', 1] as const, ['blank', 2] as const].map(([category, count]) => [
        'class:a',
        null,
        'all',
        category,
        13,
        count,
      ]),
      ...[['yes', 1] as const, ['no', 5] as const, ['declined', 1] as const, ['blank', 2] as const].map(([category, count]) => [
        'class:a',
        null,
        'female',
        category,
        6,
        count,
      ]),
      ...[['yes', 0] as const, ['no', 7] as const, ['declined', 1] as const, ['blank', 2] as const].map(([category, count]) => [
        'class:a',
        null,
        'male',
        category,
        7,
        count,
      ]),
      ...[['yes', 10] as const, ['no', 30] as const, ['declined', 1] as const, ['blank', 2] as const].map(([category, count]) => [
        'institution:b',
        'class:a',
        'all',
        category,
        40,
        count,
      ]),
    ],
  )
})

test('what is hidden is no line, and another group is never shown without saying whose it is', () => {
  assert.deepEqual(shownIn([{ ...nothing, item: 'glad' }], own, null), [])
  const comparison = {
    with: 'rest' as const,
    of: { level: 'institution' as const, name: '', grade: null, kind: null },
    schoolYear: null,
    figure: figure(40, { yes: 1 }),
    gap: null,
  }
  assert.throws(() => shownIn([{ ...nothing, item: 'glad', figure: figure(9, { yes: 1 }), comparison }], own, null))
})

test('a rough word is the least and the most it may stand for, and the count lies between', () => {
  const cell = codebook(specimen).cells.find(({ item }) => item.code === 'bullied') as Cell
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 19 }), fc.nat(19), (n, some) => {
      const count = Math.min(n, some)
      const row: number[] = Array.from({ length: codebook(specimen).width }, () => 0)
      row[cell.offset] = n
      row[cell.offset + 3] = count
      row[cell.offset + 4] = n - count
      const bands = { n, options: bandsOf(storedSum(row), cell) }
      const [first] = shownIn([{ ...nothing, item: 'bullied', bands }], own, null).flatMap((one) => linesOf(one, at))
      assert.ok(first && 'low' in first && first.low <= count && count <= first.high)
      // As narrow as the word: with one more or one less it would be another.
      const wordOf = (number: number) => (number / n < 0.25 ? 'few' : number / n > 0.5 ? 'many' : 'some')
      assert.equal(wordOf(first.low), wordOf(count))
      assert.equal(wordOf(first.high), wordOf(count))
      if (first.low > 0) assert.notEqual(wordOf(first.low - 1), wordOf(count))
      if (first.high < n) assert.notEqual(wordOf(first.high + 1), wordOf(count))
    }),
  )
})
