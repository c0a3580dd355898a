import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRosterHeader } from './roster-header.ts'
import { readInstitutions, readPupils } from './roster-rows.ts'

const pupilHeader = readRosterHeader([
  'Institutionsnummer',
  'Institution',
  'Klasse',
  'Klassetrin',
  'CPR-nummer',
  'Fornavn',
  'Efternavn',
  'Køn',
])
const institutionHeader = readRosterHeader(['Institutionsnummer', 'Institution', 'Type'])

const pupil = (fields: readonly string[]) => readPupils(pupilHeader, [{ line: 2, fields }])
const names = ({ findings }: { readonly findings: readonly { readonly name: string }[] }) => findings.map(({ name }) => name)

test('a pupil is read', () => {
  assert.deepEqual(pupil(['x81101', 'Søndre Skole', ' 5.B ', '5. klasse', '010112-9995', 'Åse  Marie', 'Ærø', 'Pige']), {
    read: [
      {
        line: 2,
        cpr: '0101129995',
        cprKind: 'unverified',
        sourceId: null,
        uniLogin: null,
        isProtected: false,
        contact: null,
        name: 'Åse Marie Ærø',
        sex: 'female',
        institution: 'X81101',
        institutionName: 'Søndre Skole',
        className: '5.B',
        grade: 5,
      },
    ],
    findings: [],
  })
})

test('sex comes from its own column and never from the CPR number', () => {
  const empty = pupil(['X81101', '', '5.B', '5', '010112-9995', 'A', 'B', ''])
  assert.equal(empty.read[0]?.sex, 'unknown')
  assert.deepEqual(names(empty), ['sex-missing'])
  assert.deepEqual(names(pupil(['X81101', '', '5.B', '5', '010112-9995', 'A', 'B', 'Jensen'])), ['sex-unknown'])
  const noColumn = readPupils(readRosterHeader(['Institutionsnummer', 'Klasse', 'CPR', 'Navn']), [
    { line: 2, fields: ['X81101', '5.B', '0101129995', 'A B'] },
  ])
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
  const everything = [pupil(Array.from({ length: 8 }, () => secret)), pupil(Array.from({ length: 9 }, () => secret))]
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
