import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRosterHeader } from './roster-header.ts'

const names = (cells: readonly string[]) => readRosterHeader(cells).findings.map((f) => [f.name, f.values['column']])

test('a pupils file is known by its CPR and class columns, in any order, case and spacing', () => {
  const header = readRosterHeader([' KØN', 'Cpr nr.', 'klasse', 'Efternavn', 'FORNAVN', 'Instnr', 'Klasse-trin'])
  assert.equal(header.kind, 'pupils')
  assert.deepEqual(header.columns, { sex: 0, cpr: 1, className: 2, familyName: 3, givenName: 4, institution: 5, grade: 6 })
  assert.deepEqual(header.findings, [])
})

test('a staff file is known by its role or login column', () => {
  const header = readRosterHeader(['Institutionsnummer', 'Navn', 'Stilling', 'UNI-Login', 'Klasser'])
  assert.equal(header.kind, 'staff')
  assert.deepEqual(header.columns, { institution: 0, name: 1, role: 2, login: 3, className: 4 })
  assert.deepEqual(header.findings, [])
})

test('an institutions file is known by its type column, and its name may be called name', () => {
  const header = readRosterHeader(['Nummer', 'Navn', 'Type'])
  assert.equal(header.kind, 'institutions')
  assert.deepEqual(header.columns, { institution: 0, institutionName: 1, kind: 2 })
})

test('letters written as two signs are the same letters', () => {
  assert.equal(readRosterHeader(['CPR', 'Klasse', 'Institutionsnummer', 'Navn', 'Køn', 'A\u030argang']).columns.grade, 5)
})

test('a missing column is named, and sex is only missed', () => {
  assert.deepEqual(names(['CPR', 'Navn']), [
    ['column-missing', 'Institutionsnummer'],
    ['column-missing', 'Klasse'],
    ['sex-column-missing', 'Køn'],
  ])
  assert.deepEqual(names(['UNI-Login', 'Institutionsnummer']), [
    ['column-missing', 'Rolle'],
    ['column-missing', 'Navn'],
  ])
})

test('a column found twice is an error, one not used is pointed out by its letter', () => {
  assert.deepEqual(names(['CPR', 'Navn', 'Klasse', 'Institutionsnummer', 'Køn', 'Personnummer', 'Telefon']), [
    ['column-twice', 'CPR-nummer'],
    ['column-not-used', 'G'],
  ])
})

test('a first line that is no header is refused without repeating it', () => {
  const { kind, findings } = readRosterHeader(['Anna Jensen', '010112-9995', '5.A'])
  assert.equal(kind, undefined)
  assert.deepEqual(findings, [{ line: 1, name: 'header-unknown', values: {}, level: 'error' }])
})

test('a header that names a property of every object is only a word', () => {
  assert.equal(readRosterHeader(['constructor', '__proto__', 'toString']).kind, undefined)
})

test('a contacts file is known by custody or relation; the child in it is another than the grown-up', () => {
  const header = readRosterHeader(['Barnets CPR-nummer', 'Barnets navn', 'Navn', 'CPR-nummer', 'Relation', 'Forældremyndighed'])
  assert.equal(header.kind, 'contacts')
  assert.deepEqual(header.columns, { pupilCpr: 0, name: 2, cpr: 3, relation: 4, custody: 5 })
  assert.deepEqual(
    header.findings.map(({ name, values }) => [name, values['column']]),
    [['column-not-used', 'B']],
  )
})

test('a pupils file may call its columns the child’s, and have a login', () => {
  const header = readRosterHeader(['Barnets CPR', 'Barnets navn', 'Stue', 'Institutionsnummer', 'Køn', 'UNI-Login'])
  assert.equal(header.kind, 'pupils')
  assert.deepEqual(header.columns, { cpr: 0, name: 1, className: 2, institution: 3, sex: 4, login: 5 })
})
