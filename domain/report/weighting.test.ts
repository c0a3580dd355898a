import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { weightedShare } from './weighting.ts'

const near = (actual: number | undefined, expected: number) =>
  assert.ok(Math.abs((actual ?? 9) - expected) < 1e-9, `${actual} is not ${expected}`)

test('girls answered twice as often as boys: weighted, both count as they are', () => {
  const weighted = weightedShare('municipality', [
    { invited: 100, n: 80, count: 40 },
    { invited: 100, n: 40, count: 10 },
  ])
  near(weighted?.raw, 50 / 120)
  near(weighted?.weighted, (0.5 + 0.25) / 2)
  // Weights 0.75 and 1.5: 120²/(80·0.5625 + 40·2.25).
  near(weighted?.effective, 14_400 / 135)
  assert.deepEqual([weighted?.isCapped, weighted?.covers], [false, 1])
})

test('nobody speaks for more than three', () => {
  const weighted = weightedShare('municipality', [
    { invited: 100, n: 90, count: 90 },
    { invited: 100, n: 10, count: 0 },
  ])
  // 0.5/0.9 and 5, cut to 3.
  near(weighted?.weighted, 50 / (50 + 30))
  assert.equal(weighted?.isCapped, true)
})

test('a stratum that nobody answered in is not made up, and what is covered says so', () => {
  const weighted = weightedShare('country', [
    { invited: 100, n: 50, count: 25 },
    { invited: 300, n: 0, count: 0 },
  ])
  assert.deepEqual([weighted?.weighted, weighted?.covers], [0.5, 0.25])
})

test('schools and classes are never weighted, nor what nobody has answered', () => {
  const strata = [{ invited: 100, n: 50, count: 25 }]
  for (const level of ['class', 'yearGroup', 'institution'] as const) assert.equal(weightedShare(level, strata), null)
  for (const level of ['municipality', 'region', 'country'] as const) assert.notEqual(weightedShare(level, strata), null)
  assert.equal(weightedShare('municipality', [{ invited: 9, n: 0, count: 0 }]), null)
})

test('where all answered equally well, weighting changes nothing; else it only loses answers', () => {
  const stratum = fc
    .integer({ min: 1, max: 200 })
    .chain((n) => fc.record({ n: fc.constant(n), count: fc.nat(n), invited: fc.integer({ min: n, max: 4 * n }) }))
  fc.assert(
    fc.property(fc.array(stratum, { minLength: 1, maxLength: 20 }), (strata) => {
      const same = weightedShare(
        'municipality',
        strata.map((one) => ({ ...one, invited: one.n * 2 })),
      )
      near(same?.weighted, same?.raw ?? 9)
      const weighted = weightedShare('municipality', strata)
      const n = strata.reduce((sum, one) => sum + one.n, 0)
      assert.ok((weighted?.effective ?? 0) <= n + 1e-6 && (weighted?.weighted ?? -1) >= 0 && (weighted?.weighted ?? 2) <= 1 + 1e-12)
    }),
  )
})
