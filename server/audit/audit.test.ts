/** The audit log as the data protection officer reads it; first who may not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertAuditEvent } from '#database/audit.ts'
import { roles } from '#domain/access/actor.ts'
import { play, testHouse } from '../../tests/play.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

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
      ['Lotte Kjær', 'healthVisitor', 'talk', 1],
      ['Lotte Kjær', 'healthVisitor', 'talk', 0],
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
  assert.equal(await count('?role=healthVisitor'), 2)
  assert.equal(await count(`?accountId=${visitor.actor.accountId}`), 2)
  assert.equal(await count('?isAboutChildren=true'), 1)
  assert.equal(await count('?act=child.opened&before=2026-11-21T00:00:00Z'), 1)
  assert.ok((await read()).acts.includes('child.opened'))
})

test("the system's own jobs are read when they are asked for, and drown nobody else", async () => {
  await database.doors.asSystem('testing', { municipalityId: 881, login: 'staff' }, async () => {})
  const roles = async (query: string) => new Set((await read(query)).events.map(({ role }: { role: string }) => role))
  assert.equal((await roles('')).has('system'), false)
  assert.deepEqual(await roles('?role=system'), new Set(['system']))
})

test('reading the log is written in the log', async () => {
  const reads = async () =>
    (await auditOf(database)).filter(({ act, actor_id }) => act === 'audit.read' && actor_id === officer.actor.accountId).length
  const before = await reads()
  await read()
  assert.equal(await reads(), before + 1)
})
