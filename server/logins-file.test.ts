/** The file of logins: what is read of it, and every fault named with its place, in both languages, without a secret. */
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { StartRefusal } from '#database/start-refusal.ts'
import { readKey } from '../stand-ins/identity-provider/saml/keys.ts'
import { writeMetadata } from '../stand-ins/identity-provider/saml/metadata.ts'
import { readConfig } from './config.ts'
import { issuerOfRoster, type Login } from './http/login.ts'
import { prepareLogins } from './http/logins-at-start.ts'
import { readLogins } from './logins-file.ts'

const folder = mkdtempSync(join(tmpdir(), 'bul-logins-'))
after(() => rmSync(folder, { recursive: true }))

const origin = 'https://boernungeliv.example'
const secret = 'saa-hemmelig-at-den-aldrig-staar-noget-sted'
const login = { entityId: 'https://saml.example', singleSignOn: 'https://saml.example/sso', singleLogout: 'https://saml.example/slo' }
const metadataWith = (change: object) =>
  writeMetadata({ ...login, nameIdFormat: 'x', signing: readKey('forger'), encryption: readKey('forger'), ...change })

writeFileSync(join(folder, 'key.pem'), readKey('service-provider').privateKey)
writeFileSync(join(folder, 'certificate.pem'), readKey('service-provider').certificate)
writeFileSync(join(folder, 'other.pem'), readKey('forger').certificate)
writeFileSync(join(folder, 'secret'), `${secret}\n`)
writeFileSync(join(folder, 'metadata.xml'), metadataWith({}))
writeFileSync(join(folder, 'elsewhere.xml'), metadataWith({ singleSignOn: 'https://evil.example/sso' }))

const pair = { key: { file: 'key.pem' }, certificate: { file: 'certificate.pem' } }
const uni = { kind: 'uni-login', id: 'uni', issuer: 'https://uni.example', clientId: 'bul', clientSecret: { file: 'secret' } }
const own = {
  kind: 'oidc',
  id: 'kommunen',
  label: { da: 'Kommunens login', en: 'The municipality’s sign-in' },
  issuer: 'https://own.example',
  clientId: 'bul',
  clientSecret: { variable: 'OWN_SECRET' },
  claims: {
    id: 'employee',
    assurance: { claim: 'acr', levels: { two: 'substantial' } },
    roles: { claim: 'groups', names: { leder: 'institutionLeader' } },
  },
}
const handler = {
  kind: 'context-handler',
  id: 'kombit',
  issuer: 'https://saml.example',
  metadata: { file: 'metadata.xml' },
  signing: pair,
  encryption: [pair],
  roles: 'https://boernungeliv.example/',
}
const hosts = ['uni.example', 'own.example', 'saml.example']

function read(content: unknown, environment: Readonly<Record<string, string>> = { OWN_SECRET: secret }): readonly Login[] {
  const file = join(folder, 'logins.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readLogins(file, { origin, environment })
}

test('a file of three logins is read, with secrets from where it says they are', () => {
  const [first, second, third] = read({ hosts, logins: [uni, own, handler] })
  assert.ok(first?.kind === 'uni-login' && first.clientSecret === secret)
  assert.ok(second?.kind === 'oidc' && second.clientSecret === secret && second.scope === 'openid')
  assert.deepEqual([second.claims.levels.get('two'), second.claims.roles?.names.get('leder')], ['substantial', 'institutionLeader'])
  assert.ok(third?.kind === 'context-handler')
  assert.equal(third.entityId, 'https://boernungeliv.example/auth/saml/kombit')
  assert.equal(third.roles, 'https://boernungeliv.example')
  assert.equal(third.metadata?.signOut?.request, 'https://saml.example/slo')
})

for (const [name, change, where, danish] of [
  ['no JSON', '{', '', /er der ikke, eller er ikke JSON/],
  ['no logins', { hosts, logins: [] }, /logins/, /logins/],
  ['a kind we do not speak', { hosts, logins: [{ ...uni, kind: 'ldap' }] }, /logins\.0\.kind/, /logins\.0\.kind/],
  [
    'a secret in the file itself',
    { hosts, logins: [{ ...uni, clientSecret: secret }] },
    /logins\.0\.clientSecret/,
    /logins\.0\.clientSecret/,
  ],
  [
    'a key in the file itself',
    { hosts, logins: [{ ...handler, signing: { key: secret, certificate: { file: 'certificate.pem' } } }] },
    /logins\.0\.signing\.key/,
    /signing\.key/,
  ],
  ['a word too many', { hosts, logins: [{ ...uni, clientsecret: 'x' }] }, /logins\.0/, /logins\.0/],
  [
    'a host that is not allowed',
    { hosts: ['own.example'], logins: [uni] },
    /logins\.0\.issuer: uni\.example is not among/,
    /ikke blandt de tilladte/,
  ],
  [
    'metadata that leads elsewhere',
    { hosts, logins: [{ ...handler, metadata: { file: 'elsewhere.xml' } }] },
    /logins\.0\.metadata: evil\.example/,
    /evil\.example/,
  ],
  [
    'metadata of another login',
    { hosts, logins: [{ ...handler, issuer: 'https://own.example' }] },
    /logins\.0\.metadata.*no-such-login/,
    /kan ikke bruges/,
  ],
  [
    'a key that is not the certificate’s',
    { hosts, logins: [{ ...handler, signing: { ...pair, certificate: { file: 'other.pem' } } }] },
    /logins\.0\.signing/,
    /hører ikke sammen/,
  ],
  [
    'a file that is not there',
    { hosts, logins: [{ ...uni, clientSecret: { file: 'nowhere' } }] },
    /logins\.0\.clientSecret.*nowhere/,
    /nowhere kan ikke læses/,
  ],
  [
    'a variable that is not set',
    { hosts, logins: [{ ...own, clientSecret: { variable: 'NOT_SET' } }] },
    /logins\.0\.clientSecret.*NOT_SET/,
    /NOT_SET er ikke sat/,
  ],
  ['one name twice', { hosts, logins: [uni, { ...own, id: 'uni' }] }, /logins\.1\.id: uni/, /uni er brugt to gange/],
  ['one issuer twice', { hosts, logins: [uni, { ...own, issuer: uni.issuer }] }, /logins\.1\.issuer/, /udstederen er der to gange/],
] as const) {
  test(`${name} stops the start, and says where`, () => {
    assert.throws(
      () => read(change),
      (error) => {
        assert.ok(error instanceof StartRefusal)
        const both = `${error.message}\n${JSON.stringify(error)}`
        assert.match(both, danish)
        if (where !== '') assert.match(both, where)
        assert.ok(!both.includes(secret))
        return true
      },
    )
  })
}

test('in production, the demonstration’s keys and the stand-in’s certificates stop the start', async () => {
  const saml = { ...handler, signing: pair }
  await assert.rejects(prepareLogins(read({ hosts, logins: [saml] }), { isDemo: false }), /demonstrationens nøgle/)
  assert.equal((await prepareLogins(read({ hosts, logins: [saml] }), { isDemo: true })).length, 1)
})

test('metadata at an address is fetched at start, over https, from an allowed host, and a login without it does not start', async () => {
  const saml = { ...handler, metadata: { address: 'https://saml.example/metadata' } }
  const logins = read({ hosts, logins: [saml] })
  const answer = (document: string) => async () => new Response(document)
  const [prepared] = await prepareLogins(logins, { isDemo: true, ask: answer(metadataWith({})) })
  assert.ok(prepared?.kind === 'context-handler' && prepared.metadata?.signIn === 'https://saml.example/sso')
  await assert.rejects(prepareLogins(logins, { isDemo: true, ask: answer('<a/>') }), /kan ikke hentes eller læses/)
  const silent = async () => {
    throw new TypeError('fetch failed')
  }
  await assert.rejects(prepareLogins(logins, { isDemo: true, ask: silent, tries: 1 }), /intet svar/)
  assert.throws(() => read({ hosts, logins: [{ ...saml, metadata: { address: 'https://evil.example/metadata' } }] }), /evil\.example/)
})

test('a certificate that is to replace another is taken from the day it is published', async () => {
  const both = metadataWith({}).replace(/(<md:KeyDescriptor use="signing">.*?<\/md:KeyDescriptor>)/, `$1$1`)
  writeFileSync(join(folder, 'two.xml'), both)
  const [prepared] = read({ hosts, logins: [{ ...handler, metadata: { file: 'two.xml' } }] })
  assert.ok(prepared?.kind === 'context-handler')
  assert.equal(prepared.metadata?.certificates.length, 2)
})

test('a roster’s UUID belongs to Context Handler, anything else to UNI-Login', () => {
  const logins = read({ hosts, logins: [uni, own, handler] })
  assert.equal(issuerOfRoster(logins, '0f7e2a3c-1111-4222-8333-444455556666'), 'https://saml.example')
  assert.equal(issuerOfRoster(logins, 'anne1001'), 'https://uni.example')
  assert.equal(issuerOfRoster(read({ hosts, logins: [own] }), '0f7e2a3c-1111-4222-8333-444455556666'), 'https://own.example')
})

test('an installation names one UNI-Login by variables, or a file of logins, and not both', () => {
  const base = { ORIGIN: origin, DATABASE_URL: 'postgresql://db/x', KEY_FILE: '/k' }
  const one = { OIDC_ISSUER: 'https://uni.example', OIDC_CLIENT_ID: 'bul', OIDC_CLIENT_SECRET: secret }
  const config = readConfig({ isDemo: false }, { ...base, ...one })
  assert.deepEqual(
    config.logins?.map(({ kind, id }) => [kind, id]),
    [['uni-login', 'uni-login']],
  )
  read({ hosts, logins: [uni, handler] })
  const several = { LOGINS_FILE: join(folder, 'logins.json') }
  assert.equal(readConfig({ isDemo: false }, { ...base, ...several }).logins?.length, 2)
  assert.throws(() => readConfig({ isDemo: false }, { ...base, ...several, ...one }), /OIDC_ISSUER/)
  assert.deepEqual(readConfig({ isDemo: false }, { ...base, ...one, PROXY: '10.0.0.1, fd00::/8' }).proxies, ['10.0.0.1', 'fd00::/8'])
  assert.throws(() => readConfig({ isDemo: false }, { ...base, ...one, PROXY: 'alle' }), /PROXY er forkert/)
  assert.throws(() => readConfig({ isDemo: false }, base), /OIDC_ISSUER mangler.*LOGINS_FILE/)
})
