/** The whole way in and out, against the stand-in as the program it is, on another site than the product. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { findFreePort, pick, type StandIn, standInClient, startStandIn, walk, type Walker } from '../../tests/stand-in-process.ts'
import { settleSmallTown, type SmallTown } from '../../tests/small-town.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import type { House } from '../house.ts'
import { buildApp } from './app.ts'
import { loginCookie, openAttempt, sealLogin } from './login-cookie.ts'
import { sessionCookie, signedInCookie } from './session.ts'
import { type OpenIdLogin, uniLogin } from './login.ts'

const site = 'localhost'
let database: TestDatabase
let standIn: StandIn
let town: SmallTown
let app: FastifyInstance
let house: House
/** What the house takes the time to be, beyond the real one. */
let ahead = 0

before(async () => {
  database = await openTestDatabase()
  const origin = `http://${site}:${await findFreePort()}`
  standIn = await startStandIn({ redirect: `${origin}/auth/callback` })
  town = await settleSmallTown(database, standIn.issuer)
  house = {
    doors: database.doors,
    keyring: database.keyring,
    origin,
    logins: [uniLogin({ issuer: standIn.issuer, ...standInClient })],
    isDemo: true,
    now: () => new Date(Date.now() + ahead),
  }
  app = await buildApp(house, { isReady: async () => true })
  await app.listen({ host: site, port: Number(new URL(origin).port) })
})

after(async () => {
  await app.close()
  await standIn[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

beforeEach(() => {
  ahead = 0
})

const minutes = (count: number) => count * 60_000

/** From the product to the stand-in and back to the callback's address, which is not yet asked for. */
async function comeBack(walker: Walker, uniid: string, returnTo = '/hjem'): Promise<string> {
  const { address } = await walker.follow(`${house.origin}/auth/sign-in?${new URLSearchParams({ returnTo })}`)
  const back = await walker.follow(await pick(walker, address, uniid), (next) => next.startsWith(house.origin))
  return back.address
}

async function enter(
  uniid: string,
  returnTo?: string,
): Promise<{ readonly walker: Walker; readonly response: Response; readonly page: string }> {
  const walker = walk()
  const response = await walker.go(await comeBack(walker, uniid, returnTo))
  return { walker, response, page: await response.text() }
}

const me = async (walker: Walker) => walker.go(`${house.origin}/api/v1/me`)
const isSignedIn = async (walker: Walker) => (await me(walker)).status === 200
const countSessions = () =>
  database.asOwner(async (client) => Number((await client.query('select count(*) from common.session')).rows[0].count))

async function assertRefused(response: Response, status: number, text: RegExp, walker: Walker): Promise<void> {
  assert.equal(response.status, status)
  const page = await response.text()
  assert.match(page, text)
  assert.match(page, /\/auth\/sign-in\?returnTo=/, 'the page says how to try again')
  assert.equal(walker.cookie(site, sessionCookie), undefined)
  assert.equal(await isSignedIn(walker), false)
}

test('nobody is signed in to begin with', async () => {
  const response = await me(walk())
  assert.equal(response.status, 401)
  assert.equal(((await response.json()) as { title: string }).title, 'not-signed-in')
})

test('a teacher signs in at the identity provider, and is told who and where they are', async () => {
  const { walker, response, page } = await enter('laer0001', '/rapporter?unit=class:5b')
  assert.equal(response.status, 200)
  // A redirect here would lose the strict cookie; the page itself goes on.
  assert.match(page, /http-equiv="refresh" content="0;url=\/rapporter\?unit=class:5b"/)

  const answer = await me(walker)
  assert.equal(answer.status, 200)
  assert.deepEqual(await answer.json(), {
    accountId: town.accounts.get('laer0001 teacher'),
    name: 'Birk Søndergaard',
    role: 'teacher',
    municipality: { id: 881, name: 'Lillekøbing' },
    institutions: [{ id: town.schoolId, name: 'Åsum Skole' }],
    classIds: [town.classId],
    isDemo: true,
  })
})

test('leaving asks for a code with PKCE, state and nonce, and for openid alone', async () => {
  const response = await walk().go(`${house.origin}/auth/sign-in`)
  assert.equal(response.status, 302)
  assert.equal(response.headers.get('cache-control'), 'no-store')
  const asked = new URL(response.headers.get('location') ?? '').searchParams
  assert.equal(asked.get('response_type'), 'code')
  assert.equal(asked.get('scope'), 'openid')
  assert.equal(asked.get('code_challenge_method'), 'S256')
  assert.equal(asked.get('redirect_uri'), `${house.origin}/auth/callback`)
  for (const name of ['state', 'nonce', 'code_challenge']) assert.ok((asked.get(name)?.length ?? 0) >= 43, name)
})

test('both cookies are for this host alone, out of reach of scripts; the session’s never travels from another site', async () => {
  const walker = walk()
  const started = await walker.go(`${house.origin}/auth/sign-in`)
  assert.match(started.headers.getSetCookie()[0] ?? '', /^__Host-login=[^;]+; Max-Age=900; Path=\/; HttpOnly; Secure; SameSite=None$/)

  const { response } = await enter('laer0001')
  const set = response.headers.getSetCookie()
  assert.match(
    set.find((line) => line.startsWith('__Host-session=')) ?? '',
    /^__Host-session=881\.[A-Za-z0-9_-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  assert.match(set.find((line) => line.startsWith('__Host-login=')) ?? '', /^__Host-login=; .*Expires=Thu, 01 Jan 1970/)
  assert.equal(response.headers.get('cache-control'), 'no-store')
})

test('the database holds the hash of the token, and the audit log that the session began', async () => {
  const { walker } = await enter('laer0001')
  const token = walker.cookie(site, sessionCookie) ?? ''
  await database.asOwner(async (client) => {
    const { rows } = await client.query('select token_hash, row_to_json(s)::text as row from common.session s where token_hash = $1', [
      createHash('sha256').update(token).digest(),
    ])
    assert.equal(rows.length, 1)
    assert.ok(!rows[0].row.includes(token.slice(4)))
    const audit = await client.query(
      "select actor_id, role from audit.event where act = 'session.started' and object = $1 order by at desc limit 1",
      [`account:${town.accounts.get('laer0001 teacher')}`],
    )
    assert.deepEqual(audit.rows, [{ actor_id: town.accounts.get('laer0001 teacher'), role: 'teacher' }])
  })
})

test('a session planted in the browser beforehand is not the one that is signed in', async () => {
  const planted = `881.${'A'.repeat(43)}`
  const walker = walk()
  walker.setCookie(site, sessionCookie, planted)
  await walker.go(await comeBack(walker, 'laer0001'))
  assert.notEqual(walker.cookie(site, sessionCookie), planted)
  assert.equal(await isSignedIn(walker), true)

  const attacker = walk()
  attacker.setCookie(site, sessionCookie, planted)
  assert.equal(await isSignedIn(attacker), false)
})

test('each sign-in has a token of its own', async () => {
  const [one, two] = [await enter('laer0001'), await enter('laer0001')]
  assert.notEqual(one.walker.cookie(site, sessionCookie), two.walker.cookie(site, sessionCookie))
})

test('another state than the one that left is refused', async () => {
  const walker = walk()
  const back = new URL(await comeBack(walker, 'laer0001'))
  back.searchParams.set('state', 'x'.repeat(43))
  await assertRefused(await walker.go(back.href), 400, /Login blev ikke fuldført/, walker)
})

test('somebody else’s code is refused: it belongs to the browser that left', async () => {
  const [victim, attacker] = [walk(), walk()]
  const stolen = await comeBack(attacker, 'laer0002')
  await comeBack(victim, 'laer0001')
  await assertRefused(await victim.go(stolen), 400, /Login blev ikke fuldført/, victim)
  const empty = walk()
  await assertRefused(await empty.go(stolen), 400, /Login blev ikke fuldført/, empty)
})

for (const [name, change] of Object.entries({
  'another nonce': { nonce: 'n'.repeat(43) },
  'another PKCE verifier': { verifier: 'v'.repeat(43) },
})) {
  test(`${name} than the one that left is refused`, async () => {
    const walker = walk()
    const back = await comeBack(walker, 'laer0001')
    const attempt = openAttempt(house.keyring, walker.cookie(site, loginCookie), house.now())
    assert.ok(attempt)
    walker.setCookie(site, loginCookie, sealLogin(house.keyring, { ...attempt, ...change }))
    await assertRefused(await walker.go(back), 400, /Login blev ikke fuldført/, walker)
  })
}

test('a code and its cookie played again are refused', async () => {
  const walker = walk()
  const back = await comeBack(walker, 'laer0001')
  const cookie = walker.cookie(site, loginCookie) ?? ''
  assert.equal((await walker.go(back)).status, 200)

  const again = walk()
  again.setCookie(site, loginCookie, cookie)
  await assertRefused(await again.go(back), 400, /Login blev ikke fuldført/, again)
})

test('a login cookie that was altered, is too old, or is no login cookie is refused', async () => {
  const walker = walk()
  const back = await comeBack(walker, 'laer0001')
  const cookie = walker.cookie(site, loginCookie) ?? ''
  const flipped = `${cookie.slice(0, 60)}${cookie[60] === 'A' ? 'B' : 'A'}${cookie.slice(61)}`
  for (const wrong of [flipped, cookie.slice(0, -4), 'x', '']) {
    walker.setCookie(site, loginCookie, wrong)
    await assertRefused(await walker.go(back), 400, /Login blev ikke fuldført/, walker)
  }
  walker.setCookie(site, loginCookie, cookie)
  ahead = minutes(15)
  await assertRefused(await walker.go(back), 400, /Login blev ikke fuldført/, walker)
})

test('whatever a link says, one comes back to a page of ours', async () => {
  for (const elsewhere of ['https://evil.example', '//evil.example', '/\\evil.example', '/auth/sign-in']) {
    const { page } = await enter('laer0001', elsewhere)
    assert.match(page, /content="0;url=\/hjem"/)
    assert.ok(!page.includes('evil'))
  }
})

test('somebody without an account is told what to do', async () => {
  const walker = walk()
  await assertRefused(await walker.go(await comeBack(walker, 'ukendt01')), 403, /Bed kommunens superadministrator/, walker)
})

test('somebody whose account is closed is told so', async () => {
  const close = (day: string | null) =>
    database.asOwner((client) =>
      client.query('update common.account set closed_on = $1 where id = $2', [day, town.accounts.get('lede0001 institutionLeader')]),
    )
  await close('2020-01-01')
  const walker = walk()
  await assertRefused(await walker.go(await comeBack(walker, 'lede0001')), 403, /Din adgang er lukket/, walker)
  await close(null)
  assert.equal(await isSignedIn((await enter('lede0001')).walker), true)
})

test('who is refused leaves a row: of the account where there is one, else by which login and why, and nothing of whom', async () => {
  const { rows } = await database.asOwner((client) =>
    client.query(
      "select municipality_id, role, object, refusal, to_jsonb(e)::text as whole from audit.event e where act = 'signIn.refused' order by at",
    ),
  )
  const told = rows.map(
    ({ municipality_id: municipality, object, refusal }) => `${municipality} ${String(object).split(':')[0]} ${refusal}`,
  )
  assert.ok(told.includes('0 login no-account'), told.join())
  assert.ok(
    told.some((line) => line.endsWith('account account-closed') && !line.startsWith('0 ')),
    told.join(),
  )
  assert.ok(rows.every(({ whole }) => !/ukendt01|lede0001/.test(whole)))
})

test('closing an account ends what it is in the middle of', async () => {
  const { walker } = await enter('lede0001')
  assert.equal(await isSignedIn(walker), true)
  await database.asOwner((client) =>
    client.query("update common.account set closed_on = '2020-01-01' where id = $1", [town.accounts.get('lede0001 institutionLeader')]),
  )
  assert.equal(await isSignedIn(walker), false)
  await database.asOwner((client) =>
    client.query('update common.account set closed_on = null where id = $1', [town.accounts.get('lede0001 institutionLeader')]),
  )
})

test('one factor is not enough', async () => {
  const walker = walk()
  await assertRefused(await walker.go(await comeBack(walker, 'enfa0001')), 403, /Log ind med to faktorer/, walker)
})

test('a teacher whose login no longer names the school does not get in by the roster alone', async () => {
  const { rows } = await database.asOwner((client) =>
    client.query("select id from common.institution where municipality_id = 881 and kind = 'administration'"),
  )
  await database.asOwner((client) =>
    client.query('update common.account set institution_ids = $1 where id = $2', [[rows[0].id], town.accounts.get('laer0002 teacher')]),
  )
  const walker = walk()
  await assertRefused(await walker.go(await comeBack(walker, 'laer0002')), 403, /Du har ikke adgang endnu/, walker)
  await database.asOwner((client) =>
    client.query('update common.account set institution_ids = $1 where id = $2', [[town.schoolId], town.accounts.get('laer0002 teacher')]),
  )
})

test('what an address says went wrong is written down only where it is a word of the protocol', async () => {
  for (const [error, kept] of [
    ['0101129990 Opfundet Barn', 'error-unknown'],
    ['access_denied', undefined],
    ['invalid_scope', 'invalid_scope'],
  ] as const) {
    const walker = walk()
    const back = new URL(await comeBack(walker, 'laer0001'))
    back.searchParams.delete('code')
    back.searchParams.set('error', error)
    await walker.go(back.href)
    const { rows } = await database.asOwner((client) =>
      client.query("select refusal from audit.event where act = 'signIn.refused' and (refusal = $1 or refusal like '%Opfundet%')", [
        kept ?? error,
      ]),
    )
    assert.deepEqual(
      rows.map(({ refusal }) => refusal),
      kept === undefined ? [] : [kept],
    )
  }
})

test('leaving the login page leads to a page that says so', async () => {
  const walker = walk()
  await assertRefused(await walker.go(await comeBack(walker, 'leave')), 403, /Du afbrød login/, walker)
})

test('somebody with two roles chooses, and gets that one alone', async () => {
  const { walker, page } = await enter('dobb0001', '/rapporter')
  assert.equal(walker.cookie(site, sessionCookie), undefined)
  assert.match(page, /Hvilken rolle vil du arbejde i\?/)
  for (const word of ['Lærer', 'Kommunal analytiker', 'Lillekøbing', 'Storkøbing', 'Åsum Skole']) assert.ok(page.includes(word), word)

  const account = `882.${town.accounts.get('dobb0001 municipalAnalyst')}`
  const chosen = await walker.go(`${house.origin}/auth/choose`, { account }, { origin: house.origin })
  assert.equal(chosen.status, 303)
  assert.equal(chosen.headers.get('location'), '/rapporter')
  const { role, municipality } = (await (await me(walker)).json()) as { role: string; municipality: { id: number } }
  assert.deepEqual([role, municipality.id], ['municipalAnalyst', 882])
})

test('the choice takes no other account than those on the page, from no other site, and once', async () => {
  const foreign = `881.${town.accounts.get('admi0001 municipalAdmin')}`
  const own = `881.${town.accounts.get('dobb0001 teacher')}`
  const choose = async (walker: Walker, account: string, origin: string | undefined) =>
    walker.go(`${house.origin}/auth/choose`, { account }, origin === undefined ? {} : { origin })

  for (const [account, origin] of [
    [foreign, house.origin],
    [own, 'http://127.0.0.1:1'],
    [own, 'null'],
    [own, undefined],
    ['', house.origin],
  ] as const) {
    const { walker } = await enter('dobb0001')
    await assertRefused(await choose(walker, account, origin), 400, /Login blev ikke fuldført/, walker)
  }
  const stranger = walk()
  await assertRefused(await choose(stranger, own, house.origin), 400, /Login blev ikke fuldført/, stranger)

  const { walker } = await enter('dobb0001')
  assert.equal((await choose(walker, own, house.origin)).status, 303)
  assert.equal(walker.cookie(site, loginCookie), undefined)
})

test('a choice that has waited too long is refused', async () => {
  const { walker } = await enter('dobb0001')
  ahead = minutes(5)
  const response = await walker.go(
    `${house.origin}/auth/choose`,
    { account: `881.${town.accounts.get('dobb0001 teacher')}` },
    { origin: house.origin },
  )
  await assertRefused(response, 400, /Login blev ikke fuldført/, walker)
})

test('a session ends after an hour unused, and after eight hours in any case', async () => {
  const { walker } = await enter('laer0001')
  ahead = minutes(59)
  assert.equal(await isSignedIn(walker), true)
  ahead = minutes(59 + 59)
  assert.equal(await isSignedIn(walker), true)
  ahead = minutes(59 + 59 + 61)
  assert.equal(await isSignedIn(walker), false)

  ahead = 0
  const busy = (await enter('laer0001')).walker
  for (let at = 0; at < 480; at += 30) {
    ahead = minutes(at)
    assert.equal(await isSignedIn(busy), true, `after ${at} minutes`)
  }
  ahead = minutes(480)
  assert.equal(await isSignedIn(busy), false)
})

test('a token carried to another municipality, or altered, is nobody’s', async () => {
  const { walker } = await enter('laer0001')
  const token = walker.cookie(site, sessionCookie) ?? ''
  const last = token.at(-1) === 'A' ? 'B' : 'A'
  for (const wrong of [
    token.replace('881.', '882.'),
    token.replace('881.', '0.'),
    `${token.slice(0, -1)}${last}`,
    `${token}A`,
    token.replace('881.', ''),
    token.replace('881.', '-1.'),
    `${'9'.repeat(12)}.${'A'.repeat(43)}`,
  ]) {
    const thief = walk()
    thief.setCookie(site, sessionCookie, wrong)
    assert.equal(await isSignedIn(thief), false, wrong.slice(0, 5))
  }
  assert.equal(await isSignedIn(walker), true)
})

test('signing out ends this session and no other, and is written down', async () => {
  const [here, there] = [(await enter('laer0001')).walker, (await enter('laer0001')).walker]
  const token = here.cookie(site, sessionCookie) ?? ''
  const sessions = await countSessions()
  const response = await here.go(`${house.origin}/api/v1/sign-out`, {}, { origin: house.origin })
  assert.equal(response.status, 204)
  assert.equal(response.headers.get('clear-site-data'), '"cache"')
  assert.equal(here.cookie(site, sessionCookie), undefined)
  assert.equal(here.cookie(site, signedInCookie), undefined)
  assert.equal(await countSessions(), sessions - 1)

  here.setCookie(site, sessionCookie, token)
  assert.equal(await isSignedIn(here), false)
  assert.equal(await isSignedIn(there), true)
  await database.asOwner(async (client) => {
    const { rows } = await client.query("select actor_id from audit.event where act = 'session.ended'")
    assert.deepEqual(rows, [{ actor_id: town.accounts.get('laer0001 teacher') }])
  })
})

test('another site cannot sign anybody out', async () => {
  const { walker } = await enter('laer0001')
  const refused = await walker.go(`${house.origin}/api/v1/sign-out`, {}, { origin: 'https://evil.example' })
  assert.equal(refused.status, 403)
  assert.deepEqual(refused.headers.getSetCookie(), [])
  assert.equal(await isSignedIn(walker), true)
})

test('a demonstration reached by another name goes to its own, where the cookies are', async () => {
  const response = await app.inject({ url: '/auth/sign-in?returnTo=/hjem', headers: { host: '127.0.0.1:9' } })
  assert.equal(response.headers.location, `${house.origin}/auth/sign-in?returnTo=%2Fhjem&again=1`)
})

test('while the identity provider is silent the page says so, and signing in works when it speaks again', async () => {
  const port = await findFreePort()
  const issuer = `http://127.0.0.1:${port}/auth/realms/broker`
  const waiting = await buildApp({ ...house, logins: [uniLogin({ issuer, ...standInClient })] }, { isReady: async () => true })
  const ask = () => waiting.inject({ url: '/auth/sign-in', headers: { host: new URL(house.origin).host } })
  const silent = await ask()
  assert.equal(silent.statusCode, 503)
  assert.match(silent.body, /Login svarer ikke lige nu/)

  await using _speaking = await startStandIn({ redirect: `${house.origin}/auth/callback`, port })
  assert.equal((await ask()).statusCode, 302)
  await waiting.close()
})

test('in production the stand-in is never asked', async () => {
  const production = await buildApp({ ...house, isDemo: false }, { isReady: async () => true })
  const response = await production.inject({ url: '/auth/sign-in', headers: { host: new URL(house.origin).host } })
  assert.equal(response.statusCode, 503)
  await production.close()
})

/** The installation with a login of its own beside UNI-Login, and the stand-in that plays it. */
async function withOwnLogin(work: (origin: string, own: StandIn) => Promise<void>): Promise<void> {
  const origin = `http://${site}:${await findFreePort()}`
  await using own = await startStandIn({ redirect: `${origin}/auth/callback/kommunen` })
  const issuer = new URL('/auth/realms/kommunen', own.issuer).href
  const login: OpenIdLogin = {
    kind: 'oidc',
    id: 'kommunen',
    label: { da: 'Lillekøbings login', en: 'Lillekøbing’s sign-in' },
    issuer,
    ...standInClient,
    scope: 'openid',
    claims: { id: 'employee_id', institutions: 'departments', assurance: ['assurance_level'], levels: new Map(), roles: undefined },
  }
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', async (tx) => {
    for (const [employee, role] of [
      // As a roster writes it: the login says M-1001.
      ['m-1001', 'institutionLeader'],
      ['M-1005', 'teacher'],
    ] as const) {
      const personId = randomUUID()
      await insertPersons(tx, database.keyring, [{ id: personId, name: 'Opfundet Ansat' }])
      const subject = subjectIndex(database.keyring, 881, issuer, employee)
      await insertAccounts(tx, database.keyring, [
        { id: randomUUID(), personId, role, subjectIndex: subject, institutionIds: [town.schoolId], classIds: [] },
      ])
    }
  })
  const several = await buildApp({ ...house, origin, logins: [...house.logins, login] }, { isReady: async () => true })
  await several.listen({ host: site, port: Number(new URL(origin).port) })
  await work(origin, own).finally(() => several.close())
}

test('an installation’s own login has its own names for things, its own way back, and lets in whom it knows', async () => {
  await withOwnLogin(async (origin) => {
    const page = await (await walk().go(`${origin}/auth/sign-in`)).text()
    assert.match(page, /Lillekøbings login/)
    const come = async (uniid: string) => {
      const walker = walk()
      const { address } = await walker.follow(`${origin}/auth/sign-in?login=kommunen&returnTo=/rapporter`)
      const back = await walker.follow(await pick(walker, address, uniid), (next) => next.startsWith(origin))
      return { walker, back: back.address, response: await walker.go(back.address) }
    }
    const leader = await come('lede0001')
    assert.equal(leader.response.status, 200)
    assert.match(leader.back, /\/auth\/callback\/kommunen\?/)
    const { role } = (await (await leader.walker.go(`${origin}/api/v1/me`)).json()) as { role: string }
    assert.equal(role, 'institutionLeader')
    const low = await come('enfa0001')
    assert.equal(low.response.status, 403)
    assert.match(await low.response.text(), /Log ind med to faktorer/)
  })
})

test('a code of one login is nothing at another’s way back', async () => {
  await withOwnLogin(async (origin) => {
    const walker = walk()
    const { address } = await walker.follow(`${origin}/auth/sign-in?login=kommunen`)
    const back = new URL((await walker.follow(await pick(walker, address, 'lede0001'), (next) => next.startsWith(origin))).address)
    back.pathname = '/auth/callback'
    const response = await walker.go(back.href)
    assert.equal(response.status, 400)
    assert.equal(walker.cookie(site, sessionCookie), undefined)
  })
})

test('a pupil comes in with one factor, and sees its own', async () => {
  const id = randomUUID()
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', async (tx) => {
    const personId = randomUUID()
    await insertPersons(tx, database.keyring, [{ id: personId, name: 'Opfundet Elev' }])
    const subject = subjectIndex(database.keyring, 881, standIn.issuer, 'enfa0001')
    await insertAccounts(tx, database.keyring, [
      { id, personId, role: 'pupil', subjectIndex: subject, institutionIds: [town.schoolId], classIds: [] },
    ])
  })
  const { walker, response } = await enter('enfa0001')
  assert.equal(response.status, 200)
  const { role } = (await (await me(walker)).json()) as { role: string }
  assert.equal(role, 'pupil', 'and not as the teacher they also are, which takes two')
})

test('a page that asks for two factors is asked for at the login, and one factor does not come back from it', async () => {
  const walker = walk()
  const start = `${house.origin}/auth/sign-in?${new URLSearchParams({ returnTo: '/hjem', level: 'substantial' })}`
  const asked = new URL((await walk().go(start)).headers.get('location') ?? '')
  assert.equal(asked.searchParams.get('acr_values'), 'https://data.gov.dk/concept/core/nsis/loa/Substantial')
  const { address } = await walker.follow(start)
  const back = await walker.follow(await pick(walker, address, 'enfa0001'), (next) => next.startsWith(house.origin))
  await assertRefused(await walker.go(back.address), 403, /Log ind med to faktorer/, walker)
  // What is no level is none.
  const plain = await walk().go(`${house.origin}/auth/sign-in?level=highest`)
  assert.equal(new URL(plain.headers.get('location') ?? '').searchParams.has('acr_values'), false)
})

test('a login that names one of two schools takes the other away, with its classes', async () => {
  const [otherSchool, otherClass] = [randomUUID(), randomUUID()]
  await database.asOwner(async (client) => {
    await client.query("insert into common.institution values (881, $1, 'school', 'X81102', 'Mølle Skole', null)", [otherSchool])
    await client.query("insert into common.class values (881, $1, $2, 2026, 5, '5.B', null)", [otherClass, otherSchool])
    const account = town.accounts.get('laer0001 teacher')
    await client.query('update common.account set institution_ids = $1 where id = $2', [[town.schoolId, otherSchool], account])
    await client.query('insert into common.account_class values (881, $1, $2)', [account, otherClass])
  })
  const { walker } = await enter('laer0001')
  const { classIds } = (await (await me(walker)).json()) as { classIds: readonly string[] }
  assert.deepEqual(classIds, [town.classId])
  const tree = (await (await walker.go(`${house.origin}/api/v1/institutions`)).json()) as readonly { id: string }[]
  assert.deepEqual(
    tree.map(({ id }) => id),
    [town.schoolId],
  )
})
