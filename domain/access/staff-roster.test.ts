import assert from 'node:assert/strict'
import { test } from 'node:test'
import { diffRoster } from '../organisation/roster-difference.ts'
import { readRosterHeader } from '../organisation/roster-header.ts'
import {
  comparedMember,
  institutionsOfStaff,
  isOwnPostMissing,
  type Post,
  readStaff,
  type RosterStaff,
  staffAfter,
  type StaffMember,
  staffMembers,
} from './staff-roster.ts'

const staffHeader = readRosterHeader(['Institutionsnummer', 'Navn', 'Rolle', 'UNI-Login', 'Klasser'])
const staff = (fields: readonly string[]) => readStaff(staffHeader, [{ line: 2, fields }])
const names = ({ findings }: { readonly findings: readonly { readonly name: string }[] }) => findings.map(({ name }) => name)
const found = ({
  findings,
}: {
  readonly findings: readonly { readonly line: number | null; readonly name: string; readonly level: string }[]
}) => findings.map(({ line, name, level }) => [line, name, level])

test('a role is known by its Danish name', () => {
  const rows = ['Lærer', 'SKOLELEDER', 'PPR-psykolog', 'Børne- og ungelæge', 'SSP-konsulent'].map((role, place) => ({
    line: place + 2,
    fields: ['X81101', 'Lone Holm', role, `lone000${place}`, ''],
  }))
  assert.deepEqual(
    readStaff(staffHeader, rows).read.map(({ role }) => role),
    ['teacher', 'institutionLeader', 'eduPsychologist', 'schoolDoctor', 'municipalAnalyst'],
  )
  for (const role of ['Pedel', 'Konsulent', 'Administrator'])
    assert.deepEqual(names(staff(['X81101', 'Lone Holm', role, 'lone0001', ''])), ['role-unknown'], role)
})

test('a roster cannot give the roles of the association', () => {
  const { read, findings } = staff(['X81101', 'Lone Holm', 'Forsker', 'lone0001', ''])
  assert.deepEqual(read, [])
  assert.deepEqual(
    findings.map(({ name, level }) => [name, level]),
    [['role-of-the-association', 'error']],
  )
})

test('a roster says aloud when it gives the right to administer', () => {
  assert.deepEqual(names(staff(['X81900', 'Lone Holm', 'Superadministrator', 'lone0001', ''])), ['role-sees-everything'])
})

test('roles of the whole municipality need no institution, those of a school do', () => {
  const visitor = staff(['', 'Lone Holm', 'Sundhedsplejerske', 'lone0001', '5.A'])
  assert.deepEqual(visitor.read[0], {
    line: 2,
    login: 'lone0001',
    name: 'Lone Holm',
    role: 'healthVisitor',
    institution: null,
    classNames: null,
  })
  assert.deepEqual(names(staff(['', 'Lone Holm', 'Lærer', 'lone0001', '5.A'])), ['institution-number-empty'])
})

test('classes are told apart by comma, slash, semicolon or bar', () => {
  assert.deepEqual(staff(['X81101', 'Lone Holm', 'Lærer', 'LONE0001', '5.A, 5.B/6 A;7.C|8.D']).read[0]?.classNames, [
    '5.A',
    '5.B',
    '6 A',
    '7.C',
    '8.D',
  ])
  assert.deepEqual(staff(['X81101', 'Lone Holm', 'Lærer', 'lone0001', '']).read[0]?.classNames, [])
})

test('a CPR number is no login', () => {
  assert.deepEqual(names(staff(['X81101', 'Lone Holm', 'Lærer', '0101129995', ''])), ['login-invalid'])
})

test('no finding repeats what a cell held', () => {
  const secret = 'Hemmelig Hansen 0101129995'
  const { findings } = staff(Array.from({ length: 5 }, () => secret))
  assert.ok(findings.length > 0)
  assert.doesNotMatch(JSON.stringify(findings), /Hansen|0101129995/)
})

const line = (number: number, change: Partial<RosterStaff> = {}): RosterStaff => ({
  line: number,
  login: 'lone0001',
  name: 'Lone Holm',
  role: 'teacher',
  institution: 'X81101',
  classNames: ['5B'],
  ...change,
})

test('lines of one login are one person, with a post for each role and institution', () => {
  const existing = [
    { institution: 'X81101', name: '5.B', grade: 5 },
    { institution: 'X81101', name: '6.A', grade: 6 },
  ]
  const { members, findings } = staffMembers(
    [line(2), line(3, { classNames: ['6.A'] }), line(4, { institution: 'X81102', classNames: null })],
    existing,
    (login) => `key of ${login}`,
  )
  assert.deepEqual(findings, [])
  assert.deepEqual(members, [
    {
      key: 'key of lone0001',
      name: 'Lone Holm',
      posts: [
        { role: 'teacher', institution: 'X81101', classNames: ['5.B', '6.A'] },
        { role: 'teacher', institution: 'X81102', classNames: null },
      ],
    },
  ])
})

test('a role in the whole municipality has no institution, whatever the line says', () => {
  const { members } = staffMembers([line(2, { role: 'healthVisitor', classNames: null })], [], String)
  assert.deepEqual(members[0]?.posts, [{ role: 'healthVisitor', institution: null, classNames: null }])
})

test("a health visitor listed under a school does not make the file that school's", () => {
  const nurse = line(2, { role: 'healthVisitor', institution: 'X81101' })
  assert.deepEqual(institutionsOfStaff([nurse], 'X81900'), new Set())
  assert.deepEqual(institutionsOfStaff([nurse, line(3)], 'X81900'), new Set(['X81101']))
  assert.deepEqual(institutionsOfStaff([{ ...nurse, institution: 'X81900' }], 'X81900'), new Set(['X81900']))
  assert.deepEqual(institutionsOfStaff([{ ...nurse, institution: null }], null), new Set())
})

test('a login with two names stops the file, a class that does not exist is left out and said', () => {
  assert.deepEqual(found(staffMembers([line(2, { classNames: [] }), line(3, { name: 'Bo Holm', classNames: [] })], [], String)), [
    [3, 'login-with-two-names', 'error'],
  ])
  const result = staffMembers([line(2)], [], String)
  assert.deepEqual(result.members[0]?.posts[0]?.classNames, [])
  assert.deepEqual(found(result), [[2, 'class-unknown', 'warning']])
})

const post = (role: Post['role'], institution: string | null, classNames: Post['classNames'] = []): Post => ({
  role,
  institution,
  classNames,
})
const member = (key: string, ...posts: readonly Post[]): StaffMember => ({ key, name: `Ansat ${key}`, posts })
const scope = { named: new Set(['X81101']), administration: 'X81900', importer: null }

test('somebody who works at two schools loses only the post at the school that no longer lists them', () => {
  const current = [member('a', post('teacher', 'X81101'), post('teacher', 'X81102'))]
  assert.deepEqual(staffAfter(current, [], scope), [member('a', post('teacher', 'X81102'))])
})

test('somebody whom the only school they work at no longer lists is gone', () => {
  assert.deepEqual(staffAfter([member('a', post('teacher', 'X81101'))], [], scope), [])
})

test('roles in the whole municipality go only with a file that names the administration', () => {
  const current = [member('a', post('healthVisitor', null))]
  assert.deepEqual(staffAfter(current, [], scope), current)
  assert.deepEqual(staffAfter(current, [], { ...scope, named: new Set(['X81900']) }), [])
})

test('the administrator who imports keeps the right to administer, and is told', () => {
  const current = [member('a', post('municipalAdmin', null)), member('b', post('municipalAdmin', null))]
  const own = { ...scope, named: new Set(['X81900']), importer: 'a' }
  assert.deepEqual(staffAfter(current, [], own), [member('a', post('municipalAdmin', null))])
  assert.equal(isOwnPostMissing(current, [], own), true)
  assert.equal(isOwnPostMissing(current, [member('a', post('municipalAdmin', null))], own), false)
  assert.equal(isOwnPostMissing(current, [], { ...own, importer: null }), false)
})

test('a file without a class column leaves the classes somebody leads as they are', () => {
  const current = [member('a', post('teacher', 'X81101', ['5.B']))]
  const without = staffAfter(current, [member('a', post('teacher', 'X81101', null))], scope)
  assert.deepEqual(diffRoster(current, without, comparedMember), { changes: [], same: 1 })
  const withEmpty = staffAfter(current, [member('a', post('teacher', 'X81101', []))], scope)
  assert.equal(diffRoster(current, withEmpty, comparedMember).changes.length, 1)
})

test('a change of role is a change, not somebody new', () => {
  const current = [member('a', post('teacher', 'X81101'))]
  const after = staffAfter(current, [member('a', post('institutionLeader', 'X81101'))], scope)
  assert.deepEqual(
    diffRoster(current, after, comparedMember).changes.map((change) => change.what),
    ['changed'],
  )
})
