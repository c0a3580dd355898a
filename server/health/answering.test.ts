/** Answering by name, or in the statistics twin: who is asked, who is heard, and what is kept. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { countIn } from '#database/health.ts'
import { newestColours } from '#lillekoebing/newest.ts'
import { answerAll, type HealthPlay, playHealth } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { auditOf, call } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'

let database: TestDatabase
let app: FastifyInstance
let town: HealthPlay

/** Fourteen until the day after, and fifteen on the day itself. */
const [child, youngPerson] = ['2411119991', '2311119991']
const numbered = (cpr: string, place: number) => cpr.slice(0, 9) + String(place)

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await playHealth(database, app, {
    cprs: [
      ...Array.from({ length: 5 }, (_, place) => numbered(child, place)),
      ...Array.from({ length: 4 }, (_, place) => numbered(youngPerson, place)),
    ],
  })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const decide = async (place: number, decision: string) => {
  const pupil = town.children[place]!
  const parent = await town.parentOf(pupil)
  return call(app, parent, 'POST /family/consents', { pupilId: pupil.id, surveyId: town.survey.id, decision })
}
const rows = (query: string, values: unknown[] = []) => database.asOwner(async (client) => (await client.query(query, values)).rows)

test('a child without a decision is offered the twin, told as statistics, with nobody who reads', async () => {
  const { status, body } = await town.enter(town.children[0]!)
  assert.equal(status, 200)
  assert.deepEqual([body.about.track, body.consent, body.readers, body.forWhom], ['statistics', null, [], null])
  assert.equal((await answerAll(app, body, { 0: 1 })).status, 204)
  assert.deepEqual(await rows('select from health.response'), [])
  assert.equal((await rows('select from statistics.response')).length, 1)
})

test('the custody holder says yes: the child answers by name, told who reads', async () => {
  assert.equal((await decide(1, 'given')).status, 204)
  const { body } = await town.enter(town.children[1]!)
  assert.deepEqual([body.about.track, body.consent, body.forWhom], ['health', null, 'Barn1'])
  assert.deepEqual(body.readers, [{ name: 'Lotte Kjær', role: 'healthVisitor' }])
  assert.equal(
    (await answerAll(app, body, { 0: 2, 1: 3 }, { talkAbout: ['sleep', 'no-such'], notTalkAbout: ['family'], text: ' Om natten ' })).status,
    204,
  )
  const [kept] = await rows(
    'select pupil_id, class_id, respondent, colour_rules_version, talk_about, not_talk_about, wish, answers[1:2] as answers from health.response',
  )
  assert.deepEqual(
    { ...kept, wish: kept.wish.includes('natten') },
    {
      pupil_id: town.children[1]!.id,
      class_id: town.classId,
      respondent: 'pupil',
      colour_rules_version: newestColours('udskoling'),
      talk_about: ['sleep'],
      not_talk_about: ['family'],
      wish: false,
      answers: [2, 3],
    },
  )
  assert.equal((await town.enter(town.children[1]!)).body.title, 'code-unknown', 'and its slip opens nothing any more')
})

test('what is answered by name counts in the class like any other, once', async () => {
  const turnout = await rows('select answered_count::int as answered from statistics.turnout')
  assert.deepEqual(turnout, [{ answered: 2 }])
  assert.equal((await rows('select from statistics.response')).length, 2)
  const copy = await rows(
    'select r.id from statistics.response r join health.response h on h.answers = r.answers[:cardinality(h.answers)] where h.id <> r.id and r.class_id = h.class_id',
  )
  assert.equal(copy.length, 1)
})

test('a submit that is sent again is done, and keeps one', async () => {
  assert.equal((await decide(2, 'given')).status, 204)
  const { body } = await town.enter(town.children[2]!)
  assert.deepEqual([(await answerAll(app, body, { 0: 1 })).status, (await answerAll(app, body, { 0: 1 })).status], [204, 204])
  assert.equal((await rows('select from health.response where pupil_id = $1', [town.children[2]!.id])).length, 1)
  assert.equal((await rows('select from statistics.response')).length, 3)
})

test('no to all of it: nothing is asked, and the class does not wait', async () => {
  assert.equal((await decide(3, 'declined')).status, 204)
  const { body } = await town.enter(town.children[3]!)
  assert.deepEqual([body.consent, body.token], ['declined', ''])
  const [turnout] = await rows('select declined from statistics.turnout')
  assert.ok(turnout.declined.some((slip: Buffer) => slip.equals(town.children[3]!.slipHmac)))
  assert.equal((await decide(3, 'refused')).status, 204)
  assert.equal((await town.enter(town.children[3]!)).body.about.track, 'statistics', 'who thinks again is asked again')
  assert.deepEqual((await rows('select declined from statistics.turnout'))[0].declined, [])
})

test('a child under 15 who says yes on the page is not heard, and is not asked', async () => {
  const { body } = await town.enter(town.children[4]!, 'given')
  assert.equal(body.about.track, 'statistics')
})

test('from the fifteenth birthday the young person is asked, and no parent is heard', async () => {
  const asked = await town.enter(town.children[5]!)
  assert.deepEqual([asked.body.consent, asked.body.token, asked.body.about.track], ['ask', '', 'health'])
  assert.equal(asked.body.readers[0].name, 'Lotte Kjær')
  const refused = await decide(5, 'given')
  assert.deepEqual([refused.status, refused.body.title], [403, 'consent-not-yours'])
  const given = await town.enter(town.children[5]!, 'given')
  assert.equal(given.body.about.track, 'health')
  assert.equal((await answerAll(app, given.body, { 0: 1 })).status, 204)
  const twin = await town.enter(town.children[6]!, 'refused')
  assert.equal(twin.body.about.track, 'statistics')
  const declined = await town.enter(town.children[7]!, 'declined')
  assert.equal(declined.body.consent, 'declined')
  const decisions = await rows("select decision, decided_as, person_id from health.consent where decided_as = 'self' order by at, decision")
  assert.deepEqual(
    new Set(decisions.map(({ decision }) => decision)),
    new Set(['given', 'declined']),
    'who goes on to the twin leaves no row that tells when',
  )
  const heard = (await auditOf(database)).filter(({ act, role }) => act === 'consent.decided' && role === 'respondent')
  assert.equal(heard.length, 2)
})

test('a token of one track is worth nothing on another', async () => {
  const { body } = await town.enter(town.children[8]!, 'given')
  const headers = { authorization: `Bearer ${body.token}` }
  for (const path of ['/responses/answers', '/responses/submit', '/responses/decline'] as const)
    assert.equal((await call(app, undefined, `POST ${path}`, {}, headers)).status, 401, path)
  const twin = (await town.enter(town.children[4]!)).body
  for (const path of ['/health/responses/answers', '/health/responses/submit', '/health/responses/decline'] as const)
    assert.equal((await call(app, undefined, `POST ${path}`, {}, { authorization: `Bearer ${twin.token}` })).status, 401, path)
})

test('not today deletes the draft and stands as a no until one comes back', async () => {
  const { body } = await town.enter(town.children[8]!)
  await call(
    app,
    undefined,
    'POST /health/responses/answers',
    { epoch: body.epoch, answers: [{ place: 0, value: 1, sequence: 1 }] },
    { authorization: `Bearer ${body.token}` },
  )
  assert.equal(
    (await call(app, undefined, 'POST /health/responses/decline', undefined, { authorization: `Bearer ${body.token}` })).status,
    204,
  )
  assert.deepEqual(await rows('select from health.draft where slip_hmac = $1', [town.children[8]!.slipHmac]), [])
  const back = await town.enter(town.children[8]!)
  assert.deepEqual([back.body.about.track, back.body.answers[0]], ['health', null])
  const [turnout] = await rows('select declined from statistics.turnout')
  assert.ok(!turnout.declined.some((slip: Buffer) => slip.equals(town.children[8]!.slipHmac)))
})

test('submit is all or nothing: when it cannot be counted, nothing is kept by name', async () => {
  const { body } = await town.enter(town.children[8]!)
  await database.asOwner((client) =>
    client.query('revoke execute on function statistics.count_in(bytea, uuid, smallint[]) from bul_health'),
  )
  assert.equal((await answerAll(app, body, { 0: 1 })).status, 500)
  assert.deepEqual(await rows('select from health.response where pupil_id = $1', [town.children[8]!.id]), [])
  assert.equal((await rows('select from health.draft where slip_hmac = $1', [town.children[8]!.slipHmac])).length, 1)
  await database.asOwner((client) => client.query('grant execute on function statistics.count_in(bytea, uuid, smallint[]) to bul_health'))
  assert.equal((await answerAll(app, body, { 0: 1 })).status, 204)
})

test('the one door counts the slip that is held, and no other', async () => {
  const [other, held] = [town.children[0]!, town.children[4]!]
  await assert.rejects(
    database.doors.as({ municipalityId: 881, role: 'respondent', reach: held.slipHmac.toString('hex') }, 'health', (tx) =>
      countIn(tx, other.slipHmac, '00000000-0000-4000-8000-000000000001', [1]),
    ),
    /not in reach/,
  )
})

test('when the survey is closed drafts by name are gone, and what was answered by name stays', async () => {
  const late = await playHealth(database, app, { cprs: [numbered(youngPerson, 5), numbered(youngPerson, 6)] })
  const [submitted, never] = late.children
  await answerAll(app, (await late.enter(submitted!, 'given')).body, { 0: 1 })
  const { body } = await late.enter(never!, 'given')
  await call(
    app,
    undefined,
    'POST /health/responses/answers',
    { epoch: body.epoch, answers: [{ place: 0, value: 1, sequence: 1 }] },
    { authorization: `Bearer ${body.token}` },
  )
  await database.asOwner((client) => client.query("update common.survey set state = 'closed' where id = $1", [late.survey.id]))
  await closeSurvey(testHouse(database), { municipalityId: 881, surveyId: late.survey.id })
  assert.deepEqual(await rows('select from health.draft where slip_hmac = $1', [never!.slipHmac]), [])
  assert.equal((await rows('select from health.response where survey_id = $1', [late.survey.id])).length, 1)
  assert.deepEqual(await rows('select from statistics.response where survey_id = $1', [late.survey.id]), [])
  const opened = await call(app, late.nurse, `GET /health/children/${submitted!.id}?purpose=talk`)
  assert.equal(opened.body.response.survey.id, late.survey.id, 'the answers are for the talk, which comes after')
})
