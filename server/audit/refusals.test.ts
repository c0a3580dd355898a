/** What was refused is in the log too: which act, on what, why - and a flood of refusals is a few rows. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { playHealth, type HealthPlay } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import type { House } from '../house.ts'
import { flushRefusals, rowsAMinute } from './refusals.ts'

let database: TestDatabase
let app: FastifyInstance
let house: House
let town: HealthPlay
let now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  house = testHouse(database, () => now)
  app = await buildApp(house, { isReady: async () => true })
  town = await playHealth(database, app, { cprs: ['2411129990'] })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const refusalsOf = (who: SignedIn) =>
  database.asOwner(
    async (client) =>
      (
        await client.query(
          'select act, object, refusal, times, role, pupil_ids, request_id from audit.event where actor_id = $1 and refusal is not null order by seq',
          [who.actor.accountId],
        )
      ).rows,
  )

test("a colleague's child is a row that names the child's page, as is one who never was: the answer tells no difference", async () => {
  const unknown = randomUUID()
  for (const id of [town.children[0]!.id, unknown]) {
    const { status, body } = await call(app, town.stranger, `GET /health/children/${id}?purpose=talk`)
    assert.equal(status, 404)
    assert.equal((await refusalsOf(town.stranger)).at(-1).request_id, body.requestId)
  }
  assert.deepEqual(
    (await refusalsOf(town.stranger)).map(({ request_id: _, ...row }) => row),
    [town.children[0]!.id, unknown].map((id) => ({
      act: 'child.opened',
      object: `child:${id}`,
      refusal: 'not-found',
      times: 1,
      role: 'healthVisitor',
      pupil_ids: [],
    })),
  )
})

test('an act that the role may not do is a row, also where doing it would leave none', async () => {
  const teacher = await signInAs(database, 'teacher')
  assert.equal((await call(app, teacher, 'GET /audit-events')).status, 403)
  assert.equal((await call(app, teacher, 'POST /family/consents', { pupilId: town.children[0]!.id })).status, 403)
  assert.deepEqual(
    (await refusalsOf(teacher)).map(({ act, object, refusal }) => [act, object, refusal]),
    [
      ['audit.read', null, 'not-allowed'],
      ['consent.decided', `child:${town.children[0]!.id}`, 'not-allowed'],
    ],
  )
})

test('what else stands in an address or a body is never written down', async () => {
  const teacher = await signInAs(database, 'teacher')
  await call(app, teacher, 'GET /health/children/2411129990?purpose=talk')
  await call(app, teacher, 'POST /assessments/child', { cpr: '2411129990', pupilId: 'Opfundet Barn' })
  const rows = await refusalsOf(teacher)
  assert.equal(rows.length, 2)
  assert.doesNotMatch(JSON.stringify(rows), /2411129990|Opfundet/)
})

test('wrong input, and being signed out, are no decisions about access', async () => {
  const admin = await signInAs(database, 'municipalAdmin')
  assert.equal((await call(app, admin, 'POST /surveys', {})).status, 400)
  assert.equal((await call(app, undefined, 'GET /audit-events')).status, 401)
  assert.deepEqual(await refusalsOf(admin), [])
})

test('who is refused without end fills no log: the rest of a minute is one row with its number', async () => {
  const flood = await signInAs(database, 'teacher')
  for (let place = 0; place < rowsAMinute + 25; place++) assert.equal((await call(app, flood, 'GET /audit-events')).status, 403)
  assert.equal((await refusalsOf(flood)).length, rowsAMinute)
  now = new Date(now.getTime() + 61_000)
  await call(app, flood, 'GET /audit-events')
  const rows = await refusalsOf(flood)
  assert.deepEqual(
    rows.slice(rowsAMinute).map(({ act, refusal, times }) => [act, refusal, times]),
    [
      ['access.refused', 'many', 25],
      ['audit.read', 'not-allowed', 1],
    ],
  )
  for (let place = 0; place < rowsAMinute + 4; place++) await call(app, flood, 'GET /audit-events')
  await flushRefusals(house)
  assert.deepEqual((await refusalsOf(flood)).at(-1).times, 5)
})

test('a refusal that cannot be written down is a refusal all the same', async () => {
  const teacher = await signInAs(database, 'teacher')
  await database.asOwner((client) => client.query('revoke execute on function audit.append from bul_staff'))
  try {
    assert.equal((await call(app, teacher, 'GET /audit-events')).status, 403)
  } finally {
    await database.asOwner((client) => client.query('grant execute on function audit.append to bul_staff'))
  }
  assert.deepEqual(await refusalsOf(teacher), [])
})
