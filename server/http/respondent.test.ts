import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openKeyring } from '#database/keyring.ts'
import { testKeyring } from '../../tests/test-database.ts'
import { findRespondent, respondentToken } from './respondent.ts'

const someone = { track: 'statistics', municipalityId: 881, slipHmac: Buffer.alloc(32, 7), items: 30, generation: 7 } as const
const bearer = (token: string) => `Bearer ${token}`

test('a token says which slip it is for, in which municipality, and how long its draft is', () => {
  const given = fc.record({
    track: fc.constantFrom(...(['statistics', 'health', 'assessment'] as const)),
    municipalityId: fc.integer({ min: 0, max: 899 }),
    items: fc.integer({ min: 1, max: 500 }),
    generation: fc.nat(),
    slipHmac: fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes)),
  })
  fc.assert(
    fc.property(given, (holder) =>
      assert.deepEqual(findRespondent(testKeyring, bearer(respondentToken(testKeyring, holder)), holder.track), {
        ...holder,
        role: 'respondent',
        draftHmac: holder.slipHmac,
        // Where rows are about a named child, the slip is all that its holder reaches.
        ...(holder.track === 'statistics' ? {} : { reach: holder.slipHmac.toString('hex') }),
      }),
    ),
  )
})

test('of somebody who came by a link of their own it also says what their draft is kept under, and that is in their reach', () => {
  const own = Buffer.alloc(32, 9)
  const found = findRespondent(testKeyring, bearer(respondentToken(testKeyring, { ...someone, track: 'health', own })), 'health')
  assert.deepEqual(found, {
    ...someone,
    track: 'health',
    role: 'respondent',
    draftHmac: own,
    reach: `${someone.slipHmac.toString('hex')},${own.toString('hex')}`,
  })
})

test('one altered bit, and it is no token', () => {
  const token = Buffer.from(respondentToken(testKeyring, someone), 'base64url')
  for (let bit = 0; bit < token.byteLength * 8; bit++) {
    const altered = Buffer.from(token)
    altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7))
    assert.equal(findRespondent(testKeyring, bearer(altered.toString('base64url')), 'statistics'), undefined, `bit ${bit}`)
  }
})

test('a token of another installation, or of another purpose of this one, is no token', () => {
  const stranger = openKeyring({ id: 'test', secret: Buffer.alloc(32, 'another') })
  assert.equal(findRespondent(testKeyring, bearer(respondentToken(stranger, someone)), 'statistics'), undefined)
  const payload = Buffer.from(respondentToken(testKeyring, someone), 'base64url').subarray(0, 41)
  assert.equal(
    findRespondent(testKeyring, bearer(Buffer.concat([payload, testKeyring.seal('login', payload)]).toString('base64url')), 'statistics'),
    undefined,
  )
})

test('whatever else stands in the header is no token', () => {
  const token = respondentToken(testKeyring, someone)
  for (const header of [
    undefined,
    '',
    'Bearer',
    'Bearer ',
    token,
    `bearer ${token}`,
    `Basic ${token}`,
    `Bearer ${token}${token}`,
    `Bearer ${token.slice(1)}`,
  ])
    assert.equal(findRespondent(testKeyring, header, 'statistics'), undefined, header)
  fc.assert(fc.property(fc.string(), (header) => assert.equal(findRespondent(testKeyring, `Bearer ${header}`, 'statistics'), undefined)))
})

test('the token does not show the slip, and not the pupil', () => {
  const slip = 'ABCDEF'
  const token = respondentToken(testKeyring, { ...someone, slipHmac: testKeyring.slipHmac(881, 's1', 'c1', slip) })
  assert.ok(!Buffer.from(token, 'base64url').toString('latin1').includes(slip))
})

test('a token of one track is worth nothing in another', () => {
  for (const track of ['statistics', 'health', 'assessment'] as const) {
    const bearing = bearer(respondentToken(testKeyring, { ...someone, track }))
    for (const other of ['statistics', 'health', 'assessment'] as const)
      assert.equal(findRespondent(testKeyring, bearing, other)?.track, other === track ? track : undefined)
  }
})
