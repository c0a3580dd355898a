/** Sessions: what a right that is taken away does in the middle of one, how sure a login must be, and who can take one over. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { operations } from '#api/operations.ts'
import type { Operation } from '#api/operation.ts'
import { type Assurance, assurances, type Role, roles } from '#domain/access/actor.ts'
import { isSureEnough, leastAssurance } from '#domain/access/assurance.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { openCase, settleAssessmentTown } from '../../tests/assessment-town.ts'
import { type HealthPlay, playHealth } from '../../tests/play-health.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from './app.ts'
import { sessionCookie, startSession } from './session.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let health: HealthPlay
let now: Date
let web: string

before(async () => {
  database = await openTestDatabase()
  now = new Date('2026-11-23T09:00:00Z')
  const house = testHouse(database, () => now)
  // A page as built, for what is true of every page whatever is on it.
  web = mkdtempSync(join(tmpdir(), 'bul-web-'))
  for (const name of ['respondent', 'professional']) {
    mkdirSync(join(web, name, 'assets'), { recursive: true })
    writeFileSync(join(web, name, 'index.html'), '<!doctype html><title>Side</title>')
  }
  app = await buildApp(house, { isReady: async () => true, webDirectory: web })
  // What every login's way back ends in, without a login.
  app.post('/test/sign-in/:id/:role', async (request, reply) => {
    const { id, role } = request.params as { id: string; role: Role }
    await startSession(house, reply, { municipalityId: 881, id, role }, { provider: 'uni-login', assurance: 'substantial' }, randomUUID())
    return reply.send('')
  })
  town = await play(database, { '5.A': 6, '6.A': 6 })
  health = await playHealth(database, app, { cprs: ['2411129901', '2411129902'] })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
  rmSync(web, { recursive: true })
})

const run = (text: string, values: readonly unknown[] = []) => database.asOwner((client) => client.query(text, [...values]))
const minutes = (count: number) => count * 60_000

// What is taken away

type Right = {
  readonly what: string
  readonly who: () => Promise<SignedIn>
  /** Something the right opens. */
  readonly asks: Parameters<typeof call>[2] | (() => Parameters<typeof call>[2])
  readonly takeAway: (who: SignedIn) => Promise<unknown>
  /** What is answered from the next request on. */
  readonly outcome: { readonly status: number } | { readonly isGone: (body: never) => boolean }
}

const rights: readonly Right[] = [
  {
    what: 'the account itself',
    who: () => signInAs(database, 'municipalAdmin'),
    asks: 'GET /surveys',
    takeAway: ({ actor }) => run("update common.account set closed_on = '2026-11-23' where id = $1", [actor.accountId]),
    outcome: { status: 401 },
  },
  {
    what: 'the role',
    who: () => signInAs(database, 'municipalAdmin'),
    asks: 'GET /surveys',
    takeAway: ({ actor }) => run("update common.account set role = 'secretariat' where id = $1", [actor.accountId]),
    outcome: { status: 403 },
  },
  {
    what: 'an institution',
    who: () => signInAs(database, 'institutionLeader', { institutionIds: [town.institutionId] }),
    asks: 'GET /institutions',
    takeAway: ({ actor }) => run("update common.account set institution_ids = '{}' where id = $1", [actor.accountId]),
    outcome: { isGone: (body: readonly unknown[]) => body.length === 0 } as Right['outcome'],
  },
  {
    what: "a teacher's class",
    who: () => signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [town.classes[0]!.id] }),
    asks: () => `GET /lessons`,
    takeAway: ({ actor }) => run('delete from common.account_class where account_id = $1', [actor.accountId]),
    outcome: { isGone: (body: readonly unknown[]) => body.length === 0 } as Right['outcome'],
  },
  {
    what: "a health visitor's class",
    who: () => signInAs(database, 'healthVisitor', { classIds: [health.classId] }),
    asks: () => `GET /health/children/${health.children[0]!.id}?purpose=talk`,
    takeAway: ({ actor }) => run('delete from common.account_class where account_id = $1', [actor.accountId]),
    outcome: { status: 404 },
  },
  {
    what: 'custody',
    who: () => health.parentOf(health.children[0]!),
    asks: 'GET /family',
    takeAway: ({ actor }) =>
      run(
        `update identity.family f set valid_until = '2026-11-23' from common.account a
         where a.id = $1 and f.municipality_id = a.municipality_id and f.person_id = a.person_id and f.relation = 'custody'`,
        [actor.accountId],
      ),
    outcome: { isGone: (body: { children: readonly unknown[] }) => body.children.length === 0 } as Right['outcome'],
  },
  {
    what: 'what the login narrowed the session to',
    who: () => signInAs(database, 'institutionLeader', { institutionIds: [town.institutionId] }),
    asks: 'GET /institutions',
    takeAway: ({ token }) => run("update common.session set institution_ids = '{}' where token_hash = $1", [hashOf(token)]),
    outcome: { isGone: (body: readonly unknown[]) => body.length === 0 } as Right['outcome'],
  },
  {
    what: 'how sure the login was',
    who: () => signInAs(database, 'municipalAdmin'),
    asks: 'GET /roster-imports',
    takeAway: ({ token }) => run("update common.session set assurance = 'low' where token_hash = $1", [hashOf(token)]),
    outcome: { status: 403 },
  },
]

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

for (const { what, who, asks, takeAway, outcome } of rights) {
  test(`taken away in the middle of a session, gone at the next request: ${what}`, async () => {
    const person = await who()
    const address = typeof asks === 'string' ? asks : asks()
    const before = await call(app, person, address)
    assert.equal(before.status, 200, before.text)
    if ('isGone' in outcome) assert.equal(outcome.isGone(before.body as never), false, 'it is there to begin with')
    await takeAway(person)
    const after = await call(app, person, address)
    if ('status' in outcome) assert.equal(after.status, outcome.status)
    else assert.deepEqual([after.status, outcome.isGone(after.body as never)], [200, true])
  })
}

test('taken away in the middle of a session, gone at the next request: a place on a case', async () => {
  const people = await settleAssessmentTown(database, 883)
  const id = await openCase(app, people.psychologist, people.twelve)
  const address = `GET /assessments/${id}` as const
  assert.equal((await call(app, people.psychologist, address)).status, 200)
  await run("update assessment.member set left_at = '2026-11-23T09:00:00Z' where assessment_id = $1", [id])
  assert.equal((await call(app, people.psychologist, address)).status, 404)
})

// How long

test('each role rests as long as it may, over HTTP', async () => {
  for (const [role, rest] of [
    ['healthVisitor', 30],
    ['municipalAdmin', 60],
    ['pupil', 15],
  ] as const) {
    now = new Date('2026-11-23T09:00:00Z')
    const person = await signInAs(database, role)
    now = new Date(now.getTime() + minutes(rest) - 1)
    assert.equal((await call(app, person, 'GET /me')).status, 200, role)
    now = new Date(now.getTime() + minutes(rest))
    assert.equal((await call(app, person, 'GET /me')).status, 401, role)
  }
  now = new Date('2026-11-23T09:00:00Z')
})

// Whose

const cookieOf = (headers: Readonly<Record<string, unknown>>) =>
  /__Host-session=([^;]+);/.exec(String([headers['set-cookie']].flat().join('\n')))?.[1] ?? ''

async function signIn(id: string, role: Role, cookie?: string): Promise<string> {
  const url = `/test/sign-in/${id}/${role}`
  return cookieOf((await app.inject({ method: 'POST', url, headers: cookie === undefined ? {} : { cookie } })).headers)
}

const isIn = async (token: string) =>
  (await app.inject({ url: '/api/v1/me', headers: { cookie: `${sessionCookie}=${token}` } })).statusCode === 200

test('a token that an attacker made, or has, is never taken over by whoever signs in', async () => {
  const { actor } = await signInAs(database, 'municipalAdmin')
  for (const planted of [`881.${'A'.repeat(43)}`, (await signInAs(database, 'teacher')).token, 'x', `882.${'A'.repeat(43)}`]) {
    const own = await signIn(actor.accountId, 'municipalAdmin', `${sessionCookie}=${planted}`)
    assert.match(own, /^881\.[A-Za-z0-9_-]{43}$/)
    assert.notEqual(own, planted)
    assert.equal(await isIn(own), true)
    assert.equal(await isIn(planted), false, 'and what was brought is worth nothing any more')
  }
})

test('signing in again in the same browser ends what was there, also of another role or municipality', async () => {
  const neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  const { actor } = await signInAs(database, 'municipalAdmin')
  await run("insert into common.municipality values (882, 'Nabokøbing', '1083', 'Syddanmark', true) on conflict do nothing")
  assert.equal(await isIn(neighbour.token), true)
  const first = await signIn(actor.accountId, 'municipalAdmin', `${sessionCookie}=${neighbour.token}`)
  assert.equal(await isIn(neighbour.token), false)
  const second = await signIn(actor.accountId, 'municipalAdmin', `${sessionCookie}=${first}`)
  assert.deepEqual([await isIn(first), await isIn(second)], [false, true])
  assert.equal(await isIn(await signIn(actor.accountId, 'municipalAdmin')), true, 'another browser is left alone')
  assert.equal(await isIn(second), true)
})

test('signing out on every device ends every session of the person, in every role, and nobody else', async () => {
  const { actor, headers } = await signInAs(database, 'teacher', { institutionIds: [town.institutionId] })
  const colleague = await signInAs(database, 'teacher', { institutionIds: [town.institutionId] })
  const asLeader = randomUUID()
  await run(
    `insert into common.account (municipality_id, id, person_id, role, subject_index, institution_ids)
     select municipality_id, $1, person_id, 'institutionLeader', subject_index, institution_ids from common.account where id = $2`,
    [asLeader, actor.accountId],
  )
  const others = [await signIn(actor.accountId, 'teacher'), await signIn(asLeader, 'institutionLeader')]
  const ended = await app.inject({ method: 'POST', url: '/api/v1/sign-out-everywhere', headers })
  assert.equal(ended.statusCode, 204)
  assert.equal(ended.headers['clear-site-data'], '"cache"')
  assert.match(String(ended.headers['set-cookie']), /__Host-session=;/)
  for (const token of others) assert.equal(await isIn(token), false)
  assert.equal((await call(app, colleague, 'GET /me')).status, 200)
})

// How sure

const unknown = '00000000-0000-4000-8000-000000000000'
const addressOf = ({ method, path }: Operation) =>
  `${method} ${path.replace(/:municipalityId/, '881').replace(/:[a-zA-Z]+/g, unknown)}` as Parameters<typeof call>[2]

test('every act, role and level over HTTP: too low is told which level it takes, and nothing else', async () => {
  const people = new Map<string, SignedIn>()
  for (const role of roles)
    for (const assurance of assurances)
      people.set(`${role} ${assurance}`, await signInAs(database, role, { assurance, institutionIds: [town.institutionId] }))
  const professional = (Object.entries(operations) as [string, Operation][]).filter(
    ([name, { act }]) => isAct(act) && !name.startsWith('signOut'),
  )
  const oneEach = [...new Map(professional.map(([name, operation]) => [operation.act, [name, operation] as const])).values()]
  for (const [name, operation] of oneEach) {
    const { act } = operation
    if (!isAct(act)) continue
    for (const role of roles.filter((one) => may({ role: one }, act))) {
      for (const assurance of assurances) {
        const answer = await call(app, people.get(`${role} ${assurance}`), addressOf(operation))
        const isEnough = isSureEnough({ role, assurance }, act)
        assert.equal(answer.body?.title === 'assurance-too-low', !isEnough, `${name} ${role} ${assurance}: ${answer.status}`)
        if (isEnough) continue
        assert.deepEqual([answer.status, answer.body.level], [403, leastAssurance({ role }, act) satisfies Assurance])
        assert.deepEqual(Object.keys(answer.body).toSorted(), ['level', 'requestId', 'status', 'title', 'type'])
      }
    }
  }
})

// Sent by others

test('no request of another site does anything: by its origin, by what the browser says of it, or by its kind of body', async () => {
  const person = await signInAs(database, 'municipalAdmin')
  const url = '/api/v1/sign-out'
  for (const foreign of [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'same-origin' },
  ]) {
    const answer = await app.inject({ method: 'POST', url, headers: { ...person.headers, ...foreign } })
    assert.deepEqual([answer.statusCode, answer.json().title], [403, 'wrong-origin'], JSON.stringify(foreign))
  }
  for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']) {
    const answer = await app.inject({ method: 'POST', url, payload: 'a=b', headers: { ...person.headers, 'content-type': type } })
    assert.ok(answer.statusCode >= 400, `${type}: ${answer.statusCode}`)
  }
  assert.equal((await call(app, person, 'GET /me')).status, 200, 'and the session goes on')
  for (const own of [{ origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }, { 'sec-fetch-site': 'none' }, {}])
    assert.notEqual((await call(app, person, 'POST /surveys', {}, own)).status, 403)
})

test('every answer of every operation says what a browser and a cache may do with it', async () => {
  const person = await signInAs(database, 'municipalAdmin')
  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    if (name.startsWith('signOut')) continue
    const { headers, status } = await call(app, person, addressOf(operation))
    assert.equal(headers['x-content-type-options'], 'nosniff', name)
    assert.match(String(headers['content-security-policy']), /default-src 'self'.*frame-ancestors 'none'/, name)
    assert.equal(headers['referrer-policy'], 'no-referrer', name)
    const mayBeKept = (operation.isFrozen === true || operation.isShared === true) && status < 400
    if (!mayBeKept) assert.equal(headers['cache-control'], 'no-store', name)
    // What the public may keep is what the public may read.
    if (operation.isShared) assert.equal(operation.act, 'public', name)
  }
  for (const url of ['/hjem', '/mine-boern/1', '/svar', '/auth/signed-out', '/auth/ended']) {
    const { headers, statusCode } = await app.inject({ url })
    assert.equal(statusCode, 200, url)
    assert.match(String(headers['cache-control']), /no-store|no-cache/, url)
    assert.match(String(headers['content-security-policy']), /frame-ancestors 'none'/, url)
  }
  const { headers } = await app.inject({ url: '/auth/ended' })
  assert.deepEqual([headers['cache-control'], headers['clear-site-data']], ['no-store', '"cache"'])
})

test('an address that ends like a file is none', async () => {
  for (const url of [
    '/mine-boern/1.css',
    '/rapporter/x.js',
    '/hjem.css',
    '/min-familie/a.png?b=c',
    '/api/v1/me.css',
    '/api/v1/surveys/1.json',
  ])
    assert.ok([401, 404].includes((await app.inject({ url })).statusCode), url)
})

test('asked by another name nothing is answered; whether it lives may be asked by any', async () => {
  const person = await signInAs(database, 'municipalAdmin')
  const house = { ...testHouse(database, () => now), isDemo: false, origin: 'https://boernungeliv.example', logins: [] }
  const strict = await buildApp(house, { isReady: async () => true })
  const ask = (url: string, host: string, more = {}) => strict.inject({ url, headers: { host, ...person.headers, ...more } })
  assert.equal((await ask('/api/v1/me', 'boernungeliv.example')).statusCode, 200)
  for (const host of ['evil.example', 'boernungeliv.example.evil.example', 'boernungeliv.example:8443', 'localhost', '127.0.0.1', '']) {
    const answer = await ask('/api/v1/me', host)
    assert.deepEqual([answer.statusCode, answer.json().title], [421, 'wrong-host'], host)
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal((await ask('/healthz', host)).statusCode, 200)
  }
  const forwarded = await ask('/api/v1/me', 'evil.example', { 'x-forwarded-host': 'boernungeliv.example' })
  assert.equal(forwarded.statusCode, 421, 'what a header says beside it counts for nothing')
  await strict.close()
})
