import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fill, writeNumber, writePercent } from './format.ts'

test('places in a sentence are filled, and the same place everywhere', () => {
  assert.equal(fill('{n} af {all} har svaret, {n} i alt', { n: 21, all: 24 }), '21 af 24 har svaret, 21 i alt')
})

test('a place nobody filled stays, so that the fault is seen', () => {
  assert.equal(fill('Hej {name}', {}), 'Hej {name}')
  assert.equal(fill('Hej {constructor}', {}), 'Hej {constructor}')
})

test('what is put in is not read as a pattern or as a place', () => {
  assert.equal(fill('{a} {b}', { a: '$& {b}', b: 'x' }), '$& {b} x')
})

test('numbers have a decimal comma in Danish and a point in English', () => {
  assert.equal(writeNumber(1234.5, 'da', 1), '1.234,5')
  assert.equal(writeNumber(1234.5, 'en', 1), '1,234.5')
  assert.equal(writeNumber(1_234_567, 'da'), '1.234.567')
  assert.equal(writeNumber(999, 'da'), '999')
  assert.equal(writeNumber(0.05, 'da', 2), '0,05')
})

test('numbers are rounded as they read, half away from zero, and zero has no sign', () => {
  assert.equal(writeNumber(1.005, 'en', 2), '1.01')
  assert.equal(writeNumber(47.5, 'da'), '48')
  assert.equal(writeNumber(-47.5, 'da'), '−48')
  assert.equal(writeNumber(-0.2, 'da'), '0')
})

test('a percentage has a space before its sign in Danish, and the space does not break', () => {
  assert.equal(writePercent(47.6, 'da'), '48\u00a0%')
  assert.equal(writePercent(47.6, 'en', 1), '47.6%')
})
