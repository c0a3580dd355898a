import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { generateServiceProviderMetadata, SAML } from '@node-saml/node-saml'
import { carried, startStandIn, walk } from '../../tests/stand-in-process.ts'
import { readPeople } from './people.ts'
import { faultNames } from './saml/faults.ts'
import { readKey } from './saml/keys.ts'
import { entityIds } from './saml/response.ts'

const program = join(import.meta.dirname, 'main.ts')
const run = (...given: readonly string[]) => spawnSync(process.execPath, [program, ...given], { encoding: 'utf8' })
const redirect = 'http://localhost:3999/auth/callback'

test('it tells what can be asked of it, every fault among it', () => {
  const { status, stdout } = run('--help')
  assert.equal(status, 0)
  for (const name of faultNames) assert.ok(stdout.includes(`  ${name} `), name)
})

for (const [name, given] of Object.entries({
  'nowhere to send people back to': [],
  'an address that others can reach': ['--redirect', redirect, '--host', '0.0.0.0'],
  'a port that is none': ['--redirect', redirect, '--port', 'http'],
  'a fault that is none': ['--redirect', redirect, '--misbehave', 'politely'],
  'attributes that are none': ['--redirect', redirect, '--generation', 'oiosaml-4'],
})) {
  test(`it does not start with ${name}`, () => {
    const { status, stdout, stderr } = run(...given)
    assert.equal(status, 1)
    assert.equal(stdout, '')
    assert.match(stderr, /^Give --redirect/)
  })
}

test('as a program it misbehaves as it was told, and tells its logins by addresses that follow from the first', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'bul-stand-in-'))
  const metadata = join(directory, 'service.xml')
  const key = readKey('service-provider')
  const service = { issuer: 'https://service.example', callbackUrl: 'https://service.example/acs' }
  writeFileSync(
    metadata,
    generateServiceProviderMetadata({
      ...service,
      decryptionPvk: key.privateKey,
      decryptionCert: key.certificate,
      publicCerts: key.certificate,
      privateKey: key.privateKey,
    }),
  )
  try {
    await using standIn = await startStandIn({ redirect, serviceProviders: [metadata], misbehave: 'wrong-audience' })
    const { origin, pathname } = new URL(standIn.issuer)
    assert.equal(pathname, '/auth/realms/broker')
    assert.match(await (await fetch(`${origin}/auth/realms/kommunen/.well-known/openid-configuration`)).text(), /\/auth\/realms\/kommunen"/)
    assert.ok((await (await fetch(`${origin}/nemlog-in/metadata`)).text()).includes(entityIds.nemLogin))

    const saml = new SAML({
      ...service,
      entryPoint: `${origin}/context-handler/sso`,
      idpCert: readKey('context-handler-signing').certificate,
      privateKey: key.privateKey,
      decryptionPvk: key.privateKey,
      signatureAlgorithm: 'sha256',
      wantAuthnResponseSigned: false,
    })
    const walker = walk()
    const { address } = await walker.follow(await saml.getAuthorizeUrlAsync('', undefined, {}))
    const { fields } = await carried(await walker.go(address, { uniid: 'lede0001' }))
    await assert.rejects(saml.validatePostResponseAsync({ ...fields }), /audience mismatch/)
  } finally {
    rmSync(directory, { recursive: true })
  }
})

for (const [name, change, place] of [
  ['a level that is none', { assurance: 'Middling' }, /person 1: assurance must be one of Low, Substantial/],
  ['a login without its UUID', { logins: { nemLogin: { cpr: '0101801111' } } }, /person 1: logins\.nemLogin\.uuid must be a text/],
  [
    'a CVR number of nine digits',
    { logins: { contextHandler: { cvr: '990008811', organisation: 'x', uuid: 'x', privileges: [] } } },
    /person 1: logins\.contextHandler\.cvr must look like/,
  ],
  [
    'a right without a role',
    { logins: { contextHandler: { cvr: '99000881', organisation: 'x', uuid: '00000000-0000-4000-8000-000000000001', privileges: [{}] } } },
    /privileges\[0\]\.role must be a text/,
  ],
] as const) {
  test(`a people file with ${name} says where it is wrong`, () => {
    const directory = mkdtempSync(join(tmpdir(), 'bul-people-'))
    const file = join(directory, 'people.json')
    const person = { uniid: 'test0001', name: 'Test', role: 'teacher', aktoerGruppe: 'Medarbejder', institutionNumbers: [] }
    writeFileSync(file, JSON.stringify([{ ...person, ...change }]))
    assert.throws(() => readPeople(file), place)
    rmSync(directory, { recursive: true })
  })
}
