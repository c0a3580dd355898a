/** Choices under a name: who may not first, then that a name leads to no more than its reader may see. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type AnsweredWave, answerWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let leader: SignedIn
let analyst: SignedIn
let politician: SignedIn
let administrator: SignedIn
let stranger: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, { Åsum: { '5.A': group(12, 12) }, Bakke: { '5.A': group(12, 12) } })
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Åsum ?? ''] })
  analyst = await signInAs(database, 'municipalAnalyst')
  politician = await signInAs(database, 'politicalReader')
  administrator = await signInAs(database, 'municipalAdmin')
  stranger = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const address = (unit: string, kind = '') => `/rapporter/${wave.surveyId}${kind}?unit=${unit}`
const bakke = () => `institution:${wave.institutions.Bakke}`
const save = async (who: SignedIn, name: string, to: string, isShared = false): Promise<string> => {
  const answer = await call(app, who, 'POST /saved-reports', { name, address: to, isShared })
  assert.equal(answer.status, 200, answer.text)
  return answer.body.id
}
type Listed = {
  readonly id: string
  readonly name: string
  readonly isOwn: boolean
  readonly isReadable: boolean
  readonly survey: string | null
}
const list = async (who: SignedIn): Promise<readonly Listed[]> => (await call(app, who, 'GET /saved-reports')).body
const names = async (who: SignedIn) => (await list(who)).map(({ name }) => name)

test('who reads no reports keeps none', async () => {
  assert.equal((await call(app, administrator, 'GET /saved-reports')).body.title, 'not-allowed')
  const body = { name: 'Alt', address: address('municipality'), isShared: false }
  assert.equal((await call(app, administrator, 'POST /saved-reports', body)).body.title, 'not-allowed')
})

test('an address of anything but a report is not kept, nor a name with a personal number', async () => {
  for (const to of ['https://example.org/', '/sundhed', `//example.org/rapporter/${wave.surveyId}`]) {
    const answer = await call(app, analyst, 'POST /saved-reports', { name: 'Se her', address: to, isShared: true })
    assert.equal(answer.body.title, 'report-no-such-unit', to)
  }
  const named = await call(app, analyst, 'POST /saved-reports', { name: '010112-9995', address: address('municipality'), isShared: false })
  assert.equal(named.body.title, 'text-holds-cpr')
})

test('what is own is seen by nobody else; what is shared, by colleagues who may read it', async () => {
  await save(analyst, 'Til mig selv', address('municipality'))
  await save(analyst, 'Til udvalget', address('municipality', '/udvikling'), true)
  await save(analyst, 'Om Bakke', address(bakke()), true)
  assert.deepEqual(await names(analyst), ['Om Bakke', 'Til mig selv', 'Til udvalget'])
  assert.deepEqual(await names(politician), ['Til udvalget'], 'no school is a politician’s')
  assert.deepEqual(await names(leader), ['Til udvalget'], 'Bakke is not the leader’s')
  assert.deepEqual(await names(stranger), [])
})

test('it is renamed, shared and taken away by whoever saved it, and by nobody else', async () => {
  const id = await save(leader, 'Vores skole', address(`institution:${wave.institutions.Åsum}`), true)
  for (const who of [analyst, stranger]) {
    assert.equal((await call(app, who, `PUT /saved-reports/${id}`, { name: 'Min nu', isShared: false })).body.title, 'not-found')
    assert.equal((await call(app, who, `DELETE /saved-reports/${id}`)).body.title, 'not-found')
  }
  assert.equal((await call(app, leader, `PUT /saved-reports/${id}`, { name: 'Åsum i år', isShared: false })).status, 204)
  assert.ok((await names(leader)).includes('Åsum i år'))
  assert.ok(!(await names(analyst)).includes('Åsum i år'))
  assert.equal((await call(app, leader, `DELETE /saved-reports/${id}`)).status, 204)
  assert.ok(!(await names(leader)).includes('Åsum i år'))
})

test('what can no longer be read says so to whoever saved it, and is nothing to others', async () => {
  await save(politician, 'Set dengang', address(bakke()), true)
  const kept = (await list(politician)).find(({ name }) => name === 'Set dengang')
  assert.deepEqual([kept?.isReadable, kept?.survey], [false, 'Trivsel i efteråret'])
  await save(politician, 'Væk', `/rapporter/${wave.institutions.Åsum}?unit=municipality`, true)
  const gone = (await list(politician)).find(({ name }) => name === 'Væk')
  assert.deepEqual([gone?.isReadable, gone?.survey], [false, null])
  assert.ok(!(await names(leader)).includes('Væk'))
})

test('the database holds others away from it too', async () => {
  const id = await save(leader, 'Kun min', address('municipality'))
  const rows = (who: SignedIn) =>
    database.asOwner(async (client) => {
      await client.query('begin')
      await client.query('set local role bul_staff')
      for (const [name, value] of [
        ['app.municipality', String(wave.municipalityId)],
        ['app.role', who.actor.role],
        ['app.actor', who.actor.accountId],
      ])
        await client.query('select set_config($1, $2, true)', [name, value])
      const read = await client.query('select 1 from common.saved_report where id = $1', [id])
      const deleted = await client.query('delete from common.saved_report where id = $1', [id])
      await client.query('rollback')
      return [read.rowCount, deleted.rowCount]
    })
  assert.deepEqual(await rows(analyst), [0, 0])
  assert.deepEqual(await rows(leader), [1, 1])
})
