import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readAsserted, readSubjectName } from './identity.ts'
import type { Asserted } from './response.ts'

const uuid = '0f7e2a3c-1111-4222-8333-444455556666'
const nameId = `C=DK,O=99000881,CN=Anna Opfundet,Serial=${uuid}`

const asserted = (attributes: Readonly<Record<string, string>>, more: Partial<Asserted> = {}): Asserted => ({
  id: Buffer.alloc(32),
  expiresAt: new Date(0),
  nameId,
  nameIdFormat: '',
  sessionIndex: '_1',
  document: '',
  attributes: new Map(Object.entries(attributes)),
  ...more,
})

test('CVR number and UUID are read at the ends of a subject’s name, whatever the person is called', () => {
  assert.deepEqual(readSubjectName(nameId), { cvr: '99000881', uuid })
  assert.deepEqual(readSubjectName(`C=DK, O=99000881, CN=Åse Øre-Ærø, Serial=${uuid.toUpperCase()}`), { cvr: '99000881', uuid })
  assert.deepEqual(readSubjectName(`C=DK,O=99000881,CN=O=99000882,Serial=${uuid}`)?.cvr, '99000881')
})

for (const other of [
  '',
  uuid,
  `C=DK,O=99000881,CN=Serial=${uuid},Serial=${uuid}`,
  `C=DK,O=99000881,CN=A,Serial=${uuid},OU=B`,
  `C=SE,O=99000881,CN=A,Serial=${uuid}`,
  `C=DK,O=9900088,CN=A,Serial=${uuid}`,
  `C=DK,O=990008811,CN=A,Serial=${uuid}`,
  'C=DK,O=99000881,CN=A,Serial=1234',
]) {
  test(`"${other}" names nobody`, () => assert.equal(readSubjectName(other), undefined))
}

test('an authority that is named twice must be the same one', () => {
  const cvr = 'https://data.gov.dk/model/core/eid/professional/cvr'
  const handler = { kind: 'context-handler', roles: 'https://boernungeliv.example' } as const
  assert.equal(readAsserted(handler, asserted({ [cvr]: '99000881' }))?.by, 'right')
  assert.equal(readAsserted(handler, asserted({ [cvr]: '99000882' })), undefined)
})

test('a citizen is known by a CPR number that is one, and a level that is missing is low', () => {
  const mitid = { kind: 'nemlog-in', roles: '' } as const
  const cpr = 'https://data.gov.dk/model/core/eid/cprNumber'
  assert.deepEqual(readAsserted(mitid, asserted({ [cpr]: '0101809996' })), { by: 'cpr', cpr: '0101809996', assurance: 'low' })
  assert.equal(readAsserted(mitid, asserted({ [cpr]: '3102809996' })), undefined)
  assert.equal(readAsserted(mitid, asserted({})), undefined)
})
