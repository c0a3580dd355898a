import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measuredInWords } from './measured-words.ts'
import type { Item } from './questionnaire.ts'

const item = (kind: Item['kind'], step = 1) => ({ kind, measure: { from: 0, to: 40_000, step, starts: [0] } })

test('a time of the clock is said as it is said, also after midnight', () => {
  const clock = item('clock', 15)
  assert.equal(measuredInWords(clock, 21 * 60 + 30, undefined, 'da'), 'kl. 21.30')
  assert.equal(measuredInWords(clock, 25 * 60, undefined, 'da'), 'kl. 1.00')
  assert.equal(measuredInWords(clock, 9 * 60 + 5, undefined, 'en'), '9:05')
  assert.equal(measuredInWords(clock, 1440, undefined, 'en'), '0:00')
})

test('a number is said with what it counts', () => {
  assert.equal(measuredInWords(item('number'), 3, 'timer', 'da'), '3 timer')
  assert.equal(measuredInWords(item('number'), 3500, 'gram', 'da'), '3.500 gram')
  assert.equal(measuredInWords(item('number'), 0, undefined, 'en'), '0')
})

test('a month is said with its year, and the year alone where nothing more is asked', () => {
  assert.equal(measuredInWords(item('month'), 2019 * 12 + 2, undefined, 'da'), 'marts 2019')
  assert.equal(measuredInWords(item('month'), 2026 * 12 + 11, undefined, 'en'), 'December 2026')
  assert.equal(measuredInWords(item('month', 12), 2019 * 12, undefined, 'da'), '2019')
})
