import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areWhole, codesIn } from './fragment.ts'

test('a personal QR brings both codes', () => {
  assert.deepEqual(codesIn('#K7M2XQ-9HFT4B'), { code: 'K7M2XQ', slip: '9HFT4B' })
  assert.ok(areWhole(codesIn('#k7m2xq-9hft4b')))
})

test('the projector’s QR brings the class’s code alone', () => {
  assert.deepEqual(codesIn('#K7M2XQ'), { code: 'K7M2XQ', slip: '' })
})

test('anything else brings nothing', () => {
  assert.deepEqual(codesIn(''), { code: '', slip: '' })
  assert.equal(areWhole(codesIn('#top')), false)
})
