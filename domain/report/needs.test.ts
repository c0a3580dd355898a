import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from './card.ts'
import { needsOf, pickedThemes, reasonInWords } from './needs.ts'
import type { Gap, Verdict } from './verdict.ts'

const figure = { n: 40, declined: 0, blank: 0, bars: [], favourable: null, interval: 'wilson', decimals: 0 } as const
const municipality = { level: 'municipality', name: 'Lillekøbing', grade: null, kind: null } as const
const card = (item: string, theme: string, verdict: Verdict | null, points = -14): Card => {
  const gap: Gap | null = verdict && { points, low: points - 8, high: points + 8, verdict }
  return {
    item,
    theme,
    state: 'shown',
    figure,
    bands: null,
    split: null,
    comparison: { with: 'municipality', of: municipality, schoolYear: null, figure, gap },
    uncompared: null,
    hidden: null,
  }
}
const year = { level: 'yearGroup', name: '', grade: 5, kind: 'school' } as const

test('a theme that is clearly worse on any question is a need, with the widest gap as the reason', () => {
  const cards = [
    card('late', 'sleep', 'clearlyLower', -9),
    card('asleep', 'sleep', 'clearlyLower', -14),
    card('rested', 'sleep', 'clearlyHigher', 20),
    card('lunch', 'food', 'noClearDifference', -30),
  ]
  const needs = needsOf(cards)
  assert.deepEqual(
    needs.map(({ theme, items }) => [theme, items]),
    [['sleep', ['asleep', 'late']]],
  )
  assert.equal(reasonInWords(needs[0] ?? assert.fail(), year, 'Søvn', 'da'), 'søvn, 5. årgang, 14 point under Lillekøbing')
  assert.equal(reasonInWords(needs[0] ?? assert.fail(), year, 'Sleep', 'en'), 'sleep, year 5, 14 points below Lillekøbing')
})

test('what is not clear is no need, however wide', () => {
  assert.deepEqual(needsOf([card('lunch', 'food', 'noClearDifference', -40), card('sweets', 'food', null)]), [])
})

test('a theme the reader picked is one without being worse', () => {
  const [need] = needsOf([card('lunch', 'food', 'noClearDifference'), card('late', 'sleep', null)], ['food'])
  assert.deepEqual(need, { theme: 'food', items: [], reason: { kind: 'chosen' } })
  assert.equal(reasonInWords(need ?? assert.fail(), year, 'Mad', 'da'), 'mad er valgt')
})

test('up to three themes are picked; more are only fewer than all', () => {
  assert.deepEqual(pickedThemes({ themes: 'sleep,food' }), ['sleep', 'food'])
  assert.deepEqual(pickedThemes({ themes: '' }), [])
  assert.deepEqual(pickedThemes({ themes: 'sleep,food,family,school' }), [])
})
