import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { benjaminiHochberg, benjaminiYekutieli } from './false-discovery.ts'

const eight = [0.001, 0.008, 0.012, 0.021, 0.04, 0.049, 0.2, 0.55]

test('eight p-values as worked out beforehand', () => {
  const near = (actual: readonly number[], expected: readonly number[]) =>
    expected.forEach((q, index) => assert.ok(Math.abs((actual[index] ?? 9) - q) <= 0.000051, `${actual[index]} is not ${q}`))
  near(benjaminiHochberg(eight), [0.008, 0.032, 0.032, 0.042, 0.064, 0.0653, 0.2286, 0.55])
  near(benjaminiYekutieli(eight), [0.0217, 0.087, 0.087, 0.1142, 0.1739, 0.1776, 0.6212, 1])
  assert.deepEqual([benjaminiHochberg([]), benjaminiYekutieli([])], [[], []])
})

const chances = fc.array(
  fc.integer({ min: 0, max: 1024 }).map((number) => number / 1024),
  { minLength: 1, maxLength: 32 },
)

test('neither minds the order, and the one that holds always is never the bolder', () => {
  fc.assert(
    fc.property(chances, (values) => {
      const sort = (list: readonly number[]) => list.toSorted((left, right) => left - right)
      assert.deepEqual(sort(benjaminiHochberg(values)), benjaminiHochberg(sort(values)))
      const bold = benjaminiHochberg(values)
      assert.ok(benjaminiYekutieli(values).every((q, index) => q >= (bold[index] ?? 0)))
      assert.ok(bold.every((q, index) => q >= (values[index] ?? 0) && q <= 1))
    }),
  )
})

test('one that is more striking has no larger share of false alarms', () => {
  fc.assert(
    fc.property(chances, (values) => {
      const q = benjaminiHochberg(values)
      const order = values.map((_, index) => index).sort((left, right) => (values[left] ?? 0) - (values[right] ?? 0))
      for (const [place, index] of order.entries()) if (place > 0) assert.ok((q[index] ?? 0) >= (q[order[place - 1] ?? 0] ?? 0))
    }),
  )
})
