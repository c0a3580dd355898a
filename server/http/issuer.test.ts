import assert from 'node:assert/strict'
import { createPrivateKey, type JsonWebKey, sign } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { readKey } from '../../stand-ins/identity-provider/saml/keys.ts'
import { type Ask, assertIssuer, connectProvider } from './identity-provider.ts'
import { isPublished, refuseIssuer, refuseMetadata } from './issuer.ts'
import { uniLogin } from './login.ts'

const published: Record<string, unknown> = JSON.parse(
  readFileSync(new URL('../../stand-ins/identity-provider/published-key.json', import.meta.url), 'utf8'),
)
const { kid, kty, n, e, use, alg } = published
const standInKeys = { keys: [{ kid, kty, n, e, use, alg }] }
const decentKeys = { keys: [{ ...standInKeys.keys[0], n: `${String(n).slice(0, -2)}AA` }] }
const issuer = 'https://broker.unilogin.dk/auth/realms/broker'
const redirect = 'https://boernungeliv.example/auth/callback'
const provider = uniLogin({ issuer, clientId: 'boernungeliv', clientSecret: 'secret' })

for (const [address, refusal] of Object.entries({
  'http://broker.unilogin.dk': 'issuer-not-https',
  'http://localhost:3001': 'issuer-not-https',
  'https://localhost': 'issuer-is-loopback',
  'https://localhost.': 'issuer-is-loopback',
  'https://idp.localhost:8443': 'issuer-is-loopback',
  'https://127.0.0.1/auth': 'issuer-is-loopback',
  'https://127.9.9.9': 'issuer-is-loopback',
  'https://2130706433': 'issuer-is-loopback',
  'https://0x7f.1': 'issuer-is-loopback',
  'https://0.0.0.0': 'issuer-is-loopback',
  'https://[::1]': 'issuer-is-loopback',
  'https://[::]': 'issuer-is-loopback',
  'https://[::ffff:127.0.0.1]': 'issuer-is-loopback',
  unilogin: 'issuer-not-an-address',
})) {
  test(`production refuses ${address}`, () => {
    assert.equal(refuseIssuer({ issuer: address, isDemo: false }), refusal)
  })
}

test('production takes an issuer with a decent address and keys of its own', () => {
  assert.equal(refuseIssuer({ issuer, isDemo: false }), undefined)
  assert.equal(refuseIssuer({ issuer, isDemo: false }, decentKeys), undefined)
  assert.equal(refuseIssuer({ issuer, isDemo: false }, { keys: 'none' }), undefined)
})

test('production refuses the stand-in behind any address, by its published key', () => {
  assert.equal(refuseIssuer({ issuer, isDemo: false }, standInKeys), 'issuer-is-stand-in')
  assert.equal(
    refuseIssuer({ issuer, isDemo: false }, { keys: [decentKeys.keys[0], { ...standInKeys.keys[0], kid: 'another name', alg: 'PS256' }] }),
    'issuer-is-stand-in',
  )
})

test('a demonstration takes the stand-in', () => {
  assert.equal(refuseIssuer({ issuer: 'http://127.0.0.1:3001', isDemo: true }, standInKeys), undefined)
  assert.equal(refuseIssuer({ issuer: 'nothing', isDemo: true }), 'issuer-not-an-address')
})

/** An issuer on the network, as far as whoever asks can tell. */
function issuerWith(keys: () => object, token: object = {}): Ask {
  const metadata = {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/certs`,
    id_token_signing_alg_values_supported: ['RS256'],
  }
  return async (address) => Response.json(address.endsWith('/certs') ? keys() : address.endsWith('/token') ? token : metadata)
}

test('an installation does not start with the stand-in behind a decent address', async () => {
  await assert.rejects(
    assertIssuer(
      provider,
      false,
      issuerWith(() => standInKeys),
    ),
    /kun er til demonstration/,
  )
  await assertIssuer(
    provider,
    false,
    issuerWith(() => decentKeys),
  )
})

test('an installation does not start with an issuer on the machine itself', async () => {
  await assert.rejects(assertIssuer({ ...provider, issuer: 'http://127.0.0.1:3001' }, false), /skal begynde med https/)
  await assertIssuer({ ...provider, issuer: 'http://127.0.0.1:3001' }, true)
})

test('an issuer that does not answer is no reason not to start', async () => {
  await assertIssuer(provider, false, async () => {
    throw new TypeError('fetch failed')
  })
})

test('nobody is sent to an issuer with the stand-in’s key; once it has its own, they are', async () => {
  let keys: object = standInKeys
  const connected = connectProvider(provider, { isDemo: false, redirect, ask: issuerWith(() => keys) })
  assert.equal(await connected.depart(), undefined)
  keys = decentKeys
  const departure = await connected.depart()
  assert.ok(departure?.address.startsWith(`${issuer}/auth?`))
})

test('an issuer that swaps its keys for the stand-in’s lets nobody in', async () => {
  let keys: object = decentKeys
  const token = { access_token: 'a', token_type: 'Bearer', id_token: '' }
  const ask = issuerWith(() => keys, token)
  const connected = connectProvider(provider, { isDemo: false, redirect, ask })
  const departure = await connected.depart()
  assert.ok(departure)
  const forged = () => {
    const now = Math.floor(Date.now() / 1000)
    return signed({
      iss: issuer,
      aud: 'boernungeliv',
      sub: 'x',
      uniid: 'laer0001',
      iat: now,
      exp: now + 60,
      nonce: departure.nonce,
      nsis_loa: 'Substantial',
    })
  }
  const back = new URL(`${redirect}?code=c&state=${departure.state}`)

  token.id_token = forged()
  keys = standInKeys
  assert.deepEqual(await connected.arrive(back, departure), { refusal: 'unavailable', code: 'issuer-is-stand-in' })

  // The token itself is sound: where the stand-in is allowed, it is let in.
  const inDemo = connectProvider(provider, { isDemo: true, redirect, ask })
  await inDemo.depart()
  assert.deepEqual(await inDemo.arrive(back, departure), {
    by: 'subject',
    subject: 'laer0001',
    institutionNumbers: [],
    roles: undefined,
    assurance: 'substantial',
  })
})

test('a token signed by nobody’s key is refused', async () => {
  const token = { access_token: 'a', token_type: 'Bearer', id_token: '' }
  const connected = connectProvider(provider, { isDemo: false, redirect, ask: issuerWith(() => decentKeys, token) })
  const departure = await connected.depart()
  assert.ok(departure)
  const now = Math.floor(Date.now() / 1000)
  token.id_token = signed({
    iss: issuer,
    aud: 'boernungeliv',
    sub: 'x',
    uniid: 'laer0001',
    iat: now,
    exp: now + 60,
    nonce: departure.nonce,
    nsis_loa: 'Substantial',
  })
  const arrived = await connected.arrive(new URL(`${redirect}?code=c&state=${departure.state}`), departure)
  assert.ok('refusal' in arrived && arrived.refusal === 'lost', JSON.stringify(arrived))
})

/** A token signed with the key that everybody can read. */
function signed(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${part({ alg: 'RS256', kid })}.${part(claims)}`
  const key = createPrivateKey({ key: published as JsonWebKey, format: 'jwk' })
  return `${content}.${sign('RSA-SHA256', Buffer.from(content), key).toString('base64url')}`
}

test('every key that lies readable in the repository is known, and is no key in production', () => {
  for (const name of [
    'context-handler-signing',
    'context-handler-encryption',
    'nemlog-in-signing',
    'nemlog-in-encryption',
    'forger',
    'service-provider',
  ] as const) {
    assert.ok(isPublished(readKey(name).certificate), name)
    const metadata = {
      entityId: 'https://login.example',
      certificates: [readKey(name).certificate],
      signIn: 'https://login.example/sso',
      signOut: undefined,
    }
    assert.equal(refuseMetadata(metadata, { isDemo: false }), 'issuer-is-stand-in')
    assert.equal(refuseMetadata(metadata, { isDemo: true }), undefined)
  }
})

test('a SAML login on http or on the machine itself is no login in production, whichever of its addresses it is', () => {
  const sound = { entityId: 'https://login.example', certificates: [], signIn: 'https://login.example/sso', signOut: undefined }
  assert.equal(refuseMetadata(sound, { isDemo: false }), undefined)
  assert.equal(refuseMetadata({ ...sound, signIn: 'http://login.example/sso' }, { isDemo: false }), 'issuer-not-https')
  const signOut = { request: 'https://login.example/slo', response: 'https://localhost/slo' }
  assert.equal(refuseMetadata({ ...sound, signOut }, { isDemo: false }), 'issuer-is-loopback')
})
