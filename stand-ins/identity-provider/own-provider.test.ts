import assert from 'node:assert/strict'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import * as client from 'openid-client'
import { pick, walk } from '../../tests/stand-in-process.ts'
import { type IdentityProvider, startIdentityProvider } from './identity-provider.ts'
import { readPeople } from './people.ts'

const redirect = 'http://localhost:3999/auth/callback'
const secret = 'kun-til-demonstration'

let provider: IdentityProvider

before(async () => {
  provider = await startIdentityProvider({
    host: '127.0.0.1',
    port: 0,
    people: readPeople(join(import.meta.dirname, 'people.example.json')),
    redirects: [redirect],
    client: { id: 'boernungeliv', secret },
  })
})

after(() => provider[Symbol.asyncDispose]())

/** The whole way in by a library that knows nothing of us: discovery, PKCE, state, nonce, signature. */
async function signIn(issuer: string, uniid: string): Promise<client.IDToken> {
  const found = await client.discovery(new URL(issuer), 'boernungeliv', secret, client.ClientSecretBasic(secret), {
    execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
  })
  const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
  const departure = client.buildAuthorizationUrl(found, {
    scope: 'openid',
    redirect_uri: redirect,
    state,
    nonce,
    code_challenge: await client.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  const walker = walk()
  const { address } = await walker.follow(departure.href)
  const back = await walker.follow(await pick(walker, address, uniid), (next) => next.startsWith(redirect))
  const tokens = await client.authorizationCodeGrant(found, new URL(back.address), {
    expectedState: state,
    expectedNonce: nonce,
    pkceCodeVerifier: verifier,
    idTokenExpected: true,
  })
  return tokens.claims() ?? assert.fail('no claims')
}

test('it tells a number of employment, departments and a level in words of its own', async () => {
  const { sub, iss, employee_id, departments, assurance_level, ...rest } = await signIn(provider.ownIssuer, 'lede0001')
  assert.equal(iss, provider.ownIssuer)
  assert.match(sub, /^[0-9a-f-]{36}$/)
  assert.deepEqual(
    { employee_id, departments, assurance_level },
    {
      employee_id: 'M-1001',
      departments: ['X81101'],
      assurance_level: 'https://data.gov.dk/concept/core/nsis/Substantial',
    },
  )
  assert.deepEqual(Object.keys(rest).sort(), ['aud', 'exp', 'iat', 'nonce'])
})

test('one factor is told as low', async () => {
  assert.equal((await signIn(provider.ownIssuer, 'enfa0001'))['assurance_level'], 'https://data.gov.dk/concept/core/nsis/Low')
})

test('the same person is somebody else at UNI-Login, and has no claim of the other there', async () => {
  const [own, uni] = [await signIn(provider.ownIssuer, 'lede0001'), await signIn(provider.issuer, 'lede0001')]
  assert.notEqual(own.sub, uni.sub)
  assert.equal(uni['uniid'], 'lede0001')
  assert.equal(uni['employee_id'], undefined)
})

test('whoever does not work there cannot be picked', async () => {
  await assert.rejects(signIn(provider.ownIssuer, 'laer0002'), { error: 'access_denied' })
})
