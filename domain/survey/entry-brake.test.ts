import assert from 'node:assert/strict'
import { test } from 'node:test'
import { bitsAsked, freeEverywhere, freeFromAddress, leadingZeros, mostBits } from './entry-brake.ts'

test('a class of thirty with several mistakes each is asked for nothing, nor is a school of nine such classes', () => {
  assert.equal(bitsAsked({ fromAddress: 30 * 4, everywhere: 120 }), 0)
  assert.equal(bitsAsked({ fromAddress: freeFromAddress - 1, everywhere: freeEverywhere - 1 }), 0)
})

test('beyond that the work rises fourfold with each doubling, to a few seconds, and no further', () => {
  const asked = [1, 2, 4, 8, 16, 1000].map((times) => bitsAsked({ fromAddress: freeFromAddress * times, everywhere: 0 }))
  assert.deepEqual(asked, [14, 16, 18, 18, 18, 18])
  assert.equal(mostBits, 18)
  assert.equal(bitsAsked({ fromAddress: 0, everywhere: freeEverywhere }), 14)
})

test('more failures never ask for less', () => {
  let before = 0
  for (let fromAddress = 0; fromAddress < 5000; fromAddress += 7) {
    const bits = bitsAsked({ fromAddress, everywhere: 0 })
    assert.ok(bits >= before)
    before = bits
  }
})

test('zero bits are counted from the front', () => {
  assert.equal(leadingZeros(Uint8Array.of(0x80)), 0)
  assert.equal(leadingZeros(Uint8Array.of(0x01, 0xff)), 7)
  assert.equal(leadingZeros(Uint8Array.of(0, 0, 0x10)), 19)
  assert.equal(leadingZeros(Uint8Array.of(0, 0)), 16)
})
