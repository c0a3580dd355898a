import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packMark, valueOf } from './answer.ts'

test('a later epoch wins over any sequence, and a later sequence over any value', () => {
  const mark = (epoch: number, sequence: number, value: number | null) => packMark({ epoch, sequence, value })
  assert.ok(mark(2, 1, 0) > mark(1, 1_048_575, 32_767))
  assert.ok(mark(1, 2, 0) > mark(1, 1, 32_767))
  assert.ok(mark(1, 2, 3) > mark(1, 1, null))
})

test('a mark gives its value back, and an answer that was taken back is no answer', () => {
  assert.equal(valueOf(packMark({ epoch: 65_535, sequence: 1_048_575, value: 32_767 })), 32_767)
  assert.equal(valueOf(packMark({ epoch: 1, sequence: 1, value: 0 })), 0)
  assert.equal(valueOf(packMark({ epoch: 1, sequence: 1, value: null })), null)
})

test('the greatest mark is a whole number that nothing is lost of', () => {
  assert.ok(Number.isSafeInteger(packMark({ epoch: 65_535, sequence: 1_048_575, value: null })))
})

test('a mark out of range is refused, for a wrapped number would let an old answer win', () => {
  for (const wrong of [
    { epoch: 0 },
    { epoch: 65_536 },
    { sequence: 0 },
    { sequence: 1_048_576 },
    { value: -1 },
    { value: 65_535 },
    { value: 1.5 },
  ]) {
    assert.throws(() => packMark({ epoch: 1, sequence: 1, value: 1, ...wrong }), RangeError)
  }
})
