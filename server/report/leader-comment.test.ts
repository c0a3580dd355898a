/** What a leader says to a report: who may not first; then that it is kept while it is written, shown when somebody says so, and never written over. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { LeaderComment } from '#api/leader-comment.ts'
import type { Report } from '#api/report.ts'
import { type AnsweredWave, answerWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let leader: SignedIn
let deputy: SignedIn
let neighbour: SignedIn
let analyst: SignedIn
let teacher: SignedIn
let politician: SignedIn

const school = () => `institution:${wave.institutions.Åsum}`
const at = (): `/${string}` => `/reports/${wave.surveyId}/leader-comment`
const read = (who: SignedIn, unit: string) => call(app, who, `GET ${at()}?unit=${unit}`)
const save = (who: SignedIn, unit: string, text: string, revision: number) => call(app, who, `PUT ${at()}`, { unit, text, revision })
const show = (who: SignedIn, unit: string, revision: number) => call(app, who, `POST ${at()}/show`, { unit, revision })
const shownTo = async (who: SignedIn, unit: string) =>
  ((await call(app, who, `GET /reports/${wave.surveyId}?unit=${unit}`)).body as Report).leaderComment

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, { Åsum: { '5.A': group(12, 12) }, Bakke: { '5.A': group(12, 12) } })
  const institutionIds = [wave.institutions.Åsum ?? '']
  leader = await signInAs(database, 'institutionLeader', { institutionIds })
  deputy = await signInAs(database, 'institutionLeader', { institutionIds })
  neighbour = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Bakke ?? ''] })
  teacher = await signInAs(database, 'teacher', { institutionIds, classIds: [wave.classes['Åsum/5.A'] ?? ''] })
  analyst = await signInAs(database, 'municipalAnalyst')
  politician = await signInAs(database, 'politicalReader')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

test('a leader writes to the own reports and an analyst to the municipality’s; what is being written nobody else reads', async () => {
  for (const [who, unit, title] of [
    [neighbour, school(), 'not-found'],
    [leader, 'municipality', 'not-found'],
    [analyst, school(), 'not-found'],
    [teacher, school(), 'not-allowed'],
    [politician, 'municipality', 'not-allowed'],
  ] as const)
    for (const answer of [await read(who, unit), await save(who, unit, 'Nej', 0), await show(who, unit, 1)])
      assert.equal(answer.body.title, title, `${who.actor.role} ${unit}`)
  assert.equal((await save(leader, school(), 'Ring om 010112-9995', 0)).body.title, 'text-holds-cpr')
  assert.deepEqual((await read(leader, school())).body, { text: '', shown: null, revision: 0 })
})

test('what is written is kept from the first word, and read with the report once it is shown', async () => {
  const kept: LeaderComment = (await save(leader, school(), 'Vi begynder med pauserne', 0)).body
  assert.deepEqual(kept, { text: 'Vi begynder med pauserne', shown: null, revision: 1 })
  assert.deepEqual((await read(deputy, school())).body, kept, 'the one who may write too goes on from there')
  for (const who of [leader, teacher, analyst]) assert.equal(await shownTo(who, school()), null)

  assert.equal((await show(leader, school(), 1)).status, 200)
  for (const who of [leader, teacher, analyst])
    assert.deepEqual(await shownTo(who, school()), { text: 'Vi begynder med pauserne', writtenOn: '2026-11-23' })
  assert.equal(await shownTo(leader, `yearGroup:${wave.institutions.Åsum}:5`), null)

  assert.equal((await save(deputy, school(), 'Vi begynder med pauserne og', 2)).status, 200)
  assert.equal((await shownTo(teacher, school()))?.text, 'Vi begynder med pauserne', 'half a sentence is read by nobody')
})

test('the login that reads reports cannot see what is being written', async () => {
  const asReport = (column: string) =>
    database.asOwner(async (client) => {
      await client.query('begin')
      await client.query('set local role bul_report')
      await client
        .query(`select ${column} from common.leader_comment`)
        .finally(() => client.query('rollback'))
        .then(() => undefined)
    })
  await asReport('body')
  await assert.rejects(asReport('draft'), /permission denied/)
})

test('two who write at once do not write over each other, first and later, and neither shows what they have not read', async () => {
  const begun = await Promise.all([leader, deputy].map((who) => save(who, `class:${wave.classes['Åsum/5.A']}`, who.actor.accountId, 0)))
  assert.deepEqual(begun.map(({ status }) => status).toSorted(), [200, 409])
  const { revision }: LeaderComment = (await read(leader, school())).body
  const both = await Promise.all([leader, deputy].map((who) => save(who, school(), who.actor.accountId, revision)))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  const [loser] = both.filter(({ status }) => status === 409)
  assert.equal(loser?.body.title, 'leader-comment-changed-since')
  assert.equal((await show(leader, school(), revision)).body.title, 'leader-comment-changed-since')
  assert.equal((await shownTo(teacher, school()))?.text, 'Vi begynder med pauserne')
})

test('what is emptied and shown is taken off the report', async () => {
  const { revision }: LeaderComment = (await read(leader, school())).body
  const emptied: LeaderComment = (await save(leader, school(), '', revision)).body
  assert.equal((await shownTo(teacher, school()))?.text, 'Vi begynder med pauserne')
  assert.deepEqual((await show(leader, school(), emptied.revision)).body, { text: '', shown: null, revision: emptied.revision + 1 })
  assert.equal(await shownTo(teacher, school()), null)
})

test('an analyst’s is the municipality’s; a sitting is one row of the log, and each showing one', async () => {
  const begun: LeaderComment = (await save(analyst, 'municipality', 'Kommunen', 0)).body
  const { revision }: LeaderComment = (await save(analyst, 'municipality', 'Kommunen følger op', begun.revision)).body
  await show(analyst, 'municipality', revision)
  assert.equal((await shownTo(politician, 'municipality'))?.text, 'Kommunen følger op')
  const rows = (await auditOf(database)).filter(({ object }) => object === `report:${wave.surveyId}:municipality`)
  assert.deepEqual(
    rows.filter(({ act }) => act.startsWith('report.comment')).map(({ act }) => act),
    ['report.commented', 'report.commentShown'],
  )
})
