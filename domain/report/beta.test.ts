import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { betaBelow, betaQuantile, logGamma } from './beta.ts'
import { t95, tPValue } from './student-t.ts'

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`)
const size = fc.double({ min: 0.5, max: 400, noNaN: true })
const place = fc.double({ min: 0.001, max: 0.999, noNaN: true })

test('the gamma function is the factorials, and the square root of pi at a half', () => {
  let factorial = 1
  for (let n = 1; n <= 20; n++) {
    near(logGamma(n), Math.log(factorial), 1e-11)
    factorial *= n
  }
  near(logGamma(0.5), Math.log(Math.sqrt(Math.PI)), 1e-12)
  near(logGamma(0.25), 1.2880225246980774, 1e-12)
})

test('the beta distribution of whole numbers is a sum of binomial chances', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k)
  for (const [x, a, b] of [
    [0.3, 2, 3],
    [0.5, 7, 7],
    [0.05, 4, 17],
    [0.9, 12, 1],
  ] as const) {
    const n = a + b - 1
    let sum = 0
    for (let k = a; k <= n; k++) sum += choose(n, k) * x ** k * (1 - x) ** (n - k)
    near(betaBelow(x, a, b), sum, 1e-12)
  }
})

test('in closed form: one parameter 1 is a power, both a half an arcsine, both 1 a straight line', () => {
  fc.assert(
    fc.property(place, size, (x, a) => {
      near(betaBelow(x, a, 1), x ** a, 1e-12)
      near(betaBelow(x, 1, a), 1 - (1 - x) ** a, 1e-12)
      near(betaBelow(x, 0.5, 0.5), (2 / Math.PI) * Math.asin(Math.sqrt(x)), 1e-12)
      near(betaBelow(x, 1, 1), x, 1e-12)
    }),
  )
})

test('turned round it is the rest, and one more success is one term less', () => {
  fc.assert(
    fc.property(place, size, size, (x, a, b) => {
      near(betaBelow(x, a, b) + betaBelow(1 - x, b, a), 1, 1e-11)
      const term = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - Math.log(a) - (logGamma(a) + logGamma(b) - logGamma(a + b)))
      near(betaBelow(x, a, b) - term, betaBelow(x, a + 1, b), 1e-11)
    }),
  )
})

test('the quantile is where the probability is reached', () => {
  fc.assert(fc.property(place, size, size, (p, a, b) => near(betaBelow(betaQuantile(p, a, b), a, b), p, 1e-9)))
  assert.deepEqual([betaBelow(0, 2, 2), betaBelow(-1, 2, 2), betaBelow(1, 2, 2), betaBelow(2, 2, 2)], [0, 0, 1, 1])
})

test("Student's t as in the tables of every book", () => {
  for (const [degrees, t] of [
    [1, 12.706],
    [2, 4.303],
    [5, 2.571],
    [9, 2.262],
    [10, 2.228],
    [19, 2.093],
    [30, 2.042],
    [120, 1.98],
    [1e6, 1.96],
  ] as const) {
    near(t95(degrees), t, 0.0006)
    near(tPValue(t95(degrees), degrees), 0.05, 1e-9)
  }
  assert.equal(tPValue(0, 7), 1)
})
