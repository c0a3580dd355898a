/** Who types what was answered on paper: nobody who can learn whose sheet it is, unless they read those answers anyway. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Role, roles } from './actor.ts'
import { isTypistRole, mayBeTypist, mayInviteFrom, mayLeadLesson, mayPrintLetters, mayTypeSheet } from './policy.ts'

const own = { classId: 'own class', institutionId: 'own school' }
const other = { classId: 'other class', institutionId: 'other school' }
const actor = (role: Role, change: Partial<Actor> = {}): Actor => ({
  accountId: 'a',
  municipalityId: 881,
  role,
  institutionIds: ['own school'],
  classIds: ['own class'],
  ...change,
})

test('whoever can learn whose slip it is types no sheet without a name, named or not', () => {
  for (const role of roles)
    for (const where of [own, other])
      for (const classIds of [[], ['own class']]) {
        const who = actor(role, { classIds })
        const knows = mayLeadLesson(who, where.classId) || mayPrintLetters(who, where) || mayInviteFrom(who, where.classId)
        if (knows) assert.equal(mayTypeSheet(who, { ...where, track: 'statistics', isNamed: true }), false, role)
      }
})

test('a teacher, a leader and an administrator type nothing, not of other schools either', () => {
  for (const role of ['teacher', 'institutionLeader', 'municipalAdmin', 'dataProtectionOfficer'] as const)
    for (const track of ['statistics', 'health'] as const)
      for (const where of [own, other]) assert.equal(mayTypeSheet(actor(role), { ...where, track, isNamed: true }), false, role)
})

test('sheets without a name are typed by whom the administrator has named, and nobody else', () => {
  assert.equal(mayTypeSheet(actor('municipalAnalyst', { classIds: [] }), { ...own, track: 'statistics', isNamed: true }), true)
  assert.equal(mayTypeSheet(actor('municipalAnalyst', { classIds: [] }), { ...own, track: 'statistics', isNamed: false }), false)
})

test('a health visitor types those of the classes that are not theirs, and of their own by name only', () => {
  for (const role of ['healthVisitor', 'schoolDoctor'] as const) {
    assert.equal(mayTypeSheet(actor(role), { ...other, track: 'statistics', isNamed: true }), true, role)
    assert.equal(mayTypeSheet(actor(role), { ...own, track: 'statistics', isNamed: true }), false, role)
    assert.equal(mayTypeSheet(actor(role), { ...own, track: 'health', isNamed: false }), true, role)
    assert.equal(mayTypeSheet(actor(role), { ...other, track: 'health', isNamed: true }), false, role)
  }
})

test('an analyst whose login gave some schools alone belongs to those, and types none', () => {
  assert.equal(mayTypeSheet(actor('municipalAnalyst', { isNarrowed: true }), { ...other, track: 'statistics', isNamed: true }), false)
})

test('everybody who may be named could type somewhere', () => {
  for (const role of roles.filter(isTypistRole))
    assert.equal(mayTypeSheet(actor(role), { ...other, track: 'statistics', isNamed: true }), true, role)
})

test('what somebody learns in one role they know in the other: an analyst who teaches is named by nobody', () => {
  assert.equal(mayBeTypist(['municipalAnalyst']), true)
  assert.equal(mayBeTypist(['healthVisitor', 'municipalAnalyst', 'municipalAnalyst']), true)
  for (const role of ['teacher', 'institutionLeader', 'leadHealthVisitor', 'municipalAdmin'] as const) {
    assert.equal(mayBeTypist([role]), false, role)
    assert.equal(mayBeTypist(['municipalAnalyst', role]), false, role)
  }
})
