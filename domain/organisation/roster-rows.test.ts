import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readRosterHeader } from './roster-header.ts'
import { readContacts, readInstitutions, readPupils } from './roster-rows.ts'

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
        isProtected: null,
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

test('a number with sixty added to its day is a replacement number', () => {
  assert.equal(pupil(['X81101', '', '5.B', '5', '610112-9995', 'A', 'B', 'k']).read[0]?.cprKind, 'replacement')
})

test('a pupils file may say who is protected and what they sign in as, and an empty cell is no', () => {
  const header = readRosterHeader(['Institutionsnummer', 'Klasse', 'CPR', 'Navn', 'Køn', 'Beskyttet', 'UNI-Login'])
  const read = (isProtected: string, login: string) =>
    readPupils(header, [{ line: 2, fields: ['X81101', '5.B', '0101129995', 'A B', 'k', isProtected, login] }])
  assert.equal(read('Ja', 'ASE00001').read[0]?.isProtected, true)
  assert.equal(read('Ja', 'ASE00001').read[0]?.uniLogin, 'ase00001')
  assert.equal(read('', '').read[0]?.isProtected, false)
  assert.deepEqual(names(read('måske', '')), ['yes-no-unknown'])
  assert.deepEqual(names(read('', '0101129995')), ['login-not-kept'])
})

const contactHeader = readRosterHeader([
  'Barnets CPR',
  'Navn',
  'CPR',
  'Relation',
  'Forældremyndighed',
  'Fra',
  'Til',
  'Beskyttet',
  'E-mail',
  'Telefon',
])
const contact = (change: Readonly<Record<number, string>> = {}) =>
  readContacts(contactHeader, [
    {
      line: 2,
      fields: ['010112-9995', 'Mor Ærø', '0202809996', 'Mor', 'Ja', '', '', 'Nej', 'mor@eksempel.example', '11 22 33 44'].map(
        (cell, place) => change[place] ?? cell,
      ),
    },
  ])

test('a grown-up is read with relation, custody and how they are reached', () => {
  assert.equal(contactHeader.kind, 'contacts')
  assert.deepEqual(contact({ 5: '1/8-2025', 6: '2026-10-01', 7: 'Ja' }), {
    read: [
      {
        line: 2,
        cpr: '0202809996',
        cprKind: 'unverified',
        sourceId: null,
        uniLogin: null,
        isProtected: true,
        contact: { email: 'mor@eksempel.example', phones: [{ number: '11 22 33 44', isProtected: true }] },
        name: 'Mor Ærø',
        pupil: '0101129995',
        relation: 'mother',
        hasCustody: true,
        custodyFrom: '2025-08-01',
        custodyUntil: '2026-10-01',
      },
    ],
    findings: [],
  })
})

test('custody is never guessed: an empty cell or another word than yes and no stops the file', () => {
  for (const word of ['', 'delt', 'ved ikke']) {
    const result = contact({ 4: word })
    assert.deepEqual(result.read, [])
    assert.deepEqual(names(result), ['yes-no-unknown'])
  }
})

test('custody that ends before it begins, and a day that is none, stop the file', () => {
  assert.deepEqual(names(contact({ 5: '2026-08-01', 6: '2026-07-31' })), ['custody-ends-before-it-begins'])
  assert.deepEqual(names(contact({ 5: '31/2-2026' })), ['day-invalid'])
})

test('a relation nobody knows is another one, and what is no e-mail is left out', () => {
  assert.equal(contact({ 3: 'Nabo' }).read[0]?.relation, 'other')
  assert.deepEqual(names(contact({ 3: 'Nabo', 8: 'ring hellere' })), ['relation-unknown', 'email-invalid'])
  assert.equal(contact({ 8: 'ring hellere' }).read[0]?.contact?.email, null)
})

test('a foster parent is one, and what somebody reads best is kept; a language that we have no letters in is not', () => {
  for (const word of ['Plejeforælder', 'plejemor', 'Plejefar']) assert.equal(contact({ 3: word, 4: 'Nej' }).read[0]?.relation, 'foster')
  const header = readRosterHeader(['Barnets CPR', 'Navn', 'Relation', 'Forældremyndighed', 'Sprog'])
  const read = (language: string) =>
    readContacts(header, [{ line: 2, fields: ['010112-9995', 'Mor Ærø', 'Mor', 'Ja', language] }]).read[0]?.contact
  assert.deepEqual(read('Arabisk'), { language: 'ar' })
  assert.deepEqual(read('uk'), { language: 'uk' })
  assert.deepEqual(read('Somali'), { language: null })
  assert.deepEqual(read(''), { language: null })
  assert.equal(
    contact().read[0]?.contact && 'language' in (contact().read[0]?.contact ?? {}),
    false,
    'a file without the column says nothing',
  )
})
