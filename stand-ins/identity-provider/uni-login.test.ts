import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { after, before, test } from 'node:test'
import { pick, walk } from '../../tests/stand-in-process.ts'
import { readPeople } from './people.ts'
import { startIdentityProvider } from './identity-provider.ts'

const redirect = 'http://localhost:3999/auth/callback'
const verifier = 'v'.repeat(43)
const people = readPeople(join(import.meta.dirname, 'people.example.json'))
const client = { id: 'boernungeliv', secret: 'kun-til-demonstration' }

let provider: Awaited<ReturnType<typeof startIdentityProvider>>

before(async () => {
  provider = await startIdentityProvider({ host: '127.0.0.1', port: 0, people, redirects: [redirect], client })
})

after(() => provider[Symbol.asyncDispose]())

const wanted = {
  client_id: client.id,
  response_type: 'code',
  scope: 'openid',
  redirect_uri: redirect,
  state: 's'.repeat(16),
  nonce: 'n'.repeat(16),
  code_challenge: createHash('sha256').update(verifier).digest('base64url'),
  code_challenge_method: 'S256',
}

const departure = (change: Readonly<Record<string, string>> = {}) =>
  `${provider.issuer}/protocol/openid-connect/auth?${new URLSearchParams({ ...wanted, ...change })}`

async function codeFor(uniid: string): Promise<string> {
  const walker = walk()
  const { address } = await walker.follow(departure())
  const back = await walker.follow(await pick(walker, address, uniid), (next) => next.startsWith(redirect))
  return new URL(back.address).searchParams.get('code') ?? ''
}

function exchange(code: string, { secret = client.secret, proof = verifier } = {}): Promise<Response> {
  return fetch(`${provider.issuer}/protocol/openid-connect/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${client.id}:${secret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'authorization_code', code, redirect_uri: redirect, code_verifier: proof }),
  })
}

async function tokensFor(uniid: string): Promise<{ readonly id_token: string; readonly access_token: string }> {
  const response = await exchange(await codeFor(uniid))
  assert.equal(response.status, 200)
  return (await response.json()) as { id_token: string; access_token: string }
}

const claimsIn = (token: string): Record<string, unknown> =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))

test('the ID token carries what UNI-Login tells, and no name', async () => {
  const { id_token: token } = await tokensFor('laer0001')
  const { sub, uniid, aktoer_gruppe, institution_ids, unilogin_loa, nsis_loa, nonce, ...rest } = claimsIn(token)
  assert.match(String(sub), /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.deepEqual(
    { uniid, aktoer_gruppe, institution_ids, unilogin_loa, nsis_loa, nonce },
    {
      uniid: 'laer0001',
      aktoer_gruppe: 'Medarbejder',
      institution_ids: ['X81101'],
      unilogin_loa: 'ToFaktor',
      nsis_loa: 'Substantial',
      nonce: wanted.nonce,
    },
  )
  assert.deepEqual(Object.keys(rest).sort(), ['aud', 'exp', 'iat', 'iss', 'loa'])
})

test('userinfo adds the institutions, and one factor is told as low', async () => {
  const { access_token: token, id_token: idToken } = await tokensFor('enfa0001')
  const response = await fetch(`${provider.issuer}/protocol/openid-connect/userinfo`, { headers: { authorization: `Bearer ${token}` } })
  const userinfo = (await response.json()) as Record<string, unknown>
  assert.deepEqual(userinfo['inst_brugere'], [{ instnr: 'X81101', instnavn: 'Institution X81101' }])
  assert.equal(claimsIn(idToken)['nsis_loa'], 'Low')
  assert.equal(claimsIn(idToken)['unilogin_loa'], 'EnFaktor')
})

for (const [name, change] of Object.entries({
  'a short state': { state: 's'.repeat(15) },
  'a short nonce': { nonce: 'n'.repeat(15) },
  'more scope than openid': { scope: 'openid profile' },
  'another callback': { redirect_uri: 'http://localhost:3999/elsewhere' },
  'an unknown client': { client_id: 'somebody' },
})) {
  test(`${name} is refused with a page, not sent back`, async () => {
    const response = await fetch(departure(change), { redirect: 'manual' })
    assert.equal(response.status, 400)
    assert.match(await response.text(), /Anmodningen om login er forkert/)
  })
}

for (const [name, change] of Object.entries({
  'no PKCE': { code_challenge: '', code_challenge_method: '' },
  'plain PKCE': { code_challenge: verifier, code_challenge_method: 'plain' },
})) {
  test(`${name} is refused`, async () => {
    const kept = Object.entries({ ...wanted, ...change }).filter(([, value]) => value !== '')
    const response = await fetch(`${provider.issuer}/protocol/openid-connect/auth?${new URLSearchParams(kept)}`, { redirect: 'manual' })
    assert.match(response.headers.get('location') ?? '', /error=invalid_request/)
  })
}

test('a code is worth nothing with a wrong secret, a wrong proof, or a second time', async () => {
  assert.equal((await exchange(await codeFor('laer0001'), { secret: 'wrong' })).status, 401)
  assert.equal((await exchange(await codeFor('laer0001'), { proof: 'w'.repeat(43) })).status, 400)
  const code = await codeFor('laer0001')
  assert.equal((await exchange(code)).status, 200)
  assert.equal((await exchange(code)).status, 400)
})

test('whoever was just signed in is asked again, and may be another person', async () => {
  const walker = walk()
  for (const uniid of ['laer0001', 'lede0001', 'laer0001']) {
    const asked = await walker.follow(departure())
    assert.match(await (asked.response as Response).text(), /Vælg, hvem du logger ind som/)
    const { address } = await walker.follow(await pick(walker, asked.address, uniid), (next) => next.startsWith(redirect))
    const response = await exchange(new URL(address).searchParams.get('code') ?? '')
    assert.equal(claimsIn(((await response.json()) as { id_token: string }).id_token)['uniid'], uniid)
  }
})

test('leaving tells the product so', async () => {
  const walker = walk()
  const { address } = await walker.follow(departure())
  const back = await walker.follow(await pick(walker, address, 'leave'), (next) => next.startsWith(redirect))
  assert.equal(new URL(back.address).searchParams.get('error'), 'access_denied')
})

test('the page says in Danish that everybody is invented, and writes names as text', async () => {
  const dangerous = people.map((person) => (person.uniid === 'laer0002' ? { ...person, name: '<img src=x>' } : person))
  await using own = await startIdentityProvider({ host: '127.0.0.1', port: 0, people: dangerous, redirects: [redirect], client })
  const { response } = await walk().follow(departure().replace(provider.issuer, own.issuer))
  const page = await (response as Response).text()
  assert.match(page, /Kun til demonstration:<\/strong> alle personer er opfundet/)
  assert.ok(!page.includes('<img'))
  for (const { name } of people) if (name !== 'Cilla Ærø') assert.ok(page.includes(name), name)
})

test('the stand-in imports nothing of the product, and the product nothing of it', () => {
  const isCode = (name: string) => name.endsWith('.ts') || name.endsWith('.tsx')
  for (const file of readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => isCode(name) && !name.endsWith('.test.ts'),
  )) {
    for (const [, from = ''] of readFileSync(join(import.meta.dirname, file), 'utf8').matchAll(/from '([#.][^']*)'/g)) {
      const isOwn = from.startsWith('.') && join(dirname(file), from).split('/')[0] !== '..'
      assert.ok(isOwn, `${file} imports ${from}`)
    }
  }
  for (const floor of ['domain', 'api', 'database', 'server', 'web']) {
    const directory = join(import.meta.dirname, '../..', floor)
    for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter(
      (name) => isCode(name) && !name.endsWith('.test.ts'),
    )) {
      assert.ok(!/(from|import\() ?'[^']*stand-ins/.test(readFileSync(join(directory, file), 'utf8')), `${floor}/${file}`)
    }
  }
})
