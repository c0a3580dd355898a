/** A pause: nobody new comes in, nobody who is in loses anything, and strangers learn nothing of it. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { countTurnout, findLesson, savePause } from '#database/lesson.ts'
import { pauseOfSlip } from '#database/response.ts'
import { setPaused } from '#domain/survey/lesson.ts'
import { playHealth } from '../../tests/play-health.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let five: PlayedClass
let teacher: SignedIn
let id: string

describe('a pause', () => {
  before(async () => {
    database = await openTestDatabase()
    app = await buildApp(testHouse(database), { isReady: async () => true })
    town = await play(database, { '5.A': 8 })
    five = town.classes[0]!
    teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [five.id] })
    id = (await call(app, teacher, 'POST /lessons', { surveyId: town.survey.id, classId: five.id })).body.id
  })

  after(async () => {
    await app.close()
    await database[Symbol.asyncDispose]()
  })

  const enter = (code: string, slip: string) => call(app, undefined, 'POST /responses/enter', { code, slip })
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  const isPausedFor = async (token: string) => (await call(app, undefined, 'GET /responses/pause', undefined, as(token))).body.isPaused
  const pause = () => call(app, teacher, `POST /lessons/${id}/pause`)
  const resume = () => call(app, teacher, `POST /lessons/${id}/resume`)
  const slip = (place: number) => five.pupils[place]!.slip

  test('whoever has both right codes is told so, and afterwards comes in by the same ones', async () => {
    assert.equal((await pause()).status, 204)
    const waiting = await enter(five.code, slip(0))
    assert.deepEqual([waiting.status, waiting.body.title], [409, 'lesson-paused'])
    await resume()
    assert.equal((await enter(five.code, slip(0))).status, 200)
  })

  test('waiting at the door begins nothing and counts as no failure', async () => {
    const drafts = async () =>
      (await database.asOwner((client) => client.query('select sum(epoch)::int as epochs, count(*)::int from statistics.draft'))).rows[0]
    const failures = async () =>
      (await database.asOwner((client) => client.query('select count(*)::int from common.failed_entry'))).rows[0].count
    await enter(five.code, slip(0))
    await pause()
    const before = [await drafts(), await failures()]
    for (const place of [0, 1, 1, 1]) assert.equal((await enter(five.code, slip(place))).status, 409)
    assert.deepEqual([await drafts(), await failures()], before)
    await resume()
  })

  test('a right code with a wrong slip, and a wrong code with a right slip, learn no more than at any other time', async () => {
    const wrong = async () => [refusalOf(await enter(five.code, 'ZZZZZZ')), refusalOf(await enter('ZZZZZZ', slip(0)))]
    const open = await wrong()
    await pause()
    assert.deepEqual(await wrong(), open)
    await resume()
  })

  test('who has answered and comes again meanwhile gets the answer of a used slip', async () => {
    const { body } = await enter(five.code, slip(7))
    await call(app, undefined, 'POST /responses/submit', { answers: [] }, as(body.token))
    await pause()
    assert.deepEqual(refusalOf(await enter(five.code, slip(7))), refusalOf(await enter(five.code, 'ZZZZZZ')))
    await resume()
  })

  test('whoever is in goes on saving, and may send: a pause refuses no answer', async () => {
    const { body } = await enter(five.code, slip(2))
    await pause()
    const save = { epoch: body.epoch, answers: [{ place: 3, value: 2, sequence: 1 }] }
    assert.deepEqual((await call(app, undefined, 'POST /responses/answers', save, as(body.token))).body, { saved: 1 })
    const answers = body.answers.map((_: null, place: number) => (place === 3 ? 2 : null))
    assert.equal((await call(app, undefined, 'POST /responses/submit', { answers }, as(body.token))).status, 204)
    assert.equal((await call(app, teacher, `GET /lessons/${id}`)).body.answered, 2)
    await resume()
  })

  test('a page in the lesson hears of it, and of its end', async () => {
    const { body } = await enter(five.code, slip(3))
    assert.equal(await isPausedFor(body.token), false)
    await pause()
    assert.equal(await isPausedFor(body.token), true)
    assert.equal((await call(app, undefined, 'GET /responses/pause', undefined, as('nonsense'))).status, 401)
    const statement = pauseOfSlip(881, five.pupils[3]!.slipHmac)
    const [found] = await database.doors.pipeline({ municipalityId: 881, role: 'respondent' }, 'statistics', [statement])
    assert.equal(found?.rowCount, 1, 'a row, and nothing in it')
    await resume()
    assert.equal(await isPausedFor(body.token), false)
  })

  test('the wall and the teacher show it; doing it twice is doing it once; it is in the log', async () => {
    const before = (await auditOf(database)).length
    assert.deepEqual([(await pause()).status, (await pause()).status], [204, 204])
    assert.equal((await call(app, teacher, `GET /lessons/${id}`)).body.isPaused, true)
    assert.equal((await call(app, teacher, `GET /lessons/${id}/board`)).body.isPaused, true)
    assert.equal((await call(app, teacher, 'GET /lessons')).body[0].lesson.isPaused, true)
    assert.equal((await resume()).status, 204)
    assert.deepEqual(
      (await auditOf(database)).slice(before).map(({ act, object }) => [act, object]),
      [
        ['lesson.paused', `lessons:${id}`],
        ['lesson.paused', `lessons:${id}`],
        ['lesson.resumed', `lessons:${id}`],
      ],
    )
  })

  test('the wall knows the code and how many are done, and no name can be in it', async () => {
    const { body } = await call(app, teacher, `GET /lessons/${id}/board`)
    assert.deepEqual(body, {
      className: '5.A',
      state: 'open',
      isPaused: false,
      code: five.code,
      address: `http://localhost:3000/svar#${five.code}`,
      answered: 2,
      invited: 8,
    })
    const turnout = await database.doors.as(teacher.actor, 'staff', (tx) => countTurnout(tx, town.survey.id, five.id))
    assert.deepEqual(turnout, { answered: 2, declined: 0 })
  })

  test('a lesson that is paused can be ended, and one that has ended is neither paused nor goes on', async () => {
    await pause()
    assert.equal((await call(app, teacher, `POST /lessons/${id}/end`)).status, 204)
    assert.equal((await call(app, teacher, `GET /lessons/${id}`)).body.isPaused, false)
    for (const again of [await pause(), await resume()]) assert.deepEqual([again.status, again.body.title], [409, 'lesson-not-open'])
    assert.equal(await database.doors.as(teacher.actor, 'staff', (tx) => savePause(tx, id, true)), false)
    const lesson = await database.doors.as(teacher.actor, 'staff', (tx) => findLesson(tx, id))
    assert.equal(setPaused(lesson!, true), 'lesson-not-open')
  })

  test('by name it is the same: told at the door, and to the page that is in', async () => {
    const health = await playHealth(database, app, { cprs: ['1503126666', '0211127777'] })
    const [one, other] = health.children
    const own = await signInAs(database, 'teacher', { institutionIds: [health.institutionId], classIds: [health.classId] })
    await call(app, health.nurse, 'GET /health/children')
    await call(app, await health.parentOf(one!), 'POST /family/consents', {
      pupilId: one!.id,
      surveyId: health.survey.id,
      decision: 'given',
    })
    const { body } = await health.enter(one!)
    assert.equal(body.about.track, 'health')
    const opened = await call(app, own, 'POST /lessons', { surveyId: health.survey.id, classId: health.classId })
    await call(app, own, `POST /lessons/${opened.body.id}/pause`)
    const asked = await call(app, undefined, 'GET /health/responses/pause', undefined, as(body.token))
    assert.deepEqual([asked.status, asked.body], [200, { isPaused: true }])
    assert.equal((await call(app, undefined, 'GET /responses/pause', undefined, as(body.token))).status, 401, "another track's token")
    assert.equal((await health.enter(other!)).body.title, 'lesson-paused')
  })
})
