import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { readKey } from '../stand-ins/stil/keys.ts'
import { readStilConnection } from './stil-connection.ts'

const folder = mkdtempSync(join(tmpdir(), 'stil-'))
after(() => rmSync(folder, { recursive: true }))
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const client = readKey('client')
const given = {
  STIL_ADDRESS: 'http://127.0.0.1:4131/wsieksport/ws',
  STIL_PROVIDER: 'AB000881',
  STIL_CERTIFICATE: file('client.pem', client.certificate),
  STIL_KEY: file('client.key', client.key),
  STIL_SIGNER: file('signers.pem', readKey('signer').certificate + readKey('forger').certificate),
}
const read = (change: Readonly<Record<string, string | undefined>> = {}, isDemo = true) =>
  readStilConnection({ ...given, ...change }, { isDemo })

test('an installation that says nothing of STIL asks nobody', () => {
  assert.equal(readStilConnection({}, { isDemo: false }), undefined)
})

test('a demonstration may ask a stand-in on this machine, and takes every certificate it is given', () => {
  const connection = read()
  assert.equal(connection?.address, given.STIL_ADDRESS)
  assert.equal(connection?.signers.length, 2)
})

test('what is missing or wrong stops the start by its name', () => {
  assert.throws(() => read({ STIL_PROVIDER: undefined }), /STIL_PROVIDER/)
  assert.throws(() => read({ STIL_KEY: file('other.key', readKey('signer').key) }), /STIL_KEY/)
  assert.throws(() => read({ STIL_SIGNER: file('none.pem', 'nothing') }), /STIL_SIGNER/)
  assert.throws(() => read({ STIL_CERTIFICATE: join(folder, 'not-there') }), /STIL_CERTIFICATE/)
  for (const address of ['http://stil.example/ws', 'ftp://127.0.0.1:1/', 'http://10.0.0.1:80/ws', 'nonsense']) {
    assert.throws(() => read({ STIL_ADDRESS: address }), /STIL_ADDRESS/, address)
  }
})

test('in production nothing published is trusted, and nothing is sent unencrypted', () => {
  const refused = (change: Readonly<Record<string, string>>) => {
    try {
      read(change, false)
    } catch (error) {
      return error instanceof Error ? error.message : ''
    }
    return ''
  }
  assert.match(refused({}), /STIL_ADDRESS/)
  assert.match(refused({ STIL_ADDRESS: 'https://stil.example/ws' }), /STIL_CERTIFICATE.*STIL_SIGNER/)
})
