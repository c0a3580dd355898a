/** A new link in the place of one that is lost. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertSurvey } from '#database/survey.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { type HealthPlay, playHealth } from '../../tests/play-health.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { auditOf, browser, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let own: PlayedClass
let other: PlayedClass
let survey: Survey
let health: HealthPlay
let visitor: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 4, '6.A': 3 })
  ;[own, other] = town.classes as [PlayedClass, PlayedClass]
  const questionnaire = newestVersion('foraeldre-8-10-maaneder')
  survey = { ...town.survey, id: randomUUID(), title: 'Før besøget', questionnaire, isRolling: true, grades: [5, 6] }
  await database.doors.as(town.admin, 'staff', (tx) => insertSurvey(tx, survey))
  visitor = await signInAs(database, 'healthVisitor', { classIds: [own.id] })
  health = await playHealth(database, app, { cprs: ['2411199901'], questionnaire: 'foraeldre-indskoling', className: '1.A' })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const symbolsOf = (link: string) => link.split('#k=')[1] ?? ''
const invite = async (pupilId: string) =>
  symbolsOf((await call(app, visitor, `POST /surveys/${survey.id}/invitees`, { pupilId })).body.link)
const renew = (who: SignedIn, pupilId: string, id = survey.id) => call(app, who, `POST /surveys/${id}/invitees/renew-link`, { pupilId })
const enter = (link: string, from = browser()) => call(app, undefined, 'POST /responses/enter-by-link', { link }, from)
const as = (token: string) => ({ authorization: `Bearer ${token}` })
const rows = async (text: string, values: readonly unknown[] = []) =>
  database.asOwner(async (client) => (await client.query(text, [...values])).rows)

test('teachers, leaders, analysts and families renew nothing, and whose child it is not, is unknown', async () => {
  for (const role of ['teacher', 'institutionLeader', 'municipalAnalyst', 'schoolDoctor', 'parent'] as const) {
    const who = await signInAs(database, role, { institutionIds: [town.institutionId], classIds: [own.id] })
    assert.equal((await renew(who, own.pupils[0]!.id)).status, 403, role)
  }
  const [colleagues, nobodys] = [await renew(visitor, other.pupils[0]!.id), await renew(visitor, randomUUID())]
  assert.equal(colleagues.status, 404)
  assert.deepEqual(refusalOf(colleagues), refusalOf(nobodys))
  const slip = await renew(await signInAs(database, 'municipalAdmin'), own.pupils[0]!.id, town.survey.id)
  assert.equal(slip.status, 404, 'a slip of a lesson is printed again, and is no link')
})

test('there is nothing to renew where nobody was invited', async () => {
  const refused = await renew(visitor, own.pupils[3]!.id)
  assert.deepEqual([refused.status, refused.body.title], [409, 'link-used'])
})

test('the old link is dead with what was begun, the new one belongs to whoever opens it, and a letter shows it', async () => {
  const pupilId = own.pupils[0]!.id
  const old = await invite(pupilId)
  const begun = (await enter(old, browser('lost phone'))).body
  await call(
    app,
    undefined,
    'POST /responses/answers',
    { epoch: begun.epoch, answers: [{ place: 0, value: 1, sequence: 1 }] },
    as(begun.token),
  )
  const renewed = await renew(visitor, pupilId)
  assert.equal(renewed.status, 200)
  const link = symbolsOf(renewed.body.link)
  assert.notEqual(link, old)
  assert.equal((await enter(old, browser('lost phone'))).body.title, 'code-unknown')
  assert.equal(
    (await call(app, undefined, 'POST /responses/submit', { answers: begun.answers }, as(begun.token))).body.title,
    'response-gone',
  )
  const { status, body } = await enter(link, browser('new phone'))
  assert.deepEqual([status, body.answers[0], body.epoch], [200, null, 1])
  assert.equal(await invite(pupilId), link, 'inviting again gives the new one')
  assert.equal((await rows('select from statistics.draft')).length, 1)
  assert.equal((await rows('select from common.link_binding')).length, 1)
  assert.ok((await auditOf(database)).some(({ act, role }) => act === 'link.renewed' && role === 'healthVisitor'))
})

test('a no stays a no, and what has been sent is not opened again', async () => {
  const pupilId = own.pupils[1]!.id
  const declined = (await enter(await invite(pupilId))).body
  await call(app, undefined, 'POST /responses/decline', undefined, as(declined.token))
  const link = symbolsOf((await renew(visitor, pupilId)).body.link)
  const listed = (await call(app, visitor, `GET /surveys/${survey.id}/invitees`)).body.invitees
  assert.equal(listed.find((one: { pupilId: string }) => one.pupilId === pupilId).state, 'declined')
  const { body } = await enter(link)
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: body.answers }, as(body.token))).status, 204)
  const refused = await renew(visitor, pupilId)
  assert.deepEqual([refused.status, refused.body.title], [409, 'link-used'])
})

test('a survey by name: the same, and the draft by name goes too', async () => {
  const [child] = health.children
  const parent = await health.parentOf(child!)
  await call(app, parent, 'POST /family/consents', { pupilId: child!.id, surveyId: health.survey.id, decision: 'given' })
  assert.equal((await health.enter(child!)).body.about.track, 'health')
  const renewed = await renew(health.nurse, child!.id, health.survey.id)
  assert.equal(renewed.status, 200, renewed.text)
  assert.equal((await rows('select from health.draft')).length, 0)
  assert.equal((await health.enter(child!)).body.title, 'code-unknown')
  const again = await enter(symbolsOf(renewed.body.link), browser('another'))
  assert.deepEqual([again.status, again.body.about.track], [200, 'health'])
})
