import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { betaBelow } from './beta.ts'
import { clopperPearson } from './clopper-pearson.ts'
import { wilson } from './wilson.ts'

test('exact intervals as worked out beforehand', () => {
  for (const [count, n, low, high] of [
    [3, 20, 0.0321, 0.3789],
    [0, 12, 0, 0.2646],
    [12, 12, 0.7354, 1],
    [1, 8, 0.0032, 0.5265],
    [80, 400, 0.1619, 0.2426],
  ] as const) {
    const interval = clopperPearson(count, n)
    assert.ok(Math.abs(interval.low - low) < 0.00005 && Math.abs(interval.high - high) < 0.00005, JSON.stringify(interval))
  }
  assert.deepEqual(clopperPearson(0, 0), { low: 0, high: 1 })
})

test('at either end of the interval, so many or more extreme come 2.5 times in a hundred', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 300 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      const count = Math.min(n - 1, Math.max(1, Math.round(n * p)))
      const { low, high } = clopperPearson(count, n)
      // P(X ≥ count | low) and P(X ≤ count | high), by the binomial's tail as a beta.
      assert.ok(Math.abs(betaBelow(low, count, n - count + 1) - 0.025) < 1e-9)
      assert.ok(Math.abs(1 - betaBelow(high, count + 1, n - count) - 0.025) < 1e-9)
      const mirrored = clopperPearson(n - count, n)
      assert.ok(Math.abs(mirrored.low - (1 - high)) < 1e-9)
    }),
  )
})

test('a promise costs width: at 0 of n the exact interval reaches further than Wilson', () => {
  for (const n of [5, 12, 40]) assert.ok(clopperPearson(0, n).high > wilson(0, n).high)
})
