import assert from 'node:assert/strict'
import { test } from 'node:test'
import { schoolYearOf } from './organisation.ts'

test('a school year begins on 1 August and carries the year it begins in', () => {
  assert.equal(schoolYearOf('2026-07-31'), 2025)
  assert.equal(schoolYearOf('2026-08-01'), 2026)
  assert.equal(schoolYearOf('2026-12-31'), 2026)
  assert.equal(schoolYearOf('2027-01-01'), 2026)
  assert.equal(schoolYearOf('2027-06-26'), 2026)
})

test('1 January and 1 August are the days that are easy to get wrong: every month has its school year', () => {
  const months = Array.from({ length: 12 }, (_, month) => schoolYearOf(`2026-${String(month + 1).padStart(2, '0')}-15`))
  assert.deepEqual(months, [2025, 2025, 2025, 2025, 2025, 2025, 2025, 2026, 2026, 2026, 2026, 2026])
})
