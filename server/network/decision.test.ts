/** What a meeting decided, while somebody writes it: nobody else's to read, kept from one visit to the next, never written over. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { DecisionDraft } from '#api/decision.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let leader: SignedIn
let deputy: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 6, '5.B': 6 })
  const institutionIds = [town.institutionId]
  leader = await signInAs(database, 'institutionLeader', { institutionIds })
  deputy = await signInAs(database, 'institutionLeader', { institutionIds })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const school = () => `report:${town.survey.id}:institution:${town.institutionId}`
const at = (subject = school()): `/${string}` => `/discussions/${subject}/decision`
const read = (who: SignedIn, subject?: string) => call(app, who, `GET ${at(subject)}`)
const decided = { title: 'Rolige pauser', becomes: 'task', assigneeId: null, dueOn: '2027-02-01' }
const save = (who: SignedIn, more: object = {}, subject?: string) =>
  call(app, who, `PUT ${at(subject)}`, { ...decided, revision: 0, ...more })

test('who may not discuss a report decides nothing about it, and a plan has been decided', async () => {
  const stranger = await signInAs(database, 'institutionLeader', { institutionIds: [] })
  const neighbour = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
  for (const who of [stranger, neighbour])
    for (const answer of [await read(who), await save(who)]) assert.equal(answer.body.title, 'not-found')
  const admin = await signInAs(database, 'municipalAdmin')
  for (const answer of [await read(admin), await save(admin)]) assert.equal(answer.body.title, 'not-allowed')
  const plan = 'plan:00000000-0000-4000-8000-000000000000'
  for (const answer of [await read(leader, plan), await save(leader, {}, plan)]) assert.equal(answer.body.title, 'not-found')
})

test('a decision is kept from one visit to the next for whoever writes it, and is nobody else’s', async () => {
  const none: DecisionDraft = (await read(leader)).body
  assert.deepEqual(none, { title: '', becomes: 'task', assigneeId: null, dueOn: null, revision: 0 })
  const { status, body } = await save(leader)
  assert.deepEqual([status, body], [200, { ...decided, revision: 1 }])
  assert.deepEqual((await read(leader)).body, body)
  assert.deepEqual((await read(deputy)).body, none, 'who leads the same school reads nothing of it')
  const yearGroup = `report:${town.survey.id}:yearGroup:${town.institutionId}:5`
  assert.equal((await read(leader, yearGroup)).body.title, '', 'each report has its own')
})

test('the database alone keeps it from a colleague, and from whoever reads reports', async () => {
  const count = (who: SignedIn, login: string) =>
    database.asOwner(async (client) => {
      await client.query('begin')
      try {
        await client.query(`set local role ${login}`)
        for (const [name, value] of [
          ['app.municipality', '881'],
          ['app.role', who.actor.role],
          ['app.actor', who.actor.accountId],
          ['app.institutions', '*'],
        ])
          await client.query('select set_config($1, $2, true)', [name, value])
        return (await client.query('select 1 from common.decision_draft')).rowCount
      } finally {
        await client.query('rollback')
      }
    })
  assert.deepEqual([await count(leader, 'bul_staff'), await count(deputy, 'bul_staff')], [1, 0])
  await assert.rejects(count(leader, 'bul_report'), /permission denied/)
})

test('two windows do not write over each other, and a CPR number is not kept', async () => {
  const both = await Promise.all(['Én', 'To'].map((title) => save(leader, { title, revision: 1 })))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  assert.equal(both.find(({ status }) => status === 409)?.body.title, 'decision-changed-since')
  const first = await Promise.all(['Én', 'To'].map((title) => save(deputy, { title })))
  assert.deepEqual(first.map(({ status }) => status).toSorted(), [200, 409], 'also where there was none')
  assert.equal((await save(leader, { title: 'Tal med 010112-9995', revision: 2 })).body.title, 'text-holds-cpr')
  assert.equal((await read(leader)).body.revision, 2)
})

test('an evening’s writing is one row of the log for each who wrote', async () => {
  const rows = (await auditOf(database)).filter(({ act }) => act === 'decision.drafted')
  assert.deepEqual(
    rows.map(({ object }) => object),
    [school(), school()],
  )
})

test('a plan that carries out a decision empties its draft with it, and no other words', async () => {
  const unit = `institution:${town.institutionId}`
  const plan = (title: string) =>
    call(app, deputy, 'POST /plans', {
      title: 'Rolige pauser',
      aim: 'Ro i frikvarteret',
      owner: 'Trivselsteamet',
      startsOn: '2026-11-23',
      dueOn: '2027-05-01',
      theme: 'wellbeing',
      item: null,
      interventionCode: null,
      unit,
      surveyId: town.survey.id,
      decided: { surveyId: town.survey.id, unit, title },
    })
  const before = (await read(deputy)).body.revision
  const same = { title: 'Rolige pauser', becomes: 'plan' }
  const theirs = (await save(leader, { ...same, revision: (await read(leader)).body.revision })).body
  assert.equal(theirs.title, same.title)
  const own = (await save(deputy, { ...same, revision: before })).body
  assert.equal((await plan('Noget andet')).status, 200)
  assert.deepEqual((await read(deputy)).body, own, 'what has been written since stands')
  assert.equal((await plan('Rolige pauser')).status, 200)
  assert.deepEqual((await read(deputy)).body, { title: '', becomes: 'task', assigneeId: null, dueOn: null, revision: own.revision + 1 })
  assert.deepEqual((await read(leader)).body, theirs, 'a colleague’s of the same words stands')
})
