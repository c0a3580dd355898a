/** What a login answers, whole and with every fault there is, made by the stand-in's own builder. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Person } from '../../../stand-ins/identity-provider/people.ts'
import { type Fault, faultNames } from '../../../stand-ins/identity-provider/saml/faults.ts'
import { readKey } from '../../../stand-ins/identity-provider/saml/keys.ts'
import { buildResponse, entityIds, type ResponseWish } from '../../../stand-ins/identity-provider/saml/response.ts'
import { type Expected, readResponse, type SamlRefusal } from './response.ts'

const now = new Date('2026-11-23T09:00:00Z')
const ours = readKey('service-provider')
const someone: Person = {
  uniid: 'anna0001',
  name: 'Anna Opfundet',
  role: 'institutionLeader',
  aktoerGruppe: 'Medarbejder',
  institutionNumbers: [],
  municipality: 'Lillekøbing',
  note: '',
  assurance: 'Substantial',
  isVouchedByAdult: false,
  logins: {
    contextHandler: {
      cvr: '99000881',
      organisation: 'Lillekøbing Kommune',
      uuid: '0f7e2a3c-1111-4222-8333-444455556666',
      generation: 'oiosaml-3',
      assurance: 'Substantial',
      privileges: [{ role: 'skoleleder', constraints: { institution: 'X81101' } }],
    },
    nemLogin: { cpr: '0101019995', uuid: '0f7e2a3c-1111-4222-8333-777788889999', assurance: 'Substantial' },
  },
}

const expected: Expected = {
  issuer: entityIds.contextHandler,
  certificates: [readKey('nemlog-in-signing').certificate, readKey('context-handler-signing').certificate],
  audience: 'https://boernungeliv.example/auth/saml/context-handler',
  recipient: 'https://boernungeliv.example/auth/saml/context-handler/acs',
  inResponseTo: '_asked0001',
  privateKeys: [readKey('forger').privateKey, ours.privateKey],
  now,
}

const wish: ResponseWish = {
  person: someone,
  profile: 'contextHandler',
  spEntityId: expected.audience,
  acsUrl: expected.recipient,
  inResponseTo: expected.inResponseTo,
  now,
  encryptFor: ours.certificate,
}

async function read(change: Partial<ResponseWish> = {}, otherwise: Partial<Expected> = {}) {
  const { samlResponse } = await buildResponse({ ...wish, ...change })
  return readResponse(samlResponse, { ...expected, ...otherwise })
}

const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

test('an answer that is whole is read: who, which session, and what is told', async () => {
  const told = await read()
  assert.ok(!('refusal' in told), JSON.stringify(told))
  assert.equal(told.nameId, 'C=DK,O=99000881,CN=Anna Opfundet,Serial=0f7e2a3c-1111-4222-8333-444455556666')
  assert.equal(told.attributes.get('https://data.gov.dk/concept/core/nsis/loa'), 'Substantial')
  assert.match(told.sessionIndex, /^_/)
  assert.equal(told.id.byteLength, 32)
  assert.ok(told.expiresAt > later(5))
})

test('a level that is told twice is told as none, which counts as low', async () => {
  const told = await read({ fault: 'level-twice' })
  assert.ok(!('refusal' in told), JSON.stringify(told))
  assert.equal(told.attributes.get('https://data.gov.dk/concept/core/nsis/loa'), undefined)
})

type Refused = Exclude<Fault, 'level-twice'>

const refusals: Readonly<Record<Refused, SamlRefusal>> = {
  unsigned: 'not-signed',
  'response-signed-only': 'not-signed',
  'other-key': 'signature',
  'weak-signature': 'not-signed',
  tampered: 'signature',
  'hmac-signature': 'not-signed',
  'comment-in-digest': 'unreadable',
  'two-signed-infos': 'not-signed',
  unencrypted: 'not-encrypted',
  'encrypted-for-another': 'not-for-our-key',
  'wrong-audience': 'audience',
  'no-audience': 'audience',
  'no-conditions': 'audience',
  'wrong-recipient': 'recipient',
  'no-recipient': 'recipient',
  'wrong-destination': 'destination',
  'not-bearer': 'not-bearer',
  expired: 'expired',
  'not-yet-valid': 'not-yet-valid',
  'wrong-in-response-to': 'not-asked-for',
  'no-in-response-to': 'not-asked-for',
  'wrong-issuer': 'issuer',
  'wrong-response-issuer': 'issuer',
  'no-session-index': 'no-session',
  'comment-in-name-id': 'unreadable',
  'two-assertions': 'several-assertions',
  'two-assertions-one-signed': 'several-assertions',
  'status-failed': 'cancelled',
  'status-failed-with-assertion': 'cancelled',
  doctype: 'unreadable',
  'deeply-nested': 'unreadable',
  'xsw-1': 'several-assertions',
  'xsw-2': 'several-assertions',
  'xsw-3': 'several-assertions',
  'xsw-4': 'several-assertions',
  'xsw-5': 'several-assertions',
  'xsw-6': 'several-assertions',
  'xsw-7': 'not-encrypted',
  'xsw-8': 'several-assertions',
}

for (const fault of faultNames.filter((name) => name !== 'level-twice')) {
  test(`an answer with the fault ${fault} is refused`, async () => {
    const answered = await read({ fault }, { privateKeys: [ours.privateKey] })
    assert.deepEqual(answered, { refusal: refusals[fault as keyof typeof refusals] })
  })

  test(`with everything open to the eye, the fault ${fault} is refused as well`, async () => {
    const { encryptFor: _, ...open } = wish
    const { samlResponse } = await buildResponse({ ...open, fault })
    assert.ok('refusal' in (await readResponse(samlResponse, { ...expected, privateKeys: [ours.privateKey] })))
  })
}

test('clocks may differ by three minutes, either way, and no more', async () => {
  assert.ok(!('refusal' in (await read({ now: later(2) }))))
  assert.deepEqual(await read({ now: later(4) }), { refusal: 'not-yet-valid' })
  assert.ok(!('refusal' in (await read({}, { now: later(7) }))))
  assert.deepEqual(await read({}, { now: later(8) }), { refusal: 'expired' })
})

test('an answer to another request, from another login, or for another installation is refused', async () => {
  assert.deepEqual(await read({}, { inResponseTo: '_asked0002' }), { refusal: 'not-asked-for' })
  assert.deepEqual(await read({}, { issuer: entityIds.nemLogin }), { refusal: 'issuer' })
  assert.deepEqual(await read({}, { audience: 'https://another.example' }), { refusal: 'audience' })
  assert.deepEqual(await read({}, { recipient: 'https://another.example/acs' }), { refusal: 'destination' })
  assert.deepEqual(await read({}, { certificates: [readKey('nemlog-in-signing').certificate] }), { refusal: 'signature' })
})

test('what stands around an assertion and what it says itself must both answer our request', async () => {
  const around = async (inResponseTo: string, shown: string) => {
    const { xml } = await buildResponse({ ...wish, inResponseTo })
    const other = xml.replace(`InResponseTo="${inResponseTo}"`, `InResponseTo="${shown}"`)
    return readResponse(Buffer.from(other).toString('base64'), expected)
  }
  assert.ok(!('refusal' in (await around(expected.inResponseTo, expected.inResponseTo))))
  assert.deepEqual(await around(expected.inResponseTo, '_asked0002'), { refusal: 'not-asked-for' })
  assert.deepEqual(await around('_asked0002', expected.inResponseTo), { refusal: 'not-asked-for' })
})

test('a login that renews its certificate signs with either, the old and the new', async () => {
  const certificates = [readKey('forger').certificate, readKey('context-handler-signing').certificate]
  for (const signWith of [readKey('forger'), readKey('context-handler-signing')]) {
    assert.ok(!('refusal' in (await read({ signWith }, { certificates }))))
  }
})

test('what is no base64, no XML, no Response or far too long is refused, and throws nothing', async () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64')
  for (const field of [
    '',
    '%',
    base64('hej'),
    base64('<a/>'),
    base64('<a>'.repeat(5000)),
    base64(`<a>${'x'.repeat(300_000)}</a>`),
    base64('<a id="1"><b id="1"/></a>'),
  ]) {
    const told = await readResponse(field, expected)
    assert.ok('refusal' in told)
  }
})
