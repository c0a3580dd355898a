import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  mkdirSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { puncture } from '#database/key-tree.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { keepsTheContract } from '../tests/key-store-contract.ts'
import { keyInEnvironment } from './key-environment.ts'
import { keyFile, makeKeyFile } from './key-file.ts'
import { changeKeys, inventKeys, openKeys, parseKeys, printKeys } from './key-store.ts'

const directory = mkdtempSync(join(tmpdir(), 'bul-keys-'))
after(() => rmSync(directory, { recursive: true, force: true }))
const now = new Date('2026-11-22T12:00:00Z')

let made = 0
function place(): string {
  made += 1
  return join(directory, String(made), 'key')
}

function write(text: string): string {
  const path = place()
  mkdirSync(join(path, '..'))
  writeFileSync(path, text, { mode: 0o600 })
  return path
}

const pathOf = ({ name }: { readonly name: string }) => name.replace('nøglefilen ', '')
keepsTheContract({
  name: 'a file',
  isWritable: true,
  open: async (text) => keyFile(write(text)),
  again: (store) => keyFile(pathOf(store)),
  openEmpty: async () => keyFile(place()),
})
keepsTheContract({ name: 'the environment', isWritable: false, open: async (text) => keyInEnvironment(text) })
keepsTheContract({
  name: 'the environment, in base64',
  isWritable: false,
  open: async (text) => keyInEnvironment(Buffer.from(text).toString('base64')),
})

test('the first format, one line, gives what it always gave', () => {
  const keys = parseKeys(`${'ab'.repeat(32)}\n`, 'nøglefilen')
  assert.deepEqual(keys.root, Buffer.alloc(32, 0xab))
  assert.deepEqual(
    keys.keyEncryptionKeys.map(({ id, tree }) => [id, tree]),
    [['eca35af5', null]],
  )
})

test('keys are read as they were printed, with people taken out of them', () => {
  const fresh = inventKeys(now)
  const [only] = fresh.keyEncryptionKeys
  assert.ok(only?.tree)
  const tree = puncture(only.tree, [{ municipalityId: 881, from: 4_711, until: 4_712 }])
  for (const keys of [fresh, { ...fresh, keyEncryptionKeys: [{ ...only, tree, puncturedAt: now.toISOString() }] }]) {
    assert.deepEqual(parseKeys(printKeys(keys), 'nøglefilen'), keys)
    assert.equal(printKeys(parseKeys(printKeys(keys), 'nøglefilen')), printKeys(keys))
  }
  const perNode = (printKeys({ ...fresh, keyEncryptionKeys: [{ ...only, tree }] }).length - printKeys(fresh).length) / (tree.length - 1)
  assert.ok(perNode < 70, `a node takes ${perNode} bytes`)
})

test('what is no key is refused in one line, and not a byte of it is repeated', () => {
  const fresh = printKeys(inventKeys(now))
  const secret = 'zzhemmelighedzz'
  for (const text of [
    '',
    secret,
    'ab'.repeat(31),
    'AB'.repeat(32),
    '{}',
    `{"${secret}"`,
    fresh.slice(0, -3),
    fresh.replace('"format": 2', '"format": 3'),
    fresh.replace(/"wraps": "k-\w+"/, '"wraps": "k-other"'),
    fresh.replace(/"indexes": "i-\w+"/, '"indexes": "i-other"'),
    fresh.replace('"format": 2', `"format": 2, "${secret}": 1`),
  ]) {
    assert.throws(
      () => parseKeys(text, 'nøglefilen'),
      (error) => error instanceof StartRefusal && /rummer ikke en nøgle/.test(error.message) && !error.message.includes(secret),
      text.slice(0, 40),
    )
  }
})

test('a made file is its owner’s alone, holds a key that is like no other, and is never written over', async () => {
  const [one, other] = [place(), place()]
  await makeKeyFile(one, now)
  await makeKeyFile(other, now)
  assert.equal(statSync(one).mode & 0o777, 0o600)
  assert.notDeepEqual((await openKeys(keyFile(one))).purposeKey('x'), (await openKeys(keyFile(other))).purposeKey('x'))
  await assert.rejects(makeKeyFile(one, now), /overskrevet/)
})

test('a file that others can read, or that is not there, is refused with what to do', async () => {
  const path = write('ab'.repeat(32))
  chmodSync(path, 0o640)
  await assert.rejects(openKeys(keyFile(path)), /kan læses af andre: kør chmod 600/)
  await assert.rejects(openKeys(keyFile(place())), /findes ikke.*boernungeliv key/)
})

test('a changed file is its owner’s alone, leaves nothing beside it, and stays behind its symbolic link', async () => {
  const path = place()
  await makeKeyFile(path, now)
  const link = join(path, '..', 'link')
  symlinkSync(path, link)
  await changeKeys(keyFile(link), (keys) => ({
    ...keys,
    keyEncryptionKeys: keys.keyEncryptionKeys.map((key) => ({ ...key, puncturedAt: now.toISOString() })),
  }))
  assert.match(readFileSync(path, 'utf8'), /"puncturedAt": "2026/)
  assert.equal(statSync(path).mode & 0o777, 0o600)
  assert.deepEqual(readdirSync(join(path, '..')).toSorted(), ['key', 'link'])
})

test('changed by root it goes on belonging to whoever runs the program', { skip: process.getuid?.() !== 0 && 'not root' }, async () => {
  const path = place()
  await makeKeyFile(path, now)
  chownSync(path, 65_534, 65_534)
  await changeKeys(keyFile(path), (keys) => ({ ...keys, indexKeys: keys.indexKeys.map((key) => ({ ...key, madeAt: null })) }))
  assert.match(readFileSync(path, 'utf8'), /"madeAt": null/)
  assert.deepEqual([statSync(path).uid, statSync(path).gid], [65_534, 65_534])
})

test('the lock of a process that was killed is passed over', async () => {
  const path = place()
  await makeKeyFile(path, now)
  mkdirSync(`${path}.lock`)
  writeFileSync(`${path}.new`, 'half a ke')
  utimesSync(`${path}.lock`, new Date(0), new Date(0))
  await changeKeys(keyFile(path), (keys) => ({
    ...keys,
    keyEncryptionKeys: keys.keyEncryptionKeys.map((key) => ({ ...key, puncturedAt: now.toISOString() })),
  }))
  assert.match(readFileSync(path, 'utf8'), /"puncturedAt": "2026/)
})

test('killed in the middle of writing, over and over, the file is always a whole key', { timeout: 60_000 }, async () => {
  const path = place()
  await makeKeyFile(path, now)
  const { root } = parseKeys(readFileSync(path, 'utf8'), 'nøglefilen')
  const writer = fileURLToPath(new URL('../tests/key-writer.ts', import.meta.url))
  for (let round = 0; round < 8; round++) {
    const child = spawn(process.execPath, [writer, path], { stdio: ['ignore', 'pipe', 'inherit'] })
    await new Promise((begun) => child.stdout.once('data', begun))
    await new Promise((later) => setTimeout(later, 5 * round))
    child.kill('SIGKILL')
    await new Promise((done) => child.once('close', done))
    assert.deepEqual(parseKeys(readFileSync(path, 'utf8'), 'nøglefilen').root, root)
    rmSync(`${path}.lock`, { recursive: true, force: true })
  }
})

test('a keyring opened from a store follows what another process writes', async () => {
  const path = place()
  await makeKeyFile(path, now)
  const [mine, others] = [await openKeys(keyFile(path)), keyFile(path)]
  const fresh = inventKeys(now)
  const [next] = fresh.keyEncryptionKeys
  assert.ok(next)
  await changeKeys(others, (keys) => ({ ...keys, keyEncryptionKeys: [...keys.keyEncryptionKeys, next], wraps: next.id }))
  await mine.refresh([next.id])
  assert.equal(mine.id, next.id)
})
