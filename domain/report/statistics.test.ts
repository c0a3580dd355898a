/** Worked numbers from `facts/reporting` 4.2-4.5, and a few done by hand. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { comparedSize, designEffect, effectiveSize } from './clustering.ts'
import { newcombe, pValue } from './difference.ts'
import { falseAlarms, judge } from './verdict.ts'
import { wilson, wilsonOfRoster } from './wilson.ts'

const near = (actual: number, expected: number, within = 0.00005) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`)
const share = (count: number, n: number, effective = n) => ({ count, n, effective })

test('Wilson intervals', () => {
  for (const [count, n, low, high] of [
    [3, 20, 0.0524, 0.3604],
    [0, 12, 0, 0.2425],
    [12, 12, 0.7575, 1],
    [1, 8, 0.0224, 0.4709],
    [80, 400, 0.1637, 0.242],
  ] as const) {
    near(wilson(count, n).low, low)
    near(wilson(count, n).high, high)
  }
})

test('Wilson intervals lie around the share, within 0 and 1, and narrow as answers grow', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5000 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, p) => {
      const count = Math.round(n * p)
      const { low, high } = wilson(count, n)
      assert.ok(low >= 0 && low <= count / n && count / n <= high && high <= 1)
      const more = wilson(count * 2, n * 2)
      assert.ok(more.high - more.low < high - low)
    }),
  )
})

test('no answers: nothing is known', () => {
  assert.deepEqual(wilson(0, 0), { low: 0, high: 1 })
})

test('the interval for a roster is narrower, and none when all have answered', () => {
  for (const [count, n, roster, low, high] of [
    [3, 20, 22, 0.108, 0.2046],
    [5, 18, 24, 0.186, 0.393],
    [3, 20, 2000, 0.0526, 0.3593],
  ] as const) {
    near(wilsonOfRoster(count, n, roster).low, low)
    near(wilsonOfRoster(count, n, roster).high, high)
  }
  assert.deepEqual(wilsonOfRoster(3, 20, 20), { low: 0.15, high: 0.15 })
})

test('design effects of 20, 100 and 300 pupils per school', () => {
  near(designEffect(20), 1.76)
  near(designEffect(100), 4.96)
  near(designEffect(300), 12.96)
  near(effectiveSize(300, 3), 300 / 4.96)
  assert.equal(effectiveSize(300, null), 300)
  assert.equal(effectiveSize(0, 3), 0)
})

test('Newcombe intervals of a difference', () => {
  const small = newcombe(share(6, 20), share(74, 380))
  near(small.difference, 0.1053)
  near(small.low, -0.0551)
  near(small.high, 0.3273)
  const large = newcombe(share(60, 400), share(900, 9600))
  near(large.difference, 0.0562, 0.0001)
  near(large.low, 0.024)
  near(large.high, 0.095)
})

test('clustering widens the interval of a difference and leaves the difference', () => {
  const plain = newcombe(share(60, 400), share(900, 9600))
  const clustered = newcombe(share(60, 400), share(900, 9600, 9600 / 4.96))
  assert.equal(clustered.difference, plain.difference)
  assert.ok(clustered.low < plain.low && clustered.high > plain.high)
})

test('few answers: the exact test with mid-p, by hand for the lady and her four cups', () => {
  // 3 of 4 against 1 of 4: 1/70, 16/70, 36/70, 16/70, 1/70; what is rarer, and half of what is as rare.
  near(pValue(share(3, 4), share(1, 4)), 2 / 70 + 16 / 70, 1e-9)
  near(pValue(share(4, 4), share(0, 4)), 1 / 70, 1e-9)
})

test('many answers: the score test, by hand', () => {
  // 60 of 100 against 40 of 100: z = 0.2 / √(0.5·0.5·2/100) = 2.8284, two-sided 0.004678.
  near(pValue(share(60, 100), share(40, 100)), 0.004678, 0.000001)
  near(pValue(share(50, 100), share(50, 100)), 1, 0.000001)
  assert.equal(pValue(share(0, 100), share(0, 100)), 1)
})

test('a clear difference is not chance, at least five points, and its interval leaves out zero', () => {
  assert.deepEqual(
    judge([{ own: share(20, 100), other: share(600, 1000) }]).map(({ verdict }) => verdict),
    ['clearlyLower'],
  )
  assert.deepEqual(
    judge([{ own: share(80, 100), other: share(500, 1000) }]).map(({ verdict }) => verdict),
    ['clearlyHigher'],
  )
  assert.deepEqual(
    judge([{ own: share(11, 21), other: share(140, 200) }]).map(({ verdict }) => verdict),
    ['noClearDifference'],
  )
  // Two points in a hundred thousand: certain, and of no use to anybody.
  assert.deepEqual(
    judge([{ own: share(52_000, 100_000), other: share(50_000, 100_000) }]).map(({ verdict }) => verdict),
    ['noClearDifference'],
  )
})

test('words and picture agree: an interval with zero in it is no clear difference, whatever the p-value', () => {
  const [own, other] = [share(6, 19), share(3, 30)]
  assert.ok(pValue(own, other) < 0.05 && newcombe(own, other).low < 0)
  assert.equal(judge([{ own, other }])[0]?.verdict, 'noClearDifference')
})

test('what is clear alone need not be clear among thirty', () => {
  const striking = { own: share(15, 20), other: share(90, 200) }
  const dull = { own: share(10, 20), other: share(100, 200) }
  assert.equal(judge([striking])[0]?.verdict, 'clearlyHigher')
  assert.equal(judge([striking, ...Array.from({ length: 29 }, () => dull)])[0]?.verdict, 'noClearDifference')
})

test('what a compared group is worth, by what the two have apart', () => {
  assert.equal(comparedSize(22, 'pupils', 1), 22)
  near(comparedSize(22, 'classes', 1), 22 / (1 + 19 * 0.015))
  near(comparedSize(300, 'classes', 1), 300 / (1 + 19 * 0.015))
  near(comparedSize(300, 'schools', 3), 300 / (1 + 19 * 0.015 + 99 * 0.04))
  assert.equal(comparedSize(0, 'schools', 3), 0)
})

test('more apart is never worth more, and nobody is worth more than they are', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 50_000 }), fc.integer({ min: 1, max: 500 }), (n, schools) => {
      const [pupils, classes, ofSchools] = (['pupils', 'classes', 'schools'] as const).map((apart) => comparedSize(n, apart, schools)) as [
        number,
        number,
        number,
      ]
      assert.ok(ofSchools <= classes && classes <= pupils && pupils === n && ofSchools > 0)
    }),
  )
})

const groups = fc
  .record({
    n: fc.integer({ min: 5, max: 2000 }),
    other: fc.integer({ min: 5, max: 2000 }),
    p: fc.double({ min: 0, max: 1, noNaN: true }),
    q: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ n, other, p, q }) => ({ own: share(Math.round(n * p), n), other: share(Math.round(other * q), other) }))

test('the correction never calls clear what would not be clear alone', () => {
  fc.assert(
    fc.property(fc.array(groups, { minLength: 1, maxLength: 30 }), (family) => {
      for (const [index, { verdict }] of judge(family).entries()) {
        if (verdict === 'noClearDifference') continue
        const { own, other } = family[index] as (typeof family)[number]
        assert.ok(pValue(own, other) < falseAlarms)
        assert.equal(judge([{ own, other }])[0]?.verdict, verdict)
      }
    }),
  )
})

test('one more gap that is nothing takes no verdict the other way, and one more that is striking takes none away', () => {
  const dull = { own: share(50, 100), other: share(50, 100) }
  const striking = { own: share(0, 1000), other: share(1000, 1000) }
  const clear = (family: Parameters<typeof judge>[0], count: number) =>
    judge(family)
      .slice(0, count)
      .filter(({ verdict }) => verdict !== 'noClearDifference').length
  fc.assert(
    fc.property(fc.array(groups, { minLength: 1, maxLength: 20 }), (family) => {
      const now = clear(family, family.length)
      assert.ok(clear([...family, dull], family.length) <= now)
      assert.ok(clear([...family, striking], family.length) >= now)
    }),
  )
})
