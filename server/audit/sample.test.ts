/** The half-yearly sample from drawing to closing; first who may not. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertAuditEvent } from '#database/audit.ts'
import { drawSample } from '#domain/audit/sample.ts'
import { roles } from '#domain/access/actor.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { call, type Json, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import type { House } from '../house.ts'
import { drawHalfYearly } from '../jobs/draw-sample.ts'

let database: TestDatabase
let app: FastifyInstance
let house: House
let town: Play
let officer: SignedIn
let now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  house = testHouse(database, () => now)
  app = await buildApp(house, { isReady: async () => true })
  town = await play(database, { '5.A': 3 })
  officer = await signInAs(database, 'dataProtectionOfficer', { name: 'Dorte Datavogter' })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** Looks of one professional, an hour apart, back from now. */
async function look(who: SignedIn, count: number, more: object = {}): Promise<void> {
  await database.doors.as(who.actor, 'staff', async (tx) => {
    for (let place = 0; place < count; place++)
      await insertAuditEvent(tx, {
        at: new Date(now.getTime() - (place + 1) * 3_600_000),
        actorId: who.actor.accountId,
        role: who.actor.role,
        act: 'child.opened',
        object: null,
        purpose: 'talk',
        relation: 'class',
        pupilIds: [town.classes[0]!.pupils[0]!.id],
        ...more,
      })
  })
}

const draw = (who = officer, perRole = 5) => call(app, who, 'POST /audit-samples', { perRole })
const open = async (id: string) => (await call(app, officer, `GET /audit-samples/${id}`)).body
const judge = (id: string, eventId: string, verdict: string, note = '', who = officer) =>
  call(app, who, `PUT /audit-samples/${id}/items/${eventId}`, { verdict, note })
const close = (id: string, who = officer) => call(app, who, `POST /audit-samples/${id}/close`)
const list = async () => (await call(app, officer, 'GET /audit-samples')).body

test('nobody but the data protection officer draws, reads, judges or closes', async () => {
  const id = randomUUID()
  for (const role of roles.filter((one) => one !== 'dataProtectionOfficer')) {
    const who = await signInAs(database, role)
    assert.equal((await draw(who)).status, 403, role)
    assert.equal((await call(app, who, 'GET /audit-samples')).status, 403)
    assert.equal((await call(app, who, `GET /audit-samples/${id}`)).status, 403)
    assert.equal((await judge(id, id, 'inOrder', '', who)).status, 403)
    assert.equal((await close(id, who)).status, 403)
  }
})

test('where nobody has looked at a child there is nothing to draw and nothing is due', async () => {
  assert.deepEqual(await list(), { samples: [], due: null })
  const { status, body } = await draw()
  assert.deepEqual([status, body.title], [409, 'sample-empty'])
})

test('looks are drawn by chance for each role; what was refused, citizens, and the officer are not among them', async () => {
  await look(await signInAs(database, 'healthVisitor', { name: 'Lotte Kjær' }), 12)
  await look(await signInAs(database, 'eduPsychologist'), 3)
  await look(await signInAs(database, 'parent'), 4)
  await look(await signInAs(database, 'teacher'), 4, { refusal: 'not-found', pupilIds: [] })
  await look(officer, 2)
  await look(await signInAs(database, 'schoolDoctor'), 1, { at: new Date('2026-05-20T09:00:00Z') })
  const { body } = await draw()
  const sample = await open(body.id)
  assert.deepEqual(sample.roles, [
    { role: 'eduPsychologist', of: 3, drawn: 3 },
    { role: 'healthVisitor', of: 12, drawn: 5 },
  ])
  assert.equal(sample.drawnBy, 'Dorte Datavogter')
  assert.deepEqual(sample.verdicts, { inOrder: 0, needsExplaining: 0, notInOrder: 0, waiting: 8 })
  const [item] = sample.items.filter(({ role }: Json) => role === 'healthVisitor')
  assert.deepEqual(
    [item.name, item.purpose, item.relation, item.act, item.children, item.childCount],
    ['Lotte Kjær', 'talk', 'class', 'child.opened', [{ className: '5.A', institution: 'Åsum Skole' }], 1],
  )
  assert.doesNotMatch(JSON.stringify(sample), /Elev 5\.A/, 'no child by name')
})

test('whoever has the seed draws the same looks again', async () => {
  const [sample] = (await list()).samples
  const { rows } = await database.asOwner((client) =>
    client.query(
      "select id, role from audit.event where municipality_id = 881 and role in ('healthVisitor', 'eduPsychologist') and pupil_ids <> '{}' order by random()",
    ),
  )
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const again = drawSample(rows, { seed: sample.seed, perRole: sample.perRole, sha256 }).map(({ id }) => id)
  assert.deepEqual(
    again,
    (await open(sample.id)).items.map(({ eventId }: Json) => eventId),
  )
})

test('a second is drawn only when the first is closed; it is closed when every look is judged, and then for good', async () => {
  const [{ id }] = (await list()).samples
  assert.equal((await draw()).body.title, 'sample-open')
  const { items } = await open(id)
  assert.equal((await close(id)).body.title, 'sample-not-judged')
  assert.equal((await judge(id, items[0].eventId, 'needsExplaining')).body.title, 'sample-note-missing')
  assert.equal((await judge(id, randomUUID(), 'inOrder')).status, 404)
  assert.equal((await judge(randomUUID(), items[0].eventId, 'inOrder')).status, 404)
  for (const { eventId } of items.slice(1)) assert.equal((await judge(id, eventId, 'inOrder')).status, 204)
  assert.equal((await judge(id, items[0].eventId, 'notInOrder', 'Ingen samtale den dag.')).status, 204)
  assert.equal((await close(id)).status, 204)
  assert.equal((await close(id)).body.title, 'sample-closed')
  assert.equal((await judge(id, items[0].eventId, 'inOrder')).body.title, 'sample-closed')
  const closed = await open(id)
  assert.deepEqual(closed.verdicts, { inOrder: 7, needsExplaining: 0, notInOrder: 1, waiting: 0 })
  assert.deepEqual(
    [closed.items[0].note, closed.items[0].judgedBy, closed.closedBy],
    ['Ingen samtale den dag.', 'Dorte Datavogter', 'Dorte Datavogter'],
  )
})

test("what was drawn can't be changed by any login, only judged", async () => {
  const client = await database.connectAs('bul_staff')
  try {
    await client.query("set app.municipality = '881'; set app.role = 'dataProtectionOfficer'")
    for (const statement of [
      "update audit.sample set seed = 'x'",
      'delete from audit.sample',
      'update audit.sample_item set event_id = gen_random_uuid()',
      'delete from audit.sample_item',
    ])
      await assert.rejects(client.query(statement), { code: '42501' }, statement)
  } finally {
    await client.end()
  }
})

test('six months after the last was closed the next is due; the house draws it a month before, and says when it is late', async () => {
  assert.deepEqual((await list()).due, { on: '2027-05-23', state: 'later' })
  await drawHalfYearly(house, { municipalityId: 881 })
  assert.equal((await list()).samples.length, 1, 'not yet')
  now = new Date('2027-04-24T09:00:00Z')
  officer = await signInAs(database, 'dataProtectionOfficer', { at: now })
  await look(await signInAs(database, 'healthVisitor', { at: now }), 2)
  await drawHalfYearly(house, { municipalityId: 881 })
  await drawHalfYearly(house, { municipalityId: 881 })
  const { samples, due } = await list()
  assert.deepEqual([samples.length, samples[0].drawnBy, due.state], [2, null, 'soon'])
  now = new Date('2027-05-24T09:00:00Z')
  officer = await signInAs(database, 'dataProtectionOfficer', { at: now })
  assert.deepEqual((await list()).due, { on: '2027-05-23', state: 'overdue' })
})
