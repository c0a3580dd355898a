/** Coming in by a personal link, outside a lesson: a parent, a young person. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertInvitations, insertSurvey, insertSurveyUnits, listPupilsToInvite } from '#database/survey.ts'
import { grouped, linkFrom, symbols } from '#domain/survey/code.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { respondentToken } from '#server/http/respondent.ts'
import { linkOf, linksFor, unitsOf } from '#server/survey/invite.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let survey: Survey
let now: Date
let links: readonly string[]

before(async () => {
  database = await openTestDatabase()
  now = new Date('2026-11-23T19:00:00Z')
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 6 })
  survey = {
    ...town.survey,
    id: randomUUID(),
    title: 'Forældre spørges',
    questionnaire: { code: 'foraeldre-indskoling', version: '1.0' },
    grades: [5],
  }
  await database.doors.as(town.admin, 'staff', async (tx) => {
    await insertSurvey(tx, survey)
    const pupils = await listPupilsToInvite(tx, survey)
    await insertSurveyUnits(tx, survey.id, unitsOf(pupils))
    await insertInvitations(tx, survey.id, linksFor(database.keyring, 881, survey.id, pupils))
    links = pupils.map(({ pupilId }) => linkOf(database.keyring, 881, survey.id, pupilId, 0))
  })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const enter = (link: string) => call(app, undefined, 'POST /responses/enter-by-link', { link })
const as = (token: string) => ({ authorization: `Bearer ${token}` })

test('a link that never was, one of another municipality, and no link at all get one and the same answer', async () => {
  const [link = ''] = links
  const wrong = [
    linkFrom(881, new Uint8Array(24).fill(7)),
    linkFrom(882, new Uint8Array(24).fill(7)),
    `${symbols[0]}${symbols[0]}${link.slice(2)}`,
    link.slice(0, 13),
    `${link}2`,
    '',
    '%&/',
  ]
  const answers = await Promise.all(wrong.map(enter))
  for (const answer of answers) {
    assert.equal(answer.status, 404)
    assert.equal(answer.body.title, 'code-unknown')
    assert.deepEqual(refusalOf(answer), refusalOf(answers[0]!))
  }
})

test("a link opens the survey, and says which class and place it is about, but no child's name", async () => {
  const { status, body, text } = await enter(links[0]!)
  assert.equal(status, 200)
  assert.deepEqual([body.about.surveyId, body.about.track, body.about.respondent], [survey.id, 'statistics', 'parent'])
  assert.deepEqual([body.className, body.institution, body.forWhom, body.consent], ['5.A', 'Åsum Skole', null, null])
  for (const pupil of town.classes[0]!.pupils) assert.ok(!text.includes(pupil.name) && !text.includes(pupil.id))
})

test('typed from a letter, in groups and small letters, it is the same link', async () => {
  assert.equal((await enter(grouped(links[1]!).toLowerCase())).status, 200)
})

test('an answer by link is saved, found again on another device, and cut loose when it is sent', async () => {
  const first = (await enter(links[2]!)).body
  const saved = { epoch: first.epoch, answers: [{ place: 0, value: 1, sequence: 1 }] }
  assert.equal((await call(app, undefined, 'POST /responses/answers', saved, as(first.token))).status, 200)
  const again = (await enter(links[2]!)).body
  assert.equal(again.answers[0], 1)
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: again.answers }, as(again.token))).status, 204)
  const after = (await enter(links[2]!)).body
  assert.deepEqual([after.isSubmitted, after.token, after.answers], [true, '', []])
  const { rows } = await database.asOwner((client) => client.query('select * from statistics.response where survey_id = $1', [survey.id]))
  assert.equal(rows.length, 1)
  assert.ok(!JSON.stringify(rows).includes(links[2]!))
})

test("a token of another track is worth nothing here, and this one's nothing there", async () => {
  const { keyring } = database
  const { body } = await enter(links[3]!)
  const slipHmac = keyring.linkHmac(881, links[3]!)
  for (const track of ['health', 'assessment'] as const) {
    const forged = respondentToken(keyring, { track, municipalityId: 881, slipHmac, items: 40 })
    for (const way of ['submit', 'decline'])
      assert.equal((await call(app, undefined, `POST /responses/${way}`, { answers: [] }, as(forged))).status, 401)
    const elsewhere = await call(app, undefined, `POST /${track}/responses/submit`, { answers: [] }, as(body.token))
    assert.ok(elsewhere.status === 401 || elsewhere.status === 404)
  }
})

test('after the last day a link still says that it is too late, and leaves no trace in the log of looks', async () => {
  now = new Date('2026-12-19T09:00:00Z')
  const refused = await enter(links[4]!)
  assert.deepEqual([refused.status, refused.body.title], [409, 'survey-not-open'])
  now = new Date('2026-11-23T19:00:00Z')
  assert.deepEqual(await auditOf(database), [])
})

test('who guesses from one address is stopped, and a right link then waits too', async () => {
  const from = (link: string) =>
    app.inject({ method: 'POST', url: '/api/v1/responses/enter-by-link', payload: { link }, remoteAddress: '10.0.0.3' })
  for (let times = 0; times < 60; times++) await from(linkFrom(881, new Uint8Array(24).fill(times)))
  assert.equal((await from(links[5]!)).statusCode, 429)
  assert.equal((await enter(links[5]!)).status, 200, 'and nobody else with them')
})
