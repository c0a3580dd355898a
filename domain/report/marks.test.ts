import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Card } from './card.ts'
import { mainReason, markOf, standingOf } from './marks.ts'

const school = { level: 'institution', name: 'Åsum Skole', grade: null, kind: 'school' } as const
const share = (percent: number) => ({ count: percent, percent, low: percent - 5, high: percent + 5 })
const figure = (percent: number) =>
  ({ n: 100, declined: 0, blank: 0, bars: [], favourable: share(percent), interval: 'wilson', decimals: 1 }) as const
const empty = { item: 'sleep', theme: 'sleep', figure: null, bands: null, split: null, comparison: null, uncompared: null, hidden: null }
const shown = (percent: number, verdict?: 'clearlyHigher' | 'clearlyLower' | 'noClearDifference'): Card => ({
  ...empty,
  state: 'shown',
  figure: figure(percent),
  comparison: verdict
    ? { with: 'rest', of: school, schoolYear: null, figure: figure(70), gap: { points: 0, low: -1, high: 1, verdict } }
    : null,
})
const hidden = (reason: 'tooFew' | 'neverAtThisLevel', openAt: string | null): Card => ({
  ...empty,
  state: 'hidden',
  hidden: { reason, threshold: 5, openAt: openAt === null ? null : { ...school, unit: openAt, name: openAt } },
})

test('one clear shortfall outweighs every strength of a theme', () => {
  assert.equal(markOf([shown(90, 'clearlyHigher'), shown(40, 'clearlyLower')]), 'look')
})

test('a low share is a reason to look closer where it is surely below half, and not where it may be more', () => {
  assert.equal(markOf([shown(44, 'noClearDifference'), shown(60)]), 'look')
  assert.equal(markOf([shown(46, 'noClearDifference'), shown(60)]), undefined)
})

test('a theme goes well when all that is shown of it surely does', () => {
  assert.equal(markOf([shown(80), shown(92), hidden('tooFew', null)]), 'well')
  assert.equal(markOf([shown(79), shown(92)]), undefined)
  assert.equal(markOf([shown(80), shown(60)]), undefined)
})

test('what stands out is counted among what could be compared', () => {
  assert.deepEqual(standingOf([shown(90, 'clearlyHigher'), shown(50, 'noClearDifference'), shown(50), hidden('tooFew', null)]), {
    higher: 1,
    lower: 0,
    compared: 2,
    shown: 3,
  })
})

test('a report of nothing says the commonest reason, and the way to a level that is open', () => {
  const reason = mainReason([hidden('tooFew', null), hidden('tooFew', 'yearGroup'), hidden('neverAtThisLevel', 'institution')])
  assert.equal(reason?.reason, 'tooFew')
  assert.equal(reason?.openAt?.unit, 'yearGroup')
})
