import assert from 'node:assert/strict'
import { test } from 'node:test'
import { atOneInstitution, latestSchoolYear, readSchoolYear } from './roster-export.ts'
import type { RosterPupil } from './roster.ts'

const at = (line: number, institution: string, grade: number | null, cpr = '0101129995') => ({
  pupil: {
    line,
    cpr,
    cprKind: 'verified',
    sourceId: null,
    uniLogin: null,
    isProtected: null,
    contact: null,
    name: 'Åse Ærø',
    sex: 'female',
    institution,
    institutionName: '',
    className: 'x',
    grade,
  } satisfies RosterPupil,
  contacts: [],
})

test('a child at a school and in daycare is counted at the school, and it is said', () => {
  for (const order of [
    [at(2, 'D00001', null), at(3, 'S00001', 0)],
    [at(2, 'S00001', 0), at(3, 'D00001', null)],
  ]) {
    const { exported, findings } = atOneInstitution(order)
    assert.deepEqual(
      exported.map(({ pupil }) => pupil.institution),
      ['S00001'],
    )
    assert.deepEqual(
      findings.map(({ name, values }) => [name, values]),
      [['pupil-at-two-institutions', { institution: 'S00001', other: 'D00001' }]],
    )
  }
})

test('a child in two classes of one school is left for whoever compares', () => {
  assert.equal(atOneInstitution([at(2, 'S00001', 1), at(3, 'S00001', 2)]).exported.length, 2)
})

test('a school year is two years that follow each other, and of several the latest counts', () => {
  assert.equal(readSchoolYear('2026-2027'), 2026)
  assert.equal(readSchoolYear('2026-2028'), undefined)
  assert.deepEqual(latestSchoolYear([2025, 2026]).schoolYear, 2026)
  assert.deepEqual(
    latestSchoolYear([2025, 2026]).findings.map(({ name }) => name),
    ['several-school-years'],
  )
  assert.deepEqual(latestSchoolYear([]), { schoolYear: null, findings: [] })
})
