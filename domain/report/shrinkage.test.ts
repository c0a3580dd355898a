import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { reliability, shareBetween, shrunken, shrunkenMean, siblingPrior } from './shrinkage.ts'

const near = (actual: number, expected: number, within: number) =>
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`)

test('a class is more noise than signal, a school of four hundred is reliable', () => {
  for (const [n, expected] of [
    [10, 0.29],
    [20, 0.45],
    [50, 0.68],
    [100, 0.81],
    [400, 0.94],
  ] as const)
    near(reliability(n, 0.04), expected, 0.005)
  assert.deepEqual([reliability(0), reliability(20, 0)], [0, 0])
})

test('shares and means are pulled alike: a beta of strength 1/ρ − 1 keeps the reliable part', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), fc.double({ min: 0.005, max: 0.5, noNaN: true }), (n, share) => {
      const count = Math.floor(n / 3)
      near(shrunken({ count, n }, { mean: 0.7, strength: 1 / share - 1 }), shrunkenMean(count / n, n, 0.7, share), 1e-9)
    }),
  )
})

test('a class of four where all are sad is not the saddest place in the town', () => {
  const siblings = [{ count: 0, n: 4 }, ...Array.from({ length: 20 }, (_, at) => ({ count: 60 + (at % 2 === 0 ? 8 : -8), n: 100 }))]
  const prior = siblingPrior(siblings)
  assert.ok(prior)
  const [four, low] = [shrunken({ count: 0, n: 4 }, prior), shrunken({ count: 52, n: 100 }, prior)]
  assert.ok(four > 0.5 && low > 0.52 && low < 0.6, `${four} ${low}`)
})

test('the share between siblings by hand: ten of a hundred each, at 40 and 60 per cent', () => {
  // MSB = 10·100·0.1²/9 = 1.1111; MSW = 10·24/990 = 0.2424.
  const units = Array.from({ length: 10 }, (_, at) => ({ count: at % 2 === 0 ? 60 : 40, n: 100 }))
  near(shareBetween(units), (10 / 9 - 240 / 990) / (10 / 9 + 99 * (240 / 990)), 1e-12)
  assert.ok(Math.abs((siblingPrior(units)?.strength ?? 0) - (1 / shareBetween(units) - 1)) < 1e-9)
})

test('siblings that do not differ are all alike, and few siblings are taken as schools usually are', () => {
  const alike = Array.from({ length: 10 }, () => ({ count: 50, n: 100 }))
  assert.deepEqual(siblingPrior(alike), { mean: 0.5, strength: Infinity })
  assert.equal(shrunken({ count: 10, n: 100 }, { mean: 0.5, strength: Infinity }), 0.5)
  near(siblingPrior([{ count: 10, n: 100 }])?.strength ?? 0, 24, 1e-9)
  assert.equal(siblingPrior([{ count: 0, n: 0 }]), null)
})

test('a shrunken share lies between its own and its siblings', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 300 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.double({ min: 0.1, max: 1000, noNaN: true }),
      (n, own, mean, strength) => {
        const count = Math.round(n * own)
        const value = shrunken({ count, n }, { mean, strength })
        assert.ok(value >= Math.min(count / n, mean) - 1e-12 && value <= Math.max(count / n, mean) + 1e-12)
      },
    ),
  )
})
