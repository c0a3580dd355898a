import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { betaBelow } from './beta.ts'
import { binomialQuantile } from './binomial.ts'
import { funnelLimits, overDispersion, standingIn } from './funnel.ts'

test('twelve of a hundred, in a class of twenty: alarm above six, or eight', () => {
  const limits = funnelLimits(0.12, 20)
  assert.deepEqual([Math.round(limits.high95 * 20), Math.round(limits.high998 * 20)], [6, 8])
  const standing = (count: number) => standingIn(limits, { count, n: 20 })
  assert.deepEqual([6, 7, 8, 9].map(standing), ['within', 'outside95', 'outside95', 'outside998'])
  assert.equal(standing(0), 'within', 'nobody at all is no alarm among twenty')
})

test('the binomial quantile is where its beta passes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 400 }),
      fc.double({ min: 0.01, max: 0.99, noNaN: true }),
      fc.constantFrom(0.001, 0.025, 0.5, 0.975, 0.999),
      (n, p, q) => {
        const count = binomialQuantile(q, n, p)
        // P(X ≤ k) = I_{1−p}(n − k, k + 1).
        const upTo = (k: number) => (k < 0 ? 0 : k >= n ? 1 : betaBelow(1 - p, n - k, k + 1))
        assert.ok(upTo(count) >= q - 1e-9 && upTo(count - 1) < q + 1e-9)
      },
    ),
  )
  assert.deepEqual([binomialQuantile(0.5, 9, 0), binomialQuantile(0.5, 9, 1)], [0, 9])
})

test('a funnel narrows as answers grow, and its inner limits lie within its outer', () => {
  const widths = [20, 80, 320, 1280].map((n) => funnelLimits(0.3, n)).map(({ low95, high95 }) => high95 - low95)
  assert.deepEqual(
    widths,
    widths.toSorted((left, right) => right - left),
  )
  const { low998, low95, high95, high998 } = funnelLimits(0.3, 60)
  assert.ok(low998 < low95 && low95 < 0.3 && 0.3 < high95 && high95 < high998)
  assert.deepEqual(standingIn(funnelLimits(0.3, 0), { count: 0, n: 0 }), 'within')
})

test('where units differ by more than chance the funnel is wider by the root of how much', () => {
  const [narrow, wide] = [funnelLimits(0.3, 100), funnelLimits(0.3, 100, 4)]
  assert.ok(Math.abs(wide.high95 - 0.3 - 2 * (narrow.high95 - 0.3)) < 1e-12)
  assert.deepEqual(funnelLimits(0.3, 100, 0.5), narrow, 'never narrower')
})

test('one outlier does not widen the funnel it should stand out from', () => {
  // Nineteen units a standard deviation to either side, and one with everybody.
  const units = Array.from({ length: 20 }, (_, at) => ({ count: at === 0 ? 100 : at % 2 === 0 ? 55 : 45, n: 100 }))
  assert.ok(Math.abs(overDispersion(0.5, units) - 1) < 0.05, String(overDispersion(0.5, units)))
  const apart = Array.from({ length: 20 }, (_, at) => ({ count: at % 2 === 0 ? 60 : 40, n: 100 }))
  assert.ok(Math.abs(overDispersion(0.5, apart) - 4) < 1e-9)
  assert.equal(overDispersion(0.5, apart.slice(0, 9)), 1, 'nine units tell nothing')
})
