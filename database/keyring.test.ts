import assert from 'node:assert/strict'
import { createCipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { plantTree, puncture } from './key-tree.ts'
import { decrypt, decryptBytes, encrypt, isSame, type Keys, keysOfSecret, openKeyring } from './keyring.ts'

const keyring = openKeyring({ id: 'k1', secret: Buffer.alloc(32, 'one') })
const stranger = openKeyring({ id: 'k1', secret: Buffer.alloc(32, 'two') })
const treeKeys: Keys = {
  ...keysOfSecret({ id: 'k1', secret: Buffer.alloc(32, 'one') }),
  keyEncryptionKeys: [{ id: 'k2', madeAt: null, tree: plantTree(Buffer.alloc(32, 2)), puncturedAt: null }],
  wraps: 'k2',
}
const withTree = openKeyring(treeKeys)
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

test("a person's key is wrapped for that person: another row, another leaf, another installation's key, an altered byte do not unwrap", () => {
  for (const keys of [keyring, withTree]) {
    const { key: made, ...stored } = keys.newDataKey(881, 7, '881|person-1')
    assert.equal(made.byteLength, 32)
    assert.deepEqual(keys.unwrap(881, stored, '881|person-1'), made)
    assert.throws(() => keys.unwrap(881, stored, '881|person-2'), /authenticate/)
    assert.throws(() => keys.unwrap(881, stored, '882|person-1'), /authenticate/)
    const altered = Buffer.from(stored.wrapped)
    altered[30] = (altered[30] ?? 0) ^ 1
    assert.throws(() => keys.unwrap(881, { ...stored, wrapped: altered }, '881|person-1'), /authenticate/)
    for (let bytes = 0; bytes < stored.wrapped.byteLength; bytes++)
      assert.throws(() => keys.unwrap(881, { ...stored, wrapped: stored.wrapped.subarray(0, bytes) }, '881|person-1'))
  }
  const { key: _, ...stored } = keyring.newDataKey(881, 7, '881|person-1')
  assert.throws(() => stranger.unwrap(881, stored, '881|person-1'), /authenticate/)
  assert.throws(() => openKeyring({ id: 'k2', secret: Buffer.alloc(32, 'one') }).unwrap(881, stored, '881|person-1'), /wrapped by k1/)
  assert.throws(
    () => openKeyring({ id: 'k2', secret: Buffer.alloc(32, 'one') }).unwrap(881, { ...stored, keyEncryptionKey: 'k2' }, '881|person-1'),
    /authenticate/,
  )
})

test('a wrapped key moved to another leaf or another municipality does not unwrap', () => {
  const { key: _, ...stored } = withTree.newDataKey(881, 7, '881|person-1')
  assert.throws(() => withTree.unwrap(881, { ...stored, leaf: 8 }, '881|person-1'), /authenticate/)
  assert.throws(() => withTree.unwrap(882, stored, '881|person-1'), /authenticate/)
  assert.throws(() => withTree.unwrap(881, { ...stored, leaf: null }, '881|person-1'), /without a place/)
})

test('two people who swap rows become unreadable, both of them', () => {
  const people = ['881|person-1', '881|person-2'].map((owner, leaf) => ({ owner, ...withTree.newDataKey(881, leaf, owner) }))
  const [one, two] = people
  assert.ok(one && two)
  assert.notDeepEqual(one.key, two.key)
  assert.throws(() => withTree.unwrap(881, one, two.owner), /authenticate/)
  assert.throws(() => withTree.unwrap(881, two, one.owner), /authenticate/)
})

test('the wrapped key says nothing of the key', () => {
  const { key: made, wrapped } = withTree.newDataKey(881, 7, '881|person-1')
  assert.ok(!hex(wrapped).includes(hex(made).slice(0, 16)))
})

test('whoever is taken out of the tree is shredded, and their neighbours are not', () => {
  const {
    keyEncryptionKeys: [only],
  } = treeKeys
  assert.ok(only?.tree)
  const people = Array.from({ length: 20 }, (_, leaf) => withTree.newDataKey(881, leaf, `881|${leaf}`))
  const tree = puncture(only.tree, [{ municipalityId: 881, from: 7, until: 8 }])
  const after = openKeyring({ ...treeKeys, keyEncryptionKeys: [{ ...only, tree }] })
  for (const [leaf, { key, ...stored }] of people.entries())
    assert.deepEqual(after.unwrap(881, stored, `881|${leaf}`), leaf === 7 ? undefined : key, `leaf ${leaf}`)
  assert.throws(() => after.newDataKey(881, 7, 'somebody new'), /given out again/)
})

test('a keyring takes over what is changed in the store: at once when it meets a key it does not know, else after a second', async () => {
  let stored = treeKeys
  const looks: Keys[] = []
  const following = openKeyring(treeKeys, async () => (looks.push(stored), stored))
  const fresh = { id: 'k3', madeAt: null, tree: plantTree(Buffer.alloc(32, 3)), puncturedAt: null }
  stored = { ...treeKeys, keyEncryptionKeys: [...treeKeys.keyEncryptionKeys, fresh], wraps: 'k3' }
  await following.refresh()
  assert.deepEqual([following.id, looks.length], ['k2', 0], 'nothing asks for it yet')
  await Promise.all([following.refresh(['k3']), following.refresh(['k3'])])
  assert.deepEqual([following.id, looks.length], ['k3', 1])
  await following.refresh(['never'])
  assert.equal(following.id, 'k3')
  const { key, ...wrapped } = following.newDataKey(881, 1, 'x')
  assert.equal(wrapped.keyEncryptionKey, 'k3')
  assert.deepEqual(following.unwrap(881, wrapped, 'x'), key)
  stored = { ...stored, root: Buffer.alloc(32, 'somebody else') }
  await following.refresh(['k4'])
  assert.deepEqual(following.purposeKey('x'), openKeyring(treeKeys).purposeKey('x'), "another installation's keys are not taken over")
})

test('a store that cannot be read just now is no reason to stop', async () => {
  const following = openKeyring(treeKeys, () => Promise.reject(new Error('gone')))
  await following.refresh(['k9'])
  assert.equal(following.id, 'k2')
})

test('look-up values are stored sealed: equal ones alike, under each index key and in each municipality another', () => {
  const [i1, i2] = [Buffer.alloc(32, 'i1'), Buffer.alloc(32, 'i2')]
  const keys = openKeyring({
    ...treeKeys,
    indexKeys: [...treeKeys.indexKeys, { id: 'i1', madeAt: null, secret: i1 }, { id: 'i2', madeAt: null, secret: i2 }],
    indexes: 'i2',
  })
  const index = keys.blindIndex(881, 'cpr', '0101151234')
  const sealed = ['first', 'i1', 'i2'].map((id) => keys.sealIndex(id, 881, index))
  assert.deepEqual(sealed[0], index, 'the first adds nothing: what was stored before there were index keys stays valid')
  assert.equal(new Set([...sealed, keys.sealIndex('i2', 882, index)].map(hex)).size, 4)
  for (const [place, id] of ['first', 'i1', 'i2'].entries()) {
    assert.deepEqual(keys.sealIndex(id, 881, index), sealed[place], 'the same each time')
    assert.deepEqual(keys.openIndex(id, 881, sealed[place] ?? index), index)
  }
  assert.deepEqual(keys.sealedIndexes(881, index), sealed.toReversed(), 'the newest first')
  assert.throws(() => keys.sealIndex('i3', 881, index), /sealed by i3/)
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
