/** Whoever was not at the lesson answers from home by the same login, and nothing tells afterwards who did. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { listOwnSlips } from '#database/lesson.ts'
import { playHealth } from '../../tests/play-health.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { auditOf, call, type Json, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { signInPupil } from '../../tests/sign-in-pupil.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import type { House } from '../house.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let house: House
let app: FastifyInstance
let town: Play
let five: PlayedClass
let teacher: SignedIn
let id: string
let now = new Date('2026-11-23T09:05:00Z')

const asEleven = 11

describe('whoever was not at the lesson', () => {
  before(async () => {
    database = await openTestDatabase()
    house = testHouse(database, () => now)
    app = await buildApp(house, { isReady: async () => true })
    town = await play(database, { '5.A': 12, '5.B': 6 })
    five = town.classes[0]!
    teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [five.id] })
    id = (await call(app, teacher, 'POST /lessons', { surveyId: town.survey.id, classId: five.id })).body.id
  })

  after(async () => {
    await app.close()
    await database[Symbol.asyncDispose]()
  })

  const rows = (query: string, values: readonly unknown[] = []): Promise<readonly Json[]> =>
    database.asOwner(async (client) => (await client.query(query, [...values])).rows)
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  const missed = async (who: SignedIn) => (await call(app, who, 'GET /family/missed-lessons')).body
  const open = (who: SignedIn, surveyId = town.survey.id) => call(app, who, `GET /family/missed-lessons/${surveyId}`)
  const ticketOf = (body: Json) => String(body.link).split('#h=')[1] ?? ''
  const enter = (link: string) => call(app, undefined, 'POST /responses/enter-from-home', { link })
  const submit = (body: Json) => call(app, undefined, 'POST /responses/submit', { answers: body.answers }, as(body.token))
  const pupil = (place: number) => signInPupil(database, town, five.pupils[place]!.id)

  test('nobody answers from home before the class has had its lesson', async () => {
    const child = await pupil(11)
    assert.deepEqual(await missed(child), [])
    const early = await open(child)
    assert.equal(early.status, 404)
    assert.deepEqual(refusalOf(await open(child, randomUUID())), refusalOf(early))
    for (const place of Array.from({ length: asEleven }, (_, at) => at)) {
      const { body } = await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: five.pupils[place]!.slip })
      assert.equal((await submit(body)).status, 204)
    }
    assert.equal((await call(app, teacher, `POST /lessons/${id}/end`)).status, 204)
    await sealClass(house, { municipalityId: 881, surveyId: town.survey.id, classId: five.id })
  })

  test("afterwards it stands on their own page, and on nobody else's", async () => {
    const child = await pupil(11)
    assert.deepEqual(await missed(child), [{ surveyId: town.survey.id, title: town.survey.title, closesOn: '2026-12-18' }])
    assert.deepEqual(await missed(await pupil(0)), [], 'who has answered')
    const parent = await signInPupil(database, town, five.pupils[11]!.id, 'parent')
    assert.deepEqual(await missed(parent), [], 'a parent is not told whether the child has answered')
    assert.equal((await open(parent)).status, 404)
    const other = await signInPupil(database, town, town.classes[1]!.pupils[0]!.id)
    assert.deepEqual(await missed(other), [], 'a class whose lesson is still to come')
    assert.equal((await call(app, teacher, 'GET /family/missed-lessons')).status, 403)
  })

  test('a parent and a professional can ask the database for no slip', async () => {
    for (const who of [await signInPupil(database, town, five.pupils[11]!.id, 'parent'), teacher])
      await assert.rejects(
        database.doors.as(who.actor, 'statistics', (tx) => listOwnSlips(tx)),
        /by whose it is/,
      )
  })

  test('the way there works for a quarter of an hour, and a made-up one never', async () => {
    const ticket = ticketOf((await open(await pupil(11))).body)
    const unknown = refusalOf(await enter('nonsense'))
    assert.equal(unknown.status, 404)
    assert.deepEqual(refusalOf(await enter(`${ticket.slice(0, -2)}AA`)), unknown)
    now = new Date(now.getTime() + 16 * 60_000)
    assert.deepEqual(refusalOf(await enter(ticket)), unknown, 'too old')
    now = new Date(now.getTime() - 16 * 60_000)
    assert.equal((await enter(ticket)).status, 200)
  })

  test('nothing is written that says who answered from home: neither in the log nor anywhere else', async () => {
    const child = await pupil(11)
    const counts = async () => [
      (await auditOf(database)).length,
      ...(await rows('select count(*)::int from health.family_link')).map(({ count }) => count),
      ...(await rows('select count(*)::int from common.link_binding')).map(({ count }) => count),
    ]
    const before = await counts()
    await missed(child)
    const { body } = await enter(ticketOf((await open(child)).body))
    assert.equal((await submit(body)).status, 204)
    assert.deepEqual(await counts(), before)
    assert.deepEqual(await missed(child), [], 'and it is gone from their own page')
  })

  test('what comes after the end changes nothing that was sealed, and waits for the year group', async () => {
    const total = async (unit: string) =>
      (await rows("select counts[1] as n from sealed.total where survey_id = $1 and unit = $2 and sex = 'all'", [town.survey.id, unit]))[0]
        ?.n
    const before = await total(`class:${five.id}`)
    const ended = (await call(app, teacher, `GET /lessons/${id}`)).body
    assert.deepEqual([ended.answered, ended.missing], [12, []], 'the teacher sees that nobody lacks')
    await sealClass(house, { municipalityId: 881, surveyId: town.survey.id, classId: five.id })
    assert.equal(await total(`class:${five.id}`), before, 'one late answer is no atom of its own')

    // The parallel class answers with four: alone too few, together with the one from home enough for the year group.
    const other = town.classes[1]!
    for (const { slip } of other.pupils.slice(0, 4)) {
      const { body } = await call(app, undefined, 'POST /responses/enter', { code: other.code, slip })
      assert.equal((await submit(body)).status, 204)
    }
    await rows("update common.survey set state = 'closed', closes_on = '2026-11-22' where id = $1", [town.survey.id])
    await closeSurvey(house, { municipalityId: 881, surveyId: town.survey.id })
    assert.equal(await total(`class:${five.id}`), before, 'also when the survey closes')
    const turnout = await rows('select unit, answered from sealed.turnout where survey_id = $1', [town.survey.id])
    assert.equal(turnout.find(({ unit }) => unit === 'municipality')?.answered, 16)
    assert.equal((await rows('select count(*)::int from statistics.response where survey_id = $1', [town.survey.id]))[0]?.count, 0)
  })

  test('when the survey is over nobody comes in from home', async () => {
    assert.equal((await open(await pupil(11))).status, 404)
  })

  test('by name it is the same road, and leads where consent says', async () => {
    const health = await playHealth(database, app, { cprs: ['1503126666', '0211127777'] })
    const own = await signInAs(database, 'teacher', { institutionIds: [health.institutionId], classIds: [health.classId] })
    const lesson = (await call(app, own, 'POST /lessons', { surveyId: health.survey.id, classId: health.classId })).body.id
    await call(app, own, `POST /lessons/${lesson}/end`)
    const [one, other] = health.children
    await call(app, await health.parentOf(one!), 'POST /family/consents', {
      pupilId: one!.id,
      surveyId: health.survey.id,
      decision: 'given',
    })
    for (const [child, track] of [
      [one!, 'health'],
      [other!, 'statistics'],
    ] as const) {
      const { body } = await enter(ticketOf((await open(await health.self(child), health.survey.id)).body))
      assert.equal(body.about.track, track)
    }
  })
})
