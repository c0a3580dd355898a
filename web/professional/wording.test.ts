import assert from 'node:assert/strict'
import { test } from 'node:test'
import { english } from './english.ts'
import { danish, weekOf, wordsOf } from './wording.ts'

const da = wordsOf('da', danish)
const en = wordsOf('en', english)

test('both languages say the same things, with the same places to fill', () => {
  const places = (catalogue: Record<string, string>) =>
    Object.fromEntries(Object.entries(catalogue).map(([key, text]) => [key, [...new Set(text.match(/\{\w+\}/g))].sort()]))
  assert.deepEqual(places(english), places(danish))
})

test('weeks are counted as in a Danish calendar: the first is the one with 4 January', () => {
  assert.equal(weekOf('2026-11-22'), 47)
  assert.equal(weekOf('2026-11-23'), 48)
  assert.equal(weekOf('2027-01-03'), 53)
  assert.equal(weekOf('2027-01-04'), 1)
})

test('one is said as a word, and thousands have a point', () => {
  assert.equal(da.counted('organisation.pupils', 1), 'én elev')
  assert.equal(da.counted('organisation.pupils', 60_132), '60.132 elever')
  assert.equal(en.counted('organisation.pupils', 60_132), '60,132 pupils')
})

test('a part of nothing is 0 %', () => {
  assert.equal(da.percent(0, 0), '0\u00a0%')
  assert.equal(da.percent(595, 966), '62\u00a0%')
})

test('a day is read with its weekday and week', () => {
  assert.equal(da.longDay('2026-11-23'), 'mandag den 23. november 2026, uge 48')
  assert.equal(en.longDay('2026-11-23'), 'Monday 23 November 2026, week 48')
})

test('a name that nobody has written a text for is left to the caller', () => {
  assert.equal(da.named('roster.finding', 'something-new'), undefined)
})
