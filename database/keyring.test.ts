import assert from 'node:assert/strict'
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { decrypt, decryptBytes, encrypt, isSame, openKeyring } from './keyring.ts'

const keyring = openKeyring({ id: 'k1', secret: Buffer.alloc(32, 'one') })
const stranger = openKeyring({ id: 'k1', secret: Buffer.alloc(32, 'two') })
const key = Buffer.alloc(32, 7)
const row = 'identity.person|881|row-1|name'
const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test('what is sealed opens again, whatever it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) =>
      assert.equal(decrypt(key, encrypt(key, text, context), context), Buffer.from(text).toString('utf8')),
    ),
  )
  fc.assert(fc.property(fc.uint8Array(), (bytes) => assert.deepEqual(decryptBytes(key, encrypt(key, bytes, row), row), Buffer.from(bytes))))
})

test('the same name sealed twice is two different texts, so that equal rows do not show', () => {
  const sealed = new Set(Array.from({ length: 1_000 }, () => hex(encrypt(key, 'Alma Ærø', row))))
  assert.equal(sealed.size, 1_000)
  const ivs = new Set([...sealed].map((text) => text.slice(0, 24)))
  assert.equal(ivs.size, 1_000)
})

test('a ciphertext moved to another row, field or municipality does not open', () => {
  const sealed = encrypt(key, 'Alma Ærø', row)
  for (const elsewhere of ['identity.person|881|row-2|name', 'identity.person|881|row-1|cpr', 'identity.person|882|row-1|name', '']) {
    assert.throws(() => decrypt(key, sealed, elsewhere), /authenticate/, elsewhere)
  }
})

test('a ciphertext does not open with another key', () => {
  assert.throws(() => decrypt(Buffer.alloc(32, 8), encrypt(key, 'Alma Ærø', row), row), /authenticate/)
})

test('one altered bit anywhere - initial vector, tag, text - and it does not open', () => {
  const sealed = encrypt(key, 'Alma Ærø', row)
  for (let at = 0; at < sealed.byteLength * 8; at++) {
    const altered = Buffer.from(sealed)
    altered[at >> 3] = (altered[at >> 3] ?? 0) ^ (1 << (at & 7))
    assert.throws(() => decrypt(key, altered, row), /authenticate/, `bit ${at}`)
  }
})

test('cut off, or with something added, it does not open', () => {
  const sealed = encrypt(key, 'Alma Ærø', row)
  for (let bytes = 0; bytes < sealed.byteLength; bytes++) assert.throws(() => decrypt(key, sealed.subarray(0, bytes), row))
  assert.throws(() => decrypt(key, Buffer.concat([sealed, Buffer.alloc(1)]), row), /authenticate/)
})

test('a tag of four bytes, which a guesser would hit, is refused also when it is the right one', () => {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, iv, { authTagLength: 4 })
  cipher.setAAD(Buffer.from(row))
  cipher.final()
  const shortTag = cipher.getAuthTag()
  assert.equal(shortTag.byteLength, 4)
  assert.throws(() => decrypt(key, Buffer.concat([iv, shortTag]), row))
})

test("a person's key is wrapped for that person: another row, another installation's key, an altered byte do not unwrap", () => {
  const { key: made, wrapped } = keyring.newDataKey('881|person-1')
  assert.equal(made.byteLength, 32)
  assert.deepEqual(keyring.unwrap(wrapped, '881|person-1'), made)
  assert.throws(() => keyring.unwrap(wrapped, '881|person-2'), /authenticate/)
  assert.throws(() => keyring.unwrap(wrapped, '882|person-1'), /authenticate/)
  assert.throws(() => stranger.unwrap(wrapped, '881|person-1'), /authenticate/)
  assert.throws(() => openKeyring({ id: 'k2', secret: Buffer.alloc(32, 'one') }).unwrap(wrapped, '881|person-1'), /authenticate/)
  const altered = Buffer.from(wrapped)
  altered[30] = (altered[30] ?? 0) ^ 1
  assert.throws(() => keyring.unwrap(altered, '881|person-1'), /authenticate/)
})

test('two people who swap rows become unreadable, both of them', () => {
  const people = ['881|person-1', '881|person-2'].map((owner) => ({ owner, ...keyring.newDataKey(owner) }))
  const [one, two] = people
  assert.ok(one && two)
  assert.notDeepEqual(one.key, two.key)
  assert.throws(() => keyring.unwrap(one.wrapped, two.owner), /authenticate/)
  assert.throws(() => keyring.unwrap(two.wrapped, one.owner), /authenticate/)
})

test('the wrapped key says nothing of the key', () => {
  const { key: made, wrapped } = keyring.newDataKey('881|person-1')
  assert.ok(!hex(wrapped).includes(hex(made).slice(0, 16)))
})

test("a CPR number is looked up under the municipality's own key: the neighbour's index of the same child is another", () => {
  const cpr = '0101151234'
  assert.deepEqual(keyring.blindIndex(881, 'cpr', cpr), keyring.blindIndex(881, 'cpr', cpr))
  assert.notDeepEqual(keyring.blindIndex(881, 'cpr', cpr), keyring.blindIndex(882, 'cpr', cpr))
  assert.notDeepEqual(keyring.blindIndex(881, 'cpr', cpr), keyring.blindIndex(881, 'subject', cpr))
  assert.notDeepEqual(keyring.blindIndex(881, 'cpr', cpr), keyring.blindIndex(881, 'cpr', '0101151235'))
  assert.notDeepEqual(keyring.blindIndex(881, 'cpr', cpr), stranger.blindIndex(881, 'cpr', cpr))
})

test('the index is no plain hash, which could be tried for every number there is', () => {
  const cpr = '0101151234'
  const index = hex(keyring.blindIndex(881, 'cpr', cpr))
  for (const guess of [cpr, `881|cpr|${cpr}`, `881${cpr}`, `cpr|${cpr}`]) {
    assert.notEqual(index, hex(createHash('sha256').update(guess).digest()))
    for (const known of ['', 'boernungeliv', '881', 'cpr']) assert.notEqual(index, hex(createHmac('sha256', known).update(guess).digest()))
  }
})

test('a slip is the same each time it is printed, and each pupil, survey, municipality and turn has another', () => {
  const slip = (municipalityId = 881, surveyId = 's1', pupilId = 'p1', turn = 0, keys = keyring) =>
    hex(keys.slipSymbols(municipalityId, surveyId, pupilId, turn))
  assert.equal(slip(), slip())
  assert.equal(
    slip(),
    hex(openKeyring({ id: 'renamed', secret: Buffer.alloc(32, 'one') }).slipSymbols(881, 's1', 'p1', 0)),
    "the key's name does not matter",
  )
  const all = [slip(), slip(882), slip(881, 's2'), slip(881, 's1', 'p2'), slip(881, 's1', 'p1', 1), slip(881, 's1', 'p1', 0, stranger)]
  assert.equal(new Set(all).size, all.length)
})

test('slips do not change from one version of the program to the next: printed ones would die', () => {
  assert.equal(hex(keyring.slipSymbols(881, 's1', 'p1', 0)).slice(0, 24), '48f2f2afa69769be60fc649e')
  assert.equal(hex(keyring.slipHmac(881, 's1', 'c1', 'ABCDEF')).slice(0, 24), 'dc4231f0e269d6392e29ccec')
})

test('what is stored of a slip is another in each class, survey and municipality, so that a slip opens one door', () => {
  const all = [
    keyring.slipHmac(881, 's1', 'c1', 'ABCDEF'),
    keyring.slipHmac(882, 's1', 'c1', 'ABCDEF'),
    keyring.slipHmac(881, 's2', 'c1', 'ABCDEF'),
    keyring.slipHmac(881, 's1', 'c2', 'ABCDEF'),
    keyring.slipHmac(881, 's1', 'c1', 'ABCDEG'),
    stranger.slipHmac(881, 's1', 'c1', 'ABCDEF'),
  ].map(hex)
  assert.equal(new Set(all).size, all.length)
})

test('no key serves two purposes', () => {
  const keys = [
    keyring.purposeKey('login'),
    keyring.purposeKey('response-token'),
    keyring.blindIndex(881, 'login', ''),
    Buffer.from(keyring.loginPassword('bul_staff'), 'base64url'),
    Buffer.from(keyring.loginPassword('bul_report'), 'base64url'),
    stranger.purposeKey('login'),
  ].map(hex)
  assert.equal(new Set(keys).size, keys.length)
  assert.notDeepEqual(keyring.seal('one', Buffer.from('x')), keyring.seal('other', Buffer.from('x')))
  assert.equal(keyring.seal('one', Buffer.from('x')).byteLength, 16)
})

test('a key file that does not hold 32 bytes opens nothing', () => {
  for (const bytes of [0, 16, 31, 33, 64]) assert.throws(() => openKeyring({ id: 'k1', secret: Buffer.alloc(bytes) }), /32 bytes/)
})

test('two MACs are the same only whole', () => {
  const mac = keyring.seal('one', Buffer.from('x'))
  assert.equal(isSame(mac, Buffer.from(mac)), true)
  assert.equal(isSame(mac, mac.subarray(0, 15)), false)
  assert.equal(isSame(mac, keyring.seal('one', Buffer.from('y'))), false)
  assert.equal(isSame(Buffer.alloc(0), mac), false)
})
