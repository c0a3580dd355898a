import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mobileNumber } from './mobile.ts'

test('eight digits are Danish, whatever stands between them, and other countries’ numbers are whole', () => {
  for (const text of ['20 00 00 00', '20000000', '+45 20000000', '0045 20 00 00 00', '(20) 00-00.00'])
    assert.equal(mobileNumber(text), '+4520000000')
  assert.equal(mobileNumber('+46 70 000 00 00'), '+46700000000')
})

test('what can be no number is none', () => {
  for (const text of ['', '112', '2000 000', '+45 2000000', '+45 200000000', 'ring til mor', '20 00 00 00 lokal 3', '+0123456789'])
    assert.equal(mobileNumber(text), undefined, text)
})
