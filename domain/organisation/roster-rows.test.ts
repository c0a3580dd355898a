import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRosterHeader } from './roster-header.ts'
import { readInstitutions, readPupils, readStaff } from './roster-rows.ts'

const pupilHeader = readRosterHeader(['Institutionsnummer', 'Institution', 'Klasse', 'Klassetrin', 'CPR-nummer', 'Fornavn', 'Efternavn', 'Køn'])
const staffHeader = readRosterHeader(['Institutionsnummer', 'Navn', 'Rolle', 'UNI-Login', 'Klasser'])
const institutionHeader = readRosterHeader(['Institutionsnummer', 'Institution', 'Type'])

const pupil = (fields: readonly string[]) => readPupils(pupilHeader, [{ line: 2, fields }])
const staff = (fields: readonly string[]) => readStaff(staffHeader, [{ line: 2, fields }])
const names = ({ findings }: { readonly findings: readonly { readonly name: string }[] }) => findings.map(({ name }) => name)

test('a pupil is read', () => {
  assert.deepEqual(pupil(['x81101', 'Søndre Skole', ' 5.B ', '5. klasse', '010112-9995', 'Åse  Marie', 'Ærø', 'Pige']), {
    read: [{ line: 2, cpr: '0101129995', name: 'Åse Marie Ærø', sex: 'female', institution: 'X81101', institutionName: 'Søndre Skole', className: '5.B', grade: 5 }],
    findings: [],
  })
})

test('sex comes from its own column and never from the CPR number', () => {
  const empty = pupil(['X81101', '', '5.B', '5', '010112-9995', 'A', 'B', ''])
  assert.equal(empty.read[0]?.sex, 'unknown')
  assert.deepEqual(names(empty), ['sex-missing'])
  assert.deepEqual(names(pupil(['X81101', '', '5.B', '5', '010112-9995', 'A', 'B', 'Jensen'])), ['sex-unknown'])
  const noColumn = readPupils(readRosterHeader(['Institutionsnummer', 'Klasse', 'CPR', 'Navn']), [{ line: 2, fields: ['X81101', '5.B', '0101129995', 'A B'] }])
  assert.equal(noColumn.read[0]?.sex, 'unknown')
  assert.deepEqual(noColumn.findings, [])
})

test('every fault of a line is told at once, by its line and column', () => {
  const { read, findings } = pupil(['Jensen', '', '', '12', '101129995', '', '', 'k'])
  assert.deepEqual(read, [])
  assert.deepEqual(
    findings.map(({ line, name, values }) => [line, name, values['column']]),
    [
      [2, 'cpr-lost-zero', 'CPR-nummer'],
      [2, 'name-empty', 'Fornavn'],
      [2, 'institution-number-invalid', 'Institutionsnummer'],
      [2, 'class-empty', 'Klasse'],
      [2, 'grade-unknown', 'Klassetrin'],
    ],
  )
})

test('no finding repeats what a cell held', () => {
  const secret = 'Hemmelig Hansen 0101129995'
  const everything = [pupil(Array.from({ length: 8 }, () => secret)), staff(Array.from({ length: 5 }, () => secret)), pupil(Array.from({ length: 9 }, () => secret))]
  for (const { findings } of everything) {
    assert.ok(findings.length > 0)
    assert.doesNotMatch(JSON.stringify(findings), /Hansen|0101129995/)
  }
})

test('a line with a field too many has slipped and is read no further', () => {
  assert.deepEqual(names(pupil(['X81101', '', '5.B', '5', '0101129995', 'A', 'B', 'k', 'x'])), ['too-many-fields'])
  assert.deepEqual(names(pupil(['X81101', '', '5.B', '5', '0101129995', 'A', 'B', 'k', '', ' '])), [])
})

test('empty lines are passed over', () => {
  assert.deepEqual(pupil(['', '', '', '', '', '', '', '']), { read: [], findings: [] })
})

test('a class without grade is a room, and a number above ten is no grade', () => {
  assert.equal(pupil(['X81101', '', 'Rød stue', '', '0101129995', 'A', 'B', 'k']).read[0]?.grade, null)
  assert.deepEqual(names(pupil(['X81101', '', '11.B', '11', '0101129995', 'A', 'B', 'k'])), ['grade-unknown'])
})

test('a role is known by its Danish name', () => {
  const rows = ['Lærer', 'SKOLELEDER', 'PPR-psykolog', 'Børne- og ungelæge', 'SSP-konsulent'].map((role, place) => ({
    line: place + 2,
    fields: ['X81101', 'Lone Holm', role, `lone000${place}`, ''],
  }))
  assert.deepEqual(
    readStaff(staffHeader, rows).read.map(({ role }) => role),
    ['teacher', 'institutionLeader', 'eduPsychologist', 'schoolDoctor', 'municipalAnalyst'],
  )
  for (const role of ['Pedel', 'Konsulent', 'Administrator']) assert.deepEqual(names(staff(['X81101', 'Lone Holm', role, 'lone0001', ''])), ['role-unknown'], role)
})

test('a roster cannot give the roles of the association', () => {
  const { read, findings } = staff(['X81101', 'Lone Holm', 'Forsker', 'lone0001', ''])
  assert.deepEqual(read, [])
  assert.deepEqual(findings.map(({ name, level }) => [name, level]), [['role-of-the-association', 'error']])
})

test('a roster says aloud when it gives the right to administer', () => {
  assert.deepEqual(names(staff(['X81900', 'Lone Holm', 'Superadministrator', 'lone0001', ''])), ['role-sees-everything'])
})

test('roles of the whole municipality need no institution, those of a school do', () => {
  const visitor = staff(['', 'Lone Holm', 'Sundhedsplejerske', 'lone0001', '5.A'])
  assert.deepEqual(visitor.read[0], { line: 2, login: 'lone0001', name: 'Lone Holm', role: 'healthVisitor', institution: null, classNames: null })
  assert.deepEqual(names(staff(['', 'Lone Holm', 'Lærer', 'lone0001', '5.A'])), ['institution-number-empty'])
})

test('classes are told apart by comma, slash, semicolon or bar', () => {
  assert.deepEqual(staff(['X81101', 'Lone Holm', 'Lærer', 'LONE0001', '5.A, 5.B/6 A;7.C|8.D']).read[0]?.classNames, ['5.A', '5.B', '6 A', '7.C', '8.D'])
  assert.deepEqual(staff(['X81101', 'Lone Holm', 'Lærer', 'lone0001', '']).read[0]?.classNames, [])
})

test('a CPR number is no login', () => {
  assert.deepEqual(names(staff(['X81101', 'Lone Holm', 'Lærer', '0101129995', ''])), ['login-invalid'])
})

test('an institution is read, and its kind is known by a Danish word', () => {
  assert.deepEqual(readInstitutions(institutionHeader, [{ line: 2, fields: ['x81101', 'Søndre Skole', 'Folkeskole'] }]).read, [
    { line: 2, number: 'X81101', name: 'Søndre Skole', kind: 'school' },
  ])
  assert.deepEqual(names(readInstitutions(institutionHeader, [{ line: 2, fields: ['81101', '', 'Svømmehal'] }])), [
    'institution-number-invalid',
    'institution-name-empty',
    'institution-kind-unknown',
  ])
})
