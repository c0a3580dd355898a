import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { pValue } from './difference.ts'
import { type TrendWave, trendsOf } from './trend.ts'
import { cochranArmitage, logisticTrend } from './trend-line.ts'
import type { RatioMoments } from '../disclosure/moments.ts'

const near = (actual: number | undefined, expected: number, within: number) =>
  assert.ok(Math.abs((actual ?? NaN) - expected) <= within, `${actual} is not ${expected}`)

/** As many clusters as pupils: nobody is like anybody. */
const alone = (count: number, n: number): RatioMoments => ({ clusters: n, xx: count, xn: count, nn: n })
/** Schools of so many, of which every second lies so far above the share and every other below. */
const schools = (of: number, pupils: number, share: number, apart: number): RatioMoments & { count: number; n: number } => {
  const xs = Array.from({ length: of }, (_, at) => pupils * (share + (at % 2 === 0 ? apart : -apart)))
  const sum = (one: (x: number) => number) => xs.reduce((total, x) => total + one(x), 0)
  return { clusters: of, xx: sum((x) => x * x), xn: sum((x) => x * pupils), nn: of * pupils ** 2, count: sum((x) => x), n: of * pupils }
}
const wave = (year: number, count: number, n = 100, change: Partial<TrendWave> = {}): TrendWave => ({
  year,
  count,
  n,
  schools: null,
  moments: null,
  isBreak: false,
  ...change,
})
const verdicts = (...series: (readonly TrendWave[])[]) =>
  trendsOf(series, 'pupils').map(({ stretches }) => stretches.map(({ trend }) => trend?.verdict ?? null))

test('Cochran-Armitage by hand: 20, 30 and 40 of a hundred', () => {
  // b = 0.1 a year, p = 0.3, Σn(t − t̄)² = 200: z = 0.1/√(0.21/200) = 3.0861, two-sided 0.002028; 20 points ± 12.70.
  const { change, low, high, pValue: p } = cochranArmitage([20, 30, 40].map((count, year) => ({ year, count, n: 100, effective: 100 })))
  near(change, 0.2, 1e-12)
  near(p, 0.002028, 0.000002)
  near(low, 0.2 - 0.127, 0.0001)
  near(high, 0.2 + 0.127, 0.0001)
})

test('of two waves it is the score test', () => {
  fc.assert(
    fc.property(fc.integer({ min: 20, max: 80 }), fc.integer({ min: 20, max: 80 }), (then, now) => {
      const shares = [then, now].map((count) => ({ count, n: 100, effective: 100 }))
      const [one, other] = shares as [(typeof shares)[number], (typeof shares)[number]]
      near(cochranArmitage(shares.map((share, year) => ({ ...share, year }))).pValue, pValue(one, other), 1e-7)
    }),
  )
})

test('logistic by hand: 20, 50 and 80 of a hundred lie on one line of ln 4 a year', () => {
  const waves = [20, 50, 80].map((count, year) => ({ year, count, n: 100, moments: alone(count, 100) }))
  const { change, low, high, pValue: p } = logisticTrend(waves)
  near(change, 0.6, 1e-9)
  // Σ npq(t − t̄)² = 32, times 100/99 for pupils as clusters: ±1.3863/√(1/32·100/99) is t = 7.80 with 99 degrees.
  assert.ok(p < 1e-10)
  // Half of the change is pq·b's own: deviation 0.16·2·√(1/32·100/99) = 0.0569, t(99) = 1.984.
  near(high - 0.6, 1.984 * 0.32 * Math.sqrt(100 / 99 / 32), 0.0002)
  near(low, 1.2 - high, 1e-9)
})

test('schools that are far apart make a line less sure than pupils one by one', () => {
  const line = (apart: number) =>
    logisticTrend(
      [0.4, 0.45, 0.5].map((share, year) => {
        const { count, n, ...moments } = schools(12, 50, share, apart)
        return { year, count, n, moments }
      }),
    )
  near(line(0.2).change, line(0.01).change, 1e-9)
  assert.ok(line(0.2).pValue > 0.05 && line(0.01).pValue < 0.001)
})

test('two waves are a gap, three a line, and one alone says nothing', () => {
  const [one, two, three] = [[wave(2024, 50)], [wave(2024, 50), wave(2025, 80)], [wave(2024, 50), wave(2025, 65), wave(2026, 80)]]
  const methods = trendsOf([one, two, three], 'pupils').map(({ stretches }) => stretches[0]?.trend?.method)
  assert.deepEqual(methods, [undefined, 'difference', 'cochranArmitage'])
  const municipal = [0.5, 0.6, 0.7].map((share, at) => {
    const { count, n, ...moments } = schools(12, 50, share, 0.05)
    return wave(2024 + at, count, n, { schools: 12, moments })
  })
  const [trend] = trendsOf([municipal], 'schools')
  assert.deepEqual([trend?.stretches[0]?.trend?.method, trend?.stretches[0]?.trend?.verdict], ['logistic', 'clearlyRising'])
  const imported = municipal.map((of, at) => (at === 0 ? { ...of, moments: null } : of))
  assert.equal(trendsOf([imported], 'schools')[0]?.stretches[0]?.trend?.method, 'cochranArmitage')
})

test('clearly rising, clearly falling, no clear change', () => {
  assert.deepEqual(verdicts([wave(2024, 50), wave(2025, 65), wave(2026, 80)]), [['clearlyRising']])
  assert.deepEqual(verdicts([wave(2024, 80), wave(2025, 65), wave(2026, 50)]), [['clearlyFalling']])
  assert.deepEqual(verdicts([wave(2024, 60), wave(2025, 62), wave(2026, 61)]), [['noClearChange']])
  assert.deepEqual(verdicts([wave(2024, 13, 21), wave(2025, 9, 20)]), [['noClearChange']], 'what a year does to a class')
  assert.deepEqual(
    verdicts([wave(2024, 50_000, 100_000), wave(2025, 51_000, 100_000), wave(2026, 52_000, 100_000)]),
    [['noClearChange']],
    'two points in a hundred thousand are certain, and of no use',
  )
})

test('nothing is joined over a break', () => {
  const waves = [wave(2022, 20), wave(2023, 20), wave(2024, 80, 100, { isBreak: true }), wave(2025, 80)]
  assert.deepEqual(verdicts(waves), [['noClearChange', 'noClearChange']])
  assert.deepEqual(verdicts(waves.map((one) => ({ ...one, isBreak: false }))), [['clearlyRising']])
  const [trend] = trendsOf([waves], 'pupils')
  assert.deepEqual(
    trend?.stretches.map((stretch) => stretch.waves.map(({ year }) => year)),
    [
      [2022, 2023],
      [2024, 2025],
    ],
  )
})

test('a year with under 40 % answers is no part of a trend, and a break in it parts all the same', () => {
  const few = { answered: 39, invited: 100 }
  const [trend] = trendsOf([[wave(2023, 20), wave(2024, 39, 39, { turnout: few, isBreak: true }), wave(2025, 80)]], 'pupils')
  assert.deepEqual(trend?.lowResponse, [2024])
  assert.deepEqual(
    trend?.stretches.map(({ trend: of }) => of),
    [null, null],
  )
})

test('what is clear alone need not be clear among thirty', () => {
  const striking = [wave(2024, 50), wave(2025, 66)]
  const dull = [wave(2024, 50), wave(2025, 50)]
  assert.deepEqual(verdicts(striking), [['clearlyRising']])
  assert.deepEqual(verdicts(striking, ...Array.from({ length: 29 }, () => dull))[0], ['noClearChange'])
})

test('a year outside what the unit usually is stands out, though the line is flat', () => {
  const [trend] = trendsOf([[60, 60, 25, 60, 60].map((count, at) => wave(2020 + at, count))], 'pupils')
  assert.deepEqual(
    trend?.stretches[0]?.waves.map(({ standing }) => standing),
    ['within', 'within', 'outside998', 'within', 'within'],
  )
  assert.equal(trend?.stretches[0]?.trend?.verdict, 'noClearChange')
})

test('told backwards, what rose fell as much', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 2, maxLength: 6 })
  fc.assert(
    fc.property(counts, (of) => {
      const points = (list: readonly number[]) =>
        trendsOf([list.map((count, at) => wave(2020 + at, count))], 'pupils')[0]?.stretches[0]?.trend
      const [on, back] = [points(of), points(of.toReversed())]
      near(on?.points, -(back?.points ?? NaN), 1e-9)
      near(on?.low, -(back?.high ?? NaN), 1e-9)
    }),
  )
})

test('nobody, or everybody, year after year is no change', () => {
  assert.deepEqual(verdicts([wave(2024, 0), wave(2025, 0), wave(2026, 0)], [wave(2024, 100), wave(2025, 100), wave(2026, 100)]), [
    ['noClearChange'],
    ['noClearChange'],
  ])
})
