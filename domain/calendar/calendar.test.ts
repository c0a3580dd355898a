import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays, daysBetween, isDay, writeDay, writePeriod } from './calendar.ts'

test('a day and a period are written in the languages of the families too', () => {
  assert.equal(writeDay('2026-12-18', 'uk'), '18 грудня 2026')
  assert.equal(writeDay('2026-12-18', 'ar'), '18 ديسمبر 2026')
  assert.equal(writePeriod('2026-11-01', '2026-12-18', 'uk'), '1 листопада 2026 – 18 грудня 2026')
})

test('a day is written the way the language writes it', () => {
  assert.equal(writeDay('2026-11-22', 'da'), '22. november 2026')
  assert.equal(writeDay('2027-01-01', 'en'), '1 January 2027')
})

test('a period says no month and no year twice', () => {
  assert.equal(writePeriod('2026-11-02', '2026-11-22', 'da'), '2.–22. november 2026')
  assert.equal(writePeriod('2026-10-26', '2026-11-22', 'da'), '26. oktober – 22. november 2026')
  assert.equal(writePeriod('2026-11-30', '2027-01-08', 'da'), '30. november 2026 – 8. januar 2027')
  assert.equal(writePeriod('2026-11-30', '2027-01-08', 'en'), '30 November 2026 – 8 January 2027')
  assert.equal(writePeriod('2026-11-22', '2026-11-22', 'da'), '22. november 2026')
})

test('days are counted over months, leap days and years, and backwards', () => {
  assert.equal(daysBetween('2026-11-22', '2026-11-22'), 0)
  assert.equal(daysBetween('2026-11-22', '2026-12-01'), 9)
  assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2)
  assert.equal(daysBetween('2027-02-28', '2027-03-01'), 1)
  assert.equal(daysBetween('2027-01-01', '2026-12-31'), -1)
  assert.equal(addDays('2026-12-31', 1), '2027-01-01')
  assert.equal(addDays('2028-03-01', -1), '2028-02-29')
})

test('only days that exist are days', () => {
  assert.deepEqual(
    ['2026-11-22', '2028-02-29', '2027-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-1-1', '22-11-2026', ''].map(isDay),
    [true, true, false, false, false, false, false, false, false],
  )
  assert.throws(() => writeDay('2027-02-29', 'da'), RangeError)
})

test('the calendar agrees with the one Node has, over four centuries', () => {
  fc.assert(
    fc.property(fc.integer({ min: -70_000, max: 76_000 }), fc.integer({ min: -4000, max: 4000 }), (from, days) => {
      const iso = (day: number) => new Date(day * 86_400_000).toISOString().slice(0, 10)
      assert.equal(addDays(iso(from), days), iso(from + days))
      assert.equal(daysBetween(iso(from), iso(from + days)), days)
    }),
  )
})
