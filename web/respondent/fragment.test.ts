import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areWhole, codesIn, noCodes } from './fragment.ts'

test('a personal QR brings both codes', () => {
  assert.deepEqual(codesIn('#K7M2XQ-9HFT4B'), { ...noCodes, code: 'K7M2XQ', slip: '9HFT4B' })
  assert.ok(areWhole(codesIn('#k7m2xq-9hft4b')))
})

test('the projector’s QR brings the class’s code alone', () => {
  assert.deepEqual(codesIn('#K7M2XQ'), { ...noCodes, code: 'K7M2XQ' })
})

test('a letter brings a link, and an invitation to a case says that it is one', () => {
  assert.deepEqual(codesIn('#k=TBK7M2XQ9HFT4B'), { ...noCodes, link: 'TBK7M2XQ9HFT4B' })
  assert.deepEqual(codesIn('#p=tb-k7m2-xq9h-ft4b'), { ...noCodes, link: 'TBK7M2XQ9HFT4B', isCase: true })
  assert.ok(areWhole(codesIn('#k=TBK7M2XQ9HFT4B')))
})

test('a pupil’s own page brings its ticket as it is', () => {
  assert.deepEqual(codesIn('#h=aB-c_9'), { ...noCodes, link: 'aB-c_9', isHome: true })
  assert.ok(areWhole(codesIn('#h=aB-c_9')))
})

test('anything else brings nothing', () => {
  assert.deepEqual(codesIn(''), noCodes)
  assert.equal(areWhole(codesIn('#top')), false)
})
