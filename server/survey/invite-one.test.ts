/** A survey that invites one at a time: whom, by whom, the letter, and figures in batches. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { listBatches } from '#database/disclosure.ts'
import { insertSurvey, listInvitees } from '#database/survey.ts'
import { batchMinimum } from '#domain/disclosure/thresholds.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { sealBatch } from '#server/jobs/seal-batch.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { auditOf, browser, call, type Json, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let own: PlayedClass
let other: PlayedClass
let survey: Survey
let visitor: SignedIn
let lead: SignedIn
let admin: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 14, '6.A': 3 })
  ;[own, other] = town.classes as [PlayedClass, PlayedClass]
  survey = {
    ...town.survey,
    id: randomUUID(),
    title: 'Før besøget',
    questionnaire: newestVersion('foraeldre-8-10-maaneder'),
    isRolling: true,
    grades: [5, 6],
  }
  await database.doors.as(town.admin, 'staff', (tx) => insertSurvey(tx, survey))
  visitor = await signInAs(database, 'healthVisitor', { classIds: [own.id] })
  lead = await signInAs(database, 'leadHealthVisitor')
  admin = await signInAs(database, 'municipalAdmin')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const invite = (who: SignedIn, pupilId: string, id = survey.id) => call(app, who, `POST /surveys/${id}/invitees`, { pupilId })
const list = (who: SignedIn, id = survey.id) => call(app, who, `GET /surveys/${id}/invitees`)
const letters = (who: SignedIn, classId: string, more = '') => call(app, who, `GET /surveys/${survey.id}/letters?classId=${classId}${more}`)
const stateOf = async (pupilId: string) =>
  (await list(lead)).body.invitees.find((one: Json) => one.pupilId === pupilId)?.state as string | undefined
const invited = () =>
  database.asOwner(
    async (client) =>
      (
        await client.query(
          "select unit, invited from common.survey_unit where survey_id = $1 and level in ('class', 'municipality') order by level, unit",
          [survey.id],
        )
      ).rows as {
        unit: string
        invited: number
      }[],
  )

test('teachers, leaders and analysts invite nobody, and see no list of whom one could', async () => {
  for (const role of ['teacher', 'institutionLeader', 'municipalAnalyst', 'schoolDoctor', 'parent'] as const) {
    const who = await signInAs(database, role, { institutionIds: [town.institutionId], classIds: [own.id] })
    assert.equal((await invite(who, own.pupils[0]!.id)).status, 403, role)
    assert.equal((await list(who)).status, 403, role)
    assert.equal((await call(app, who, 'GET /inviting')).status, 403, role)
  }
})

test("a colleague's child is as unknown as one who does not exist, and a survey that asks everybody at once has no list", async () => {
  const colleagues = await invite(visitor, other.pupils[0]!.id)
  assert.equal(colleagues.status, 404)
  assert.deepEqual(refusalOf(colleagues), refusalOf(await invite(visitor, randomUUID())))
  assert.equal((await invite(admin, own.pupils[0]!.id, town.survey.id)).status, 404)
  assert.equal((await list(admin, town.survey.id)).status, 404)
  const neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  await play(database, { '5.A': 1 }, 882)
  assert.equal((await list(neighbour)).status, 404)
})

test('a health visitor meets their own children with their state, and the log names each of them', async () => {
  const { status, body } = await list(visitor)
  assert.equal(status, 200)
  assert.deepEqual(new Set(body.invitees.map((one: Json) => one.className)), new Set(['5.A']))
  assert.ok(body.invitees.every((one: Json) => one.state === 'notInvited'))
  assert.equal((await list(lead)).body.invitees.length, 17)
  const { rows } = await database.asOwner((client) =>
    client.query(
      "select pupil_ids, purpose from audit.event where act = 'invitees.listed' and refusal is null order by cardinality(pupil_ids) limit 1",
    ),
  )
  assert.equal(rows[0].purpose, 'invitation')
  assert.deepEqual(new Set(rows[0].pupil_ids), new Set(own.pupils.map(({ id }) => id)))
})

test('it is told which surveys invite one at a time', async () => {
  const { body } = await call(app, visitor, 'GET /inviting')
  assert.deepEqual(
    body.map(({ id, respondent, isOpen }: Json) => [id, respondent, isOpen]),
    [[survey.id, 'parent', true]],
  )
})

test('who is invited gets a link that opens the questions, counts once, and is in the log', async () => {
  const [child] = own.pupils
  const { status, body } = await invite(visitor, child!.id)
  assert.equal(status, 200)
  assert.match(body.link, /^http:\/\/localhost:3000\/svar#k=[2-9A-HJKMNP-TV-Z]{14}$/)
  assert.equal((await invite(lead, child!.id)).body.link, body.link, 'inviting again gives the same link')
  assert.deepEqual(
    (await invited()).map((row) => row.invited),
    [1, 1],
  )
  assert.equal(await stateOf(child!.id), 'invited')
  const link = body.link.split('=')[1]
  const entered = await call(app, undefined, 'POST /responses/enter-by-link', { link }, browser())
  assert.deepEqual([entered.status, entered.body.about.surveyId], [200, survey.id])
  assert.ok((await auditOf(database)).some(({ act, role }) => act === 'family.invited' && role === 'healthVisitor'))
})

test('the list says who has answered and who has said no, and never more', async () => {
  const [, second, third] = own.pupils
  for (const [child, way] of [
    [second!, 'submit'],
    [third!, 'decline'],
  ] as const) {
    const { link } = (await invite(visitor, child.id)).body
    const { token } = (await call(app, undefined, 'POST /responses/enter-by-link', { link: link.split('=')[1] }, browser())).body
    const headers = { authorization: `Bearer ${token}` }
    const body = way === 'submit' ? { answers: [] } : undefined
    assert.equal((await call(app, undefined, `POST /responses/${way}`, body, headers)).status, 204)
  }
  assert.deepEqual([await stateOf(second!.id), await stateOf(third!.id)], ['answered', 'declined'])
  const { body } = await list(visitor)
  assert.deepEqual(Object.keys(body.invitees[0]).toSorted(), [
    'ageMonths',
    'classId',
    'className',
    'institution',
    'isProtected',
    'name',
    'pupilId',
    'state',
  ])
})

test('letters go to those who have not answered, and to nobody outside the class that is asked for', async () => {
  const pdf = await letters(visitor, own.id)
  assert.equal(pdf.status, 200)
  assert.equal(pdf.headers['content-type'], 'application/pdf')
  assert.equal(pdf.headers['cache-control'], 'no-store')
  assert.equal((await letters(visitor, own.id, '&language=en')).status, 200)
  const { rows } = await database.asOwner((client) =>
    client.query("select pupil_ids from audit.event where act = 'letters.printed' and refusal is null limit 1"),
  )
  assert.deepEqual(rows[0].pupil_ids, [own.pupils[0]!.id])
  assert.equal((await letters(visitor, own.id, `&pupilId=${own.pupils[1]!.id}`)).body.title, 'nobody-to-write-to')
})

test("letters of another's class, of none, and to somebody who may not, are refused", async () => {
  assert.deepEqual(refusalOf(await letters(visitor, other.id)), refusalOf(await letters(visitor, randomUUID())))
  const leader = await signInAs(database, 'institutionLeader', { institutionIds: [randomUUID()] })
  assert.equal((await letters(leader, own.id)).status, 404)
  assert.equal((await letters(await signInAs(database, 'municipalAnalyst'), own.id)).status, 403)
  assert.equal((await call(app, admin, `GET /surveys/${town.survey.id}/letters?classId=${own.id}`)).status, 404, 'a lesson has slips')
})

test('a closed survey invites nobody', async () => {
  await database.asOwner((client) => client.query("update common.survey set closes_on = '2026-11-20' where id = $1", [survey.id]))
  const answered = await invite(visitor, own.pupils[5]!.id)
  await database.asOwner((client) => client.query("update common.survey set closes_on = '2026-12-18' where id = $1", [survey.id]))
  assert.deepEqual([answered.status, answered.body.title], [409, 'survey-not-open'])
})

test('a class is sealed by night only when two thresholds have answered since the last time', async () => {
  const answer = async (pupilId: string) => {
    const { link } = (await invite(visitor, pupilId)).body
    const { token } = (await call(app, undefined, 'POST /responses/enter-by-link', { link: link.split('=')[1] }, browser())).body
    if (token !== '') await call(app, undefined, 'POST /responses/submit', { answers: [] }, { authorization: `Bearer ${token}` })
  }
  const batches = () => database.doors.asSystem('test', { municipalityId: 881, login: 'sealer' }, (tx) => listBatches(tx, batchMinimum))
  const sealed = async () =>
    database.asOwner(
      async (client) =>
        (
          await client.query(
            "select coalesce(sum(answered), 0)::int as n from sealed.turnout where survey_id = $1 and unit like 'class:%'",
            [survey.id],
          )
        ).rows[0].n as number,
    )
  // One has answered above; with eight more it is one too few.
  for (const { id } of own.pupils.slice(3, 11)) await answer(id)
  await sealBatch(testHouse(database), {})
  assert.deepEqual([await sealed(), await batches()], [0, []])
  await answer(own.pupils[11]!.id)
  assert.deepEqual(await batches(), [{ surveyId: survey.id, classId: own.id }])
  await sealBatch(testHouse(database), {})
  assert.deepEqual([await sealed(), await batches()], [10, []])
  await answer(own.pupils[12]!.id)
  await sealBatch(testHouse(database), { municipalityId: 881, surveyId: survey.id })
  assert.equal(await sealed(), 10, 'one more waits')
})

test('who may be invited is read from the class lists of the survey', async () => {
  const rows = await database.doors.as(town.admin, 'staff', (tx) => listInvitees(tx, survey, [own.id]))
  assert.equal(rows.length, 14)
  assert.equal((await database.doors.as(town.admin, 'staff', (tx) => listInvitees(tx, survey, []))).length, 0)
})
