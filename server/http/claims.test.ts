import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type ClaimNames, readIdentity } from './claims.ts'

const told = { uniid: '1000013b36', institution_ids: ['281146', 'A12345'], nsis_loa: 'Substantial' }

test('what UNI-Login tells is read', () => {
  assert.deepEqual(readIdentity(told), {
    by: 'subject',
    subject: '1000013b36',
    institutionNumbers: ['281146', 'A12345'],
    roles: undefined,
    assurance: 'substantial',
  })
})

test('one institution as a text is one institution, and what is no institution number is left out', () => {
  assert.deepEqual(readIdentity({ ...told, institution_ids: '281146' })?.institutionNumbers, ['281146'])
  assert.deepEqual(readIdentity({ ...told, institution_ids: ['281146', '28114', "'; drop table"] })?.institutionNumbers, ['281146'])
  assert.deepEqual(readIdentity({ uniid: 'henr276q' })?.institutionNumbers, [])
})

for (const [level, said] of [
  ['substantial', { nsis_loa: 'Substantial' }],
  ['substantial', { loa: '3' }],
  ['substantial', { loa: 3 }],
  ['substantial', { 'https://data.gov.dk/concept/core/nsis/loa': 'https://data.gov.dk/concept/core/nsis/loa/Substantial' }],
  ['substantial', { loa: 'https://data.gov.dk/concept/core/nsis/Substantial' }],
  ['high', { nsis_loa: 'High' }],
  ['low', { nsis_loa: 'Low', loa: '3' }],
  ['low', { loa: '2' }],
  ['low', { nsis_loa: 'Excellent' }],
  ['low', {}],
  ['substantial', { nsis_loa: 'Betydelig' }],
  ['high', { loa: '4' }],
  ['low', { nsis_loa: 'constructor' }],
  ['low', { nsis_loa: ['Substantial'] }],
  ['low', { unilogin_loa: 'EnFaktor' }],
  ['low', { unilogin_loa: 'ToFaktor' }],
  ['low', { unilogin_loa: 'VoksenVerificeret' }],
  ['substantial', { unilogin_loa: 'VoksenVerificeret', nsis_loa: 'Substantial' }],
] as const) {
  test(`${JSON.stringify(said)} is ${level}`, () => assert.equal(readIdentity({ uniid: 'henr276q', ...said })?.assurance, level))
}

test('an installation’s own login has names of its own, for claims, levels and roles', () => {
  const names: ClaimNames = {
    id: 'employee_id',
    institutions: undefined,
    assurance: ['acr'],
    levels: new Map([['urn:two-factors', 'substantial']]),
    roles: {
      claim: 'groups',
      names: new Map([
        ['bul-leder', 'institutionLeader'],
        ['bul-laerer', 'teacher'],
      ]),
    },
  }
  const claims = { employee_id: 'm.b-17@kommune.example', acr: 'urn:two-factors', groups: ['bul-laerer', 'andet'], departments: ['X81101'] }
  assert.deepEqual(readIdentity(claims, names), {
    by: 'subject',
    subject: 'm.b-17@kommune.example',
    institutionNumbers: undefined,
    roles: ['teacher'],
    assurance: 'substantial',
  })
  assert.deepEqual(readIdentity({ employee_id: '__proto__' }, { ...names, id: '__proto__' }), undefined)
  assert.deepEqual(readIdentity({ ...claims, groups: 'constructor' }, names)?.roles, [])
})

for (const uniid of [undefined, '', 'a|b', 'abc', 17, 'a'.repeat(101)]) {
  test(`somebody with the id ${JSON.stringify(uniid)?.slice(0, 12)} is nobody`, () =>
    assert.equal(readIdentity({ ...told, uniid }), undefined))
}
