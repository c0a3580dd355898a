import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readIdentity } from './claims.ts'

const told = { uniid: '1000013b36', institution_ids: ['281146', 'A12345'], nsis_loa: 'Substantial' }

test('what UNI-Login tells is read', () => {
  assert.deepEqual(readIdentity(told), { uniid: '1000013b36', institutionNumbers: ['281146', 'A12345'], assurance: 'substantial' })
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
] as const) {
  test(`${JSON.stringify(said)} is ${level}`, () => assert.equal(readIdentity({ uniid: 'henr276q', ...said })?.assurance, level))
}

for (const uniid of [undefined, '', 'a|b', 'abc', 17, 'a'.repeat(41)]) {
  test(`somebody with the id ${JSON.stringify(uniid)?.slice(0, 12)} is nobody`, () =>
    assert.equal(readIdentity({ ...told, uniid }), undefined))
}
