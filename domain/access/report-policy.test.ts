import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Role, roles } from './actor.ts'
import { mayReadUnit } from './report-policy.ts'
import type { Unit } from '../organisation/unit.ts'

const own = '00000000-0000-4000-8000-0000000000a1'
const other = '00000000-0000-4000-8000-0000000000a2'
const ownClass = '00000000-0000-4000-8000-0000000000c1'
const otherClass = '00000000-0000-4000-8000-0000000000c2'

const actor = (role: Role): Actor => ({
  accountId: '00000000-0000-4000-8000-000000000001',
  municipalityId: 881,
  role,
  institutionIds: role === 'teacher' || role === 'institutionLeader' ? [own] : [],
  classIds: role === 'teacher' ? [ownClass] : [],
})

/** Own class, another class at home, a class elsewhere, own year group, one elsewhere, own school, another, a year group of the municipality, the municipality, region, country. */
const units: readonly (readonly [Unit, string | null])[] = [
  [{ level: 'class', classId: ownClass }, own],
  [{ level: 'class', classId: otherClass }, own],
  [{ level: 'class', classId: otherClass }, other],
  [{ level: 'yearGroup', institutionId: own, grade: 5 }, own],
  [{ level: 'yearGroup', institutionId: other, grade: 5 }, other],
  [{ level: 'institution', institutionId: own }, own],
  [{ level: 'institution', institutionId: other }, other],
  [{ level: 'municipalYearGroup', grade: 5 }, null],
  [{ level: 'municipality' }, null],
  [{ level: 'region', code: '1083' }, null],
  [{ level: 'country' }, null],
]

const allowed: Partial<Record<Role, string>> = {
  //                 c o e  y e  s e  y m r n
  teacher: '        1 0 0  1 0  1 0  1 1 1 1',
  institutionLeader: '1 1 0  1 0  1 0  1 1 1 1',
  healthVisitor: '  1 1 1  1 1  1 1  1 1 1 1',
  leadHealthVisitor: '1 1 1  1 1  1 1  1 1 1 1',
  schoolDoctor: '   0 0 0  1 1  1 1  1 1 1 1',
  eduPsychologist: '0 0 0  1 1  1 1  1 1 1 1',
  socialWorker: '   0 0 0  1 1  1 1  1 1 1 1',
  municipalAnalyst: '0 0 0  1 1  1 1  1 1 1 1',
  politicalReader: ' 0 0 0  0 0  0 0  1 1 1 1',
}

for (const role of roles) {
  test(`${role} reads ${allowed[role] === undefined ? 'no report' : 'what is theirs to read'}`, () => {
    const expected = (allowed[role] ?? '0'.repeat(units.length)).replaceAll(' ', '')
    assert.equal(units.map(([unit, institutionId]) => (mayReadUnit(actor(role), unit, institutionId) ? '1' : '0')).join(''), expected)
  })
}

test('a class in an institution the teacher has left is no longer theirs', () => {
  assert.equal(mayReadUnit({ ...actor('teacher'), institutionIds: [other] }, { level: 'class', classId: ownClass }, own), false)
})

test('whom a login gives the role for one institution alone reads nothing of the others, and the whole as before', () => {
  for (const role of roles.filter((name) => allowed[name] !== undefined)) {
    const narrowed = { ...actor(role), institutionIds: [own], isNarrowed: true }
    for (const [unit, institutionId] of units) {
      const isElsewhere = institutionId !== null && institutionId !== own
      const before = mayReadUnit(actor(role), unit, institutionId)
      assert.equal(mayReadUnit(narrowed, unit, institutionId), before && !isElsewhere, `${role} ${unit.level} ${institutionId}`)
    }
  }
})
