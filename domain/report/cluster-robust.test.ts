import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { clusterRobust, ratioVariance } from './cluster-robust.ts'
import { comparedShare, comparedSize, effectiveSize, figuredShare } from './clustering.ts'
import { intervalOf, newcombe, pValue } from './difference.ts'
import { wilson } from './wilson.ts'
import type { RatioMoments } from '../disclosure/moments.ts'

type School = { readonly x: number; readonly n: number }

const near = (actual: number | undefined, expected: number, within = 1e-9) =>
  assert.ok(Math.abs((actual ?? NaN) - expected) <= within, `${actual} is not ${expected}`)

function momentsOf(schools: readonly School[]): RatioMoments {
  const sum = (of: (school: School) => number) => schools.reduce((total, school) => total + of(school), 0)
  return { clusters: schools.length, xx: sum(({ x }) => x * x), xn: sum(({ x, n }) => x * n), nn: sum(({ n }) => n * n) }
}
const total = (schools: readonly School[]) => schools.reduce((sum, { x, n }) => ({ x: sum.x + x, n: sum.n + n }), { x: 0, n: 0 })
const share = (count: number, n: number, effective = n) => ({ count, n, effective })

/** Twelve schools of twenty pupils: in six of them five say so, in six fifteen. */
const twelve = Array.from({ length: 12 }, (_, index) => ({ x: index % 2 === 0 ? 5 : 15, n: 20 }))

test('by hand: twelve schools that lie a quarter from the mean', () => {
  // p = 0.5; each deviates by 5 of 20: 12/11·12·25/240² = 0.0056818, so 0.25/0.0056818 = 44 answers of 240.
  near(ratioVariance(0.5, 240, momentsOf(twelve)), 0.005681818, 1e-9)
  const measured = clusterRobust(120, 240, momentsOf(twelve))
  near(measured?.effective, 44)
  assert.equal(measured?.degrees, 11)
  // Wilson of 44 with t(11) = 2.201.
  const { low, high } = intervalOf({ count: 120, n: 240, effective: 44, degrees: 11 })
  near(low, wilson(22, 44, 2.200985).low, 1e-6)
  near(high - low, 2 * 2.200985 * 0.5 * Math.sqrt(1 / (44 + 2.200985 ** 2)), 1e-6)
})

test('schools that are alike are worth every pupil, and never more', () => {
  const alike = twelve.map(() => ({ x: 10, n: 20 }))
  assert.deepEqual(clusterRobust(120, 240, momentsOf(alike)), { effective: 240, degrees: 11 })
})

test('ten schools are measured; nine, or answers that all are the same, are not', () => {
  const first = (schools: number) => {
    const of = twelve.slice(0, schools)
    return clusterRobust(total(of).x, total(of).n, momentsOf(of))
  }
  assert.notEqual(first(10), null)
  assert.equal(first(9), null)
  const none = twelve.map(() => ({ x: 0, n: 20 }))
  assert.equal(clusterRobust(0, 240, momentsOf(none)), null)
  assert.equal(clusterRobust(240, 240, momentsOf(twelve.map(() => ({ x: 20, n: 20 })))), null)
})

test('a figure says how its interval was made', () => {
  assert.equal(figuredShare(5, 20, { schools: null, moments: null }).method, 'wilson')
  const assumed = figuredShare(120, 240, { schools: 8, moments: momentsOf(twelve.slice(0, 8)) })
  assert.deepEqual([assumed.method, assumed.share], ['effectiveSize', share(120, 240, effectiveSize(240, 8))])
  const measured = figuredShare(120, 240, { schools: 12, moments: momentsOf(twelve) })
  assert.equal(measured.method, 'clusterRobust')
  near(measured.share.effective, 44)
})

test('beside another municipality schools are measured; inside one school classes are assumed', () => {
  near(comparedShare(120, 240, 'schools', { schools: 12, moments: momentsOf(twelve) }).effective, 44)
  near(comparedShare(120, 240, 'classes', { schools: 12, moments: momentsOf(twelve) }).effective, comparedSize(240, 'classes', 12))
  near(comparedShare(120, 240, 'schools', { schools: 12, moments: null }).effective, comparedSize(240, 'schools', 12))
})

test('what was measured on few schools is doubted: wider, and less striking', () => {
  const known = share(120, 240, 44)
  const guessed = { ...known, degrees: 11 }
  const other = share(600, 1000)
  const width = (one: typeof known) => newcombe(one, other).high - newcombe(one, other).low
  assert.ok(width(guessed) > width(known))
  assert.ok(pValue(guessed, other) > pValue(known, other))
  near(pValue({ ...known, degrees: 1e9 }, other), pValue(known, other), 1e-6)
  // Where few are expected, never bolder than the exact test.
  const rare = share(4, 400, 200)
  assert.ok(pValue({ ...rare, degrees: 11 }, share(0, 300)) >= pValue(rare, share(0, 300)))
})

test('without one school is the same as the other schools alone', () => {
  const school = fc.integer({ min: 5, max: 120 }).chain((n) => fc.record({ n: fc.constant(n), x: fc.nat(n) }))
  fc.assert(
    fc.property(fc.array(school, { minLength: 11, maxLength: 40 }), (schools) => {
      const [all, first, rest] = [momentsOf(schools), momentsOf(schools.slice(0, 1)), momentsOf(schools.slice(1))]
      assert.deepEqual({ clusters: all.clusters - 1, xx: all.xx - first.xx, xn: all.xn - first.xn, nn: all.nn - first.nn }, rest)
      const { x, n } = total(schools)
      const deviations = schools.reduce((sum, one) => sum + (one.x - (x / n) * one.n) ** 2, 0)
      const variance = ((schools.length / (schools.length - 1)) * deviations) / n ** 2
      near(ratioVariance(x / n, n, all), variance, 1e-9)
      const measured = clusterRobust(x, n, all)
      if (measured) assert.ok(measured.effective <= n && measured.effective > 0)
    }),
  )
})
