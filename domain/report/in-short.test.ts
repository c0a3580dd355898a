import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from './card.ts'
import { inShort } from './in-short.ts'

type Shown = { readonly low?: number; readonly high?: number; readonly points?: number; readonly verdict?: string; readonly theme?: string }

function card(item: string, { low = 50, high = 90, points, verdict = 'noClearDifference', theme = item }: Shown = {}): Card {
  const favourable = { count: 1, percent: (low + high) / 2, low, high }
  const gap = points === undefined ? null : { points, low: points, high: points, verdict }
  return {
    item,
    theme,
    state: 'shown',
    figure: { n: 40, favourable },
    comparison: gap && { with: 'rest', gap },
    hidden: null,
  } as unknown as Card
}

const hidden = (item: string, reason: string) => ({ ...card(item), state: 'hidden', figure: null, hidden: { reason } }) as unknown as Card
const everybody = { answered: 40, invited: 42 }
const items = (lines: readonly { readonly item: string }[]) => lines.map(({ item }) => item)

test('what is clearly better or worse comes first, the largest gap on top, three at most', () => {
  const short = inShort(
    [
      card('a', { points: -6, verdict: 'clearlyLower' }),
      card('b', { points: -20, verdict: 'clearlyLower' }),
      card('c', { points: 9, verdict: 'clearlyHigher' }),
      card('d', { points: 30, verdict: 'clearlyHigher' }),
      card('e', { points: -9, verdict: 'clearlyLower' }),
      card('f', { points: -8, verdict: 'clearlyLower' }),
    ],
    everybody,
  )
  assert.deepEqual(items(short.look), ['b', 'e', 'f'])
  assert.deepEqual(items(short.well), ['d', 'c'])
  assert.equal(short.isCompared, true)
})

test('a gap that chance could make is neither praised nor blamed', () => {
  const short = inShort([card('a', { points: -12 }), card('b', { points: 12 })], everybody)
  assert.deepEqual([short.well, short.look], [[], []])
})

test('without a comparison only what is surely three in four, or surely less than half, is said', () => {
  const short = inShort(
    [
      card('surely', { low: 76, high: 95 }),
      card('perhaps', { low: 70, high: 99 }),
      card('few', { low: 20, high: 45 }),
      card('half', { low: 40, high: 55 }),
    ],
    everybody,
  )
  assert.deepEqual(items(short.well), ['surely'])
  assert.deepEqual(short.look, [{ item: 'few', theme: 'few', cause: 'lessThanHalf' }])
  assert.equal(short.isCompared, false)
})

test('a theme is praised once, and nothing is praised that is clearly worse than elsewhere', () => {
  const short = inShort(
    [
      card('a', { low: 80, theme: 'friends' }),
      card('b', { low: 90, theme: 'friends' }),
      card('c', { low: 85, points: -10, verdict: 'clearlyLower' }),
    ],
    everybody,
  )
  assert.deepEqual(items(short.well), ['b'])
  assert.deepEqual(items(short.look), ['c'])
})

test('it says how many have answered, how small the group is, and why something is hidden', () => {
  const short = inShort([hidden('c', 'sealsAtClose'), hidden('a', 'tooFew'), hidden('b', 'tooFew'), card('d')], {
    answered: 9,
    invited: 20,
  })
  assert.equal(short.rate, 'notRepresentative')
  assert.equal(short.isSmall, true)
  assert.deepEqual(short.hidden, {
    count: 3,
    reasons: [
      { reason: 'tooFew', count: 2 },
      { reason: 'sealsAtClose', count: 1 },
    ],
  })
})
