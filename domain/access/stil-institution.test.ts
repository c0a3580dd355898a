import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Element } from '../organisation/element.ts'
import { readStilInstitution, type StilInstitution } from './stil-institution.ts'

const el = (
  name: string,
  inside: string | readonly Element[] = '',
  attributes: Readonly<Record<string, string>> = {},
  line = 9,
): Element => ({
  name,
  line,
  attributes: new Map(Object.entries(attributes)),
  text: typeof inside === 'string' ? inside : '',
  children: typeof inside === 'string' ? [] : inside,
})
const group = (id: string, name: string, type = 'Hovedgruppe', level = '5') =>
  el('Group', [el('GroupId', id), el('GroupName', name), el('GroupType', type), el('GroupLevel', level)])
const person = (change: Readonly<Record<string, string | undefined>> = {}, isProtected = 'false', more: readonly Element[] = []) =>
  el(
    'Person',
    [
      ...Object.entries({
        FirstName: 'Åse',
        FamilyName: 'Ærø',
        UserId: 'ASEX0001',
        CivilRegistrationNumber: '0101129995',
        CivilRegistrationNumberType: 'CPR_VERIFIED',
        Gender: 'K',
        ...change,
      }).flatMap(([name, text]) => (text === undefined ? [] : [el(name, text)])),
      ...more,
    ],
    { protected: isProtected },
  )
const student = (change: Readonly<Record<string, string>> = {}, contacts: readonly Element[] = []) =>
  el('Student', [
    ...Object.entries({ Role: 'Elev', Level: '5', MainGroupId: '5b', ...change }).map(([name, text]) => el(name, text)),
    ...contacts,
  ])
const member = (inside: readonly Element[], id: string | undefined = 'k1') =>
  el('InstitutionPerson', [...(id === undefined ? [] : [el('LocalPersonId', id)]), ...inside])
const employee = (roles: readonly string[], groups: readonly string[] = []) =>
  el('Employee', [...roles.map((role) => el('Role', role)), ...groups.map((id) => el('GroupId', id))])
const read = (people: readonly Element[], change: Partial<StilInstitution> = {}) =>
  readStilInstitution({ line: 3, number: 'X81101', name: 'Søndre Skole', groups: [group('5b', '5.B')], people, ...change })
const names = ({ findings }: { readonly findings: readonly { readonly name: string }[] }) => findings.map(({ name }) => name)

test('a student is a pupil of the main group, by the name the school gives it', () => {
  const address = el('Address', [
    el('StreetAddress', 'Eksempelvej 1'),
    el('PostalCode', '0000'),
    el('PostalDistrict', 'Lillekøbing'),
    el('MunicipalityCode', '0881'),
  ])
  const phone = el('MobilePhoneNumber', '00 00 00 01', { protected: 'true' })
  const { pupils, findings, institutions } = read([
    member([person({ EmailAddress: 'aase@eksempel.example' }, 'true', [address, phone]), student()]),
  ])
  assert.deepEqual(findings, [])
  assert.deepEqual(institutions, [{ line: 3, number: 'X81101', name: 'Søndre Skole', kind: 'school' }])
  assert.deepEqual(pupils[0]?.pupil, {
    line: 9,
    cpr: '0101129995',
    cprKind: 'verified',
    sourceId: 'k1',
    uniLogin: 'asex0001',
    isProtected: true,
    contact: {
      email: 'aase@eksempel.example',
      phones: [{ number: '00 00 00 01', isProtected: true }],
      address: { street: 'Eksempelvej 1', postalCode: '0000', place: 'Lillekøbing', municipalityCode: 881, isProtected: true },
    },
    name: 'Åse Ærø',
    sex: 'female',
    institution: 'X81101',
    institutionName: 'Søndre Skole',
    className: '5.B',
    grade: 5,
  })
})

test('a child in daycare has a room and no grade, and most of an institution’s children tell its kind', () => {
  const { pupils, institutions } = read([member([person(), student({ Role: 'Barn', Level: 'DT', MainGroupId: 'r' })])], {
    groups: [group('r', 'Rød stue', 'Hovedgruppe', 'DT')],
  })
  assert.equal(pupils[0]?.pupil.grade, null)
  assert.deepEqual(
    institutions.map(({ kind }) => kind),
    ['daycare'],
  )
})

test('custody is what the export says, and what is neither yes nor no stops the file', () => {
  const contact = (relation: string, childCustody: string) => el('ContactPerson', [person()], { relation, childCustody, accessLevel: '1' })
  const { pupils, findings } = read([
    member([person(), student({}, [contact('Mor', 'true'), contact('Officielt tilknyttet person', 'false'), contact('Far', '0')])]),
  ])
  assert.deepEqual(findings, [])
  assert.deepEqual(
    pupils[0]?.contacts.map(({ relation, hasCustody, pupil }) => [relation, hasCustody, pupil]),
    [
      ['mother', true, '0101129995'],
      ['official', false, '0101129995'],
      ['father', false, '0101129995'],
    ],
  )
  assert.deepEqual(names(read([member([person(), student({}, [contact('Mor', 'delt')])])])), ['yes-no-unknown'])
})

test('a phone that does not say whether it is protected is taken to be', () => {
  const { pupils } = read([member([person({}, 'false', [el('HomePhoneNumber', '00000002')]), student()])])
  assert.deepEqual(pupils[0]?.pupil.contact?.phones, [{ number: '00000002', isProtected: true }])
})

test('without a CPR number the source’s own id is who a pupil is; without either the file is stopped', () => {
  const replaced = { CivilRegistrationNumber: 'TEMP-77', CivilRegistrationNumberType: 'CPR_REPLACEMENT_ID' }
  const known = read([member([person(replaced), student()])])
  assert.deepEqual([known.pupils[0]?.pupil.cpr, known.pupils[0]?.pupil.sourceId, known.counts['pupils-without-cpr']], [null, 'k1', 1])
  assert.deepEqual(names(read([el('InstitutionPerson', [person(replaced), student()])])), ['pupil-without-identity'])
  assert.deepEqual(names(read([member([person({ CivilRegistrationNumber: '3102129995' }), student()])])), ['cpr-invalid'])
})

test('classes of one name are told apart by their ids', () => {
  const groups = [group('a1', 'A', 'Hovedgruppe', '1'), group('a2', 'A', 'Hovedgruppe', '2'), group('b1', 'B', 'Hovedgruppe', '1')]
  const { pupils, findings } = read(
    ['a1', 'a2', 'b1'].map((id) => member([person(), student({ MainGroupId: id })], id)),
    { groups },
  )
  assert.deepEqual(names({ findings }), ['class-names-collide'])
  assert.deepEqual(
    pupils.map(({ pupil }) => [pupil.className, pupil.grade]),
    [
      ['a1', 1],
      ['a2', 2],
      ['B', 1],
    ],
  )
})

test('a main group that is only mentioned is a class by that name, of the pupil’s own level', () => {
  const { pupils, findings } = read([member([person(), student({ MainGroupId: '4.C', Level: '4' })])])
  assert.deepEqual(findings, [])
  assert.deepEqual([pupils[0]?.pupil.className, pupils[0]?.pupil.grade], ['4.C', 4])
})

test('who teaches has their main groups, who leads leads, one who does both has a line for each, and others have none', () => {
  const { staff, counts } = read([
    member([person({ UserId: 'a0000001' }), employee(['Pædagog', 'Leder'], ['5b', 'sfo'])]),
    member([person({ UserId: 'a0000002' }), employee(['TAP'])]),
    member([person({ UserId: 'a0000003' }), employee(['Konsulent', 'Vikar'])]),
    member([person({ UserId: 'a0000004' }), el('Extern', [el('Role', 'Praktikant')])]),
    member([]),
  ])
  assert.deepEqual(
    staff.map(({ login, role, classNames }) => [login, role, classNames]),
    [
      ['a0000001', 'teacher', ['5.B']],
      ['a0000001', 'institutionLeader', []],
      ['a0000003', 'teacher', []],
    ],
  )
  assert.deepEqual([counts['staff-not-used'], counts['people-without-details']], [2, 1])
})

test('words of every object are only words', () => {
  const { pupils } = read([
    member([person({ Gender: 'constructor', CivilRegistrationNumberType: '__proto__' }), student({ Level: 'toString' })]),
  ])
  assert.deepEqual([pupils[0]?.pupil.sex, pupils[0]?.pupil.cprKind], ['unknown', 'unknown'])
})

test('an institution without a number is said, and nobody at it is read', () => {
  const result = read([member([person(), student()])], { number: 'Skole' })
  assert.deepEqual(result.pupils, [])
  assert.deepEqual(names(result), ['institution-number-invalid'])
})
