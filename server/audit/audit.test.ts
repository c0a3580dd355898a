/** The audit log as the data protection officer reads it; first who may not. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertAuditEvent } from '#database/audit.ts'
import { roles } from '#domain/access/actor.ts'
import { play, testHouse } from '../../tests/play.ts'
import { type PlayedChild, playHealth } from '../../tests/play-health.ts'
import { auditOf, call, type Json, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { verifyChain } from './verify.ts'

let database: TestDatabase
let app: FastifyInstance
let officer: SignedIn
let visitor: SignedIn

const child = '00000000-0000-4000-8000-0000000000c1'

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  await play(database, { '5.A': 6 })
  await play(database, { '5.A': 6 }, 882)
  officer = await signInAs(database, 'dataProtectionOfficer')
  visitor = await signInAs(database, 'healthVisitor', { name: 'Lotte Kjær' })
  const looked = async (at: string, who: SignedIn, pupilIds: readonly string[]) =>
    database.doors.as(who.actor, 'staff', (tx) =>
      insertAuditEvent(tx, {
        at: new Date(at),
        actorId: who.actor.accountId,
        role: who.actor.role,
        act: 'child.opened',
        object: `children:${child}`,
        purpose: 'talk',
        pupilIds,
      }),
    )
  await looked('2026-11-21T23:30:00Z', visitor, [child])
  await looked('2026-11-20T09:00:00Z', visitor, [])
  await looked('2026-11-22T09:00:00Z', await signInAs(database, 'healthVisitor', { municipalityId: 882, name: 'Naboen' }), [child])
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const read = async (query = '') => (await call(app, officer, `GET /audit-events${query}`)).body

test('nobody but the data protection officer reads who did what', async () => {
  for (const role of roles.filter((one) => one !== 'dataProtectionOfficer'))
    assert.equal((await call(app, await signInAs(database, role), 'GET /audit-events')).status, 403, role)
})

test('the officer reads who, in which role, why, and at how many children - never at which', async () => {
  const { events } = await read('?act=child.opened')
  assert.deepEqual(
    events.map((event: { name: string; role: string; purpose: string; children: number }) => [
      event.name,
      event.role,
      event.purpose,
      event.children,
    ]),
    [
      ['Lotte Kjær', 'healthVisitor', 'talk', 0],
      ['Lotte Kjær', 'healthVisitor', 'talk', 1],
    ],
  )
  assert.ok(events.every((event: object) => !('pupilIds' in event)))
})

test("a neighbour's log is not in it", async () => {
  assert.doesNotMatch(JSON.stringify(await read()), /Naboen/)
})

test('days are days in Denmark', async () => {
  const on = async (day: string) => (await read(`?act=child.opened&from=${day}&to=${day}`)).events.length
  assert.deepEqual([await on('2026-11-21'), await on('2026-11-22'), await on('2026-11-20')], [0, 1, 1])
})

test('it is filtered by role, by person, by whether children were looked at, and read on from where a page ends', async () => {
  const count = async (query: string) => (await read(query)).events.length
  assert.equal(await count('?role=healthVisitor&act=child.opened'), 2)
  assert.equal(await count(`?accountId=${visitor.actor.accountId}&act=child.opened`), 2)
  assert.equal(await count('?isAboutChildren=true'), 1)
  const [newest] = (await read('?act=child.opened')).events
  assert.equal(await count(`?act=child.opened&before=${newest.number}`), 1)
  assert.equal(await count('?purpose=talk'), 2)
  assert.ok((await read()).acts.includes('child.opened'))
})

test("the system's own jobs are read when they are asked for, and drown nobody else", async () => {
  await database.doors.asSystem('testing', { municipalityId: 881, login: 'staff' }, async () => {})
  const roles = async (query: string) => new Set((await read(query)).events.map(({ role }: { role: string }) => role))
  assert.equal((await roles('')).has('system'), false)
  assert.deepEqual(await roles('?role=system'), new Set(['system']))
})

test('what was refused is found apart, with why', async () => {
  assert.equal((await call(app, visitor, `GET /health/children/${child}?purpose=talk`)).status, 404)
  const { events } = await read(`?isRefused=true&act=child.opened&accountId=${visitor.actor.accountId}`)
  assert.deepEqual(
    events.map(({ act, refusal, children, object }: Json) => [act, refusal, children, object]),
    [['child.opened', 'not-found', 0, `child:${child}`]],
  )
})

test('what is typed into a search is a name of the contract or is refused, and what was searched for stands in the log', async () => {
  for (const query of ['?act=2411129990', '?role=Emma%20Kj%C3%A6r', '?purpose=%3Dcmd', '?pupilId=2411129990'])
    assert.equal((await call(app, officer, `GET /audit-events${query}`)).status, 400, query)
  await read('?act=child.opened&from=2026-11-20')
  const [mine] = (await read(`?act=audit.read&accountId=${officer.actor.accountId}`)).events
  assert.equal(mine.object, 'audit-log?act=child.opened&from=2026-11-20')
})

test('a child is found by its whole CPR number; the log names the child, and the number nowhere', async () => {
  const town = await playHealth(database, app, { cprs: ['2411129990', '2411129991'] })
  const [one, other] = town.children as [PlayedChild, PlayedChild]
  const found = await call(app, officer, 'POST /audit-events/child', { cpr: '241112-9990' })
  assert.deepEqual([found.status, found.body.pupilId, found.body.className], [200, one.id, '8.A'])
  assert.equal((await call(app, officer, 'POST /audit-events/child', { cpr: '24' })).status, 422)
  assert.equal((await call(app, officer, 'POST /audit-events/child', { cpr: '0101019999' })).status, 404)
  for (const who of [town.nurse, await signInAs(database, 'municipalAdmin')])
    assert.equal((await call(app, who, 'POST /audit-events/child', { cpr: '2411129990' })).status, 403)

  await call(app, town.nurse, `GET /health/children/${one.id}?purpose=talk`)
  await call(app, town.nurse, 'GET /health/children')
  await call(app, town.nurse, 'GET /health/children')
  await call(app, town.stranger, `GET /health/children/${one.id}?purpose=talk`)
  const rows = (await read(`?pupilId=${one.id}`)).events.map(({ act, refusal }: Json) => `${act} ${refusal}`)
  for (const expected of ['child.opened null', 'child.opened not-found', 'children.listed null', 'audit.child-found null'])
    assert.ok(rows.includes(expected), `${expected} in ${rows}`)
  assert.ok(!(await read(`?pupilId=${other.id}&act=child.opened`)).events.length)
  const log = await database.asOwner(async (client) => JSON.stringify((await client.query('select * from audit.event')).rows))
  assert.doesNotMatch(log, /241112-?9990|0101019999/)

  const insight = await call(app, officer, `GET /audit-events/children/${one.id}`)
  assert.deepEqual(
    insight.body.looks
      .filter(({ role }: Json) => role === 'healthVisitor')
      .map(({ act, purpose, relation }: Json) => [act, purpose, relation]),
    [
      ['children.listed', 'list', 'class'],
      ['child.opened', 'talk', 'class'],
    ],
    'a list is one look a day; what was refused is none',
  )
  assert.ok(insight.body.looks.every((look: object) => !('name' in look) && !('accountId' in look)))
  assert.doesNotMatch(insight.text, /Lotte|Kjær|Ansat/)
  assert.equal((await call(app, officer, `GET /audit-events/children/${randomUUID()}`)).status, 404)
  assert.equal((await call(app, town.nurse, `GET /audit-events/children/${one.id}`)).status, 403)
})

test("the officer's own look at a child is told to its family too", async () => {
  const town = await playHealth(database, app, { cprs: ['2511129990'] })
  const { body } = await call(app, officer, 'POST /audit-events/child', { cpr: '2511129990' })
  const { body: family } = await call(app, await town.parentOf(town.children[0]!), 'GET /family')
  const [look] = family.children[0].looks
  assert.deepEqual([look.role, look.act, look.purpose], ['dataProtectionOfficer', 'audit.child-found', 'oversight'])
  assert.equal(body.pupilId, town.children[0]!.id)
})

test('a member of staff is found by a part of the name, also one who has gone; citizens are not staff', async () => {
  await signInAs(database, 'parent', { name: 'Lone Ålborg' })
  await signInAs(database, 'schoolDoctor', { name: 'Vibeke Ålborg' })
  const { actor } = await signInAs(database, 'teacher', { name: 'Åge Ålborgsen' })
  await database.asOwner((client) => client.query("update common.account set closed_on = '2020-01-01' where id = $1", [actor.accountId]))
  const find = (name: string, who = officer) => call(app, who, 'POST /audit-events/staff', { name })
  assert.deepEqual(
    (await find('ålborg')).body.map(({ name, role }: Json) => [name, role]),
    [
      ['Vibeke Ålborg', 'schoolDoctor'],
      ['Åge Ålborgsen', 'teacher'],
    ],
  )
  assert.deepEqual((await find('ålborg VIBEKE')).body.length, 1)
  assert.equal((await find('k')).status, 400)
  assert.equal((await find('ålborg', visitor)).status, 403)
  const log = await database.asOwner(async (client) => JSON.stringify((await client.query('select * from audit.event')).rows))
  assert.doesNotMatch(log, /ålborg/i)
})

test('a search is taken out as a table in which no cell is a formula', async () => {
  await signInAs(database, 'teacher', { name: '=HYPERLINK("http://ond.example")' }).then((evil) =>
    database.doors.as(evil.actor, 'staff', (tx) =>
      insertAuditEvent(tx, {
        at: new Date('2026-11-20T10:00:00Z'),
        actorId: evil.actor.accountId,
        role: 'teacher',
        act: '@SUM(1)',
        object: '+1',
        purpose: '-1',
      }),
    ),
  )
  const { status, text, headers } = await call(app, officer, 'GET /audit-events/export?from=2026-11-20&to=2026-11-20&language=da')
  assert.equal(status, 200)
  assert.match(String(headers['content-type']), /^text\/csv/)
  const cells = text
    .replace('\ufeff', '')
    .split('\r\n')
    .flatMap((line) => line.split(';'))
  assert.ok(cells.includes('"\'@SUM(1)"') && cells.some((cell) => cell.startsWith('"\'=HYPERLINK')))
  for (const cell of cells) assert.doesNotMatch(cell, /^"?\s*[=+@]|^"?\s*-\D/, cell)
  assert.match(text, /Åbnede ét barns svar/)
  assert.equal((await call(app, visitor, 'GET /audit-events/export')).status, 403)
})

test('today’s anchor is where the log ended before it was asked for', async () => {
  const { body } = await call(app, officer, 'GET /audit-anchor')
  const { rows } = await database.asOwner((client) =>
    client.query("select encode(hash, 'hex') as hash from audit.event where municipality_id = 881 and seq = $1", [body.seq]),
  )
  assert.deepEqual([body.municipality, body.hash], [881, rows[0].hash])
  const whole = await verifyChain(database.doors, 881, [{ municipalityId: 881, seq: BigInt(body.seq), hash: body.hash, at: body.at }])
  assert.equal(whole.finding, undefined)
})

test('what stands out is told of whom and how often, never of which child', async () => {
  const town = await playHealth(database, app, { cprs: ['2611129990'] })
  const night = await signInAs(database, 'healthVisitor', { name: 'Nina Barn0' })
  await database.doors.as(night.actor, 'staff', async (tx) => {
    for (const minute of [1, 2])
      await insertAuditEvent(tx, {
        at: new Date(`2026-11-22T23:0${minute}:00Z`),
        actorId: night.actor.accountId,
        role: 'healthVisitor',
        act: 'child.opened',
        object: null,
        purpose: 'talk',
        relation: 'class',
        pupilIds: [town.children[0]!.id],
      })
  })
  const { body, text } = await call(app, officer, 'GET /audit-patterns')
  const own = body.filter(({ name }: Json) => name === 'Nina Barn0').map(({ kind, count }: Json) => [kind, count])
  assert.deepEqual(own.toSorted(), [
    ['atNight', 2],
    ['outsideClasses', 2],
  ])
  assert.ok(!text.includes(town.children[0]!.id))
  assert.equal((await call(app, visitor, 'GET /audit-patterns')).status, 403)
})

test('reading the log is written in the log', async () => {
  const reads = async () =>
    (await auditOf(database)).filter(({ act, actor_id }) => act === 'audit.read' && actor_id === officer.actor.accountId).length
  const before = await reads()
  await read()
  assert.equal(await reads(), before + 1)
})
