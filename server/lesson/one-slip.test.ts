/** One pupil's slip: shown when it is lost, made anew when another has used it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { renewLink } from '#database/entry.ts'
import { findSlip } from '#database/lesson.ts'
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
let colleague: SignedIn
let id: string

describe("one pupil's slip", () => {
  before(async () => {
    database = await openTestDatabase()
    app = await buildApp(testHouse(database), { isReady: async () => true })
    town = await play(database, { '5.A': 6, '6.A': 2 })
    const six = town.classes[1]!
    five = town.classes[0]!
    teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [five.id] })
    colleague = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [six.id] })
    id = (await call(app, teacher, 'POST /lessons', { surveyId: town.survey.id, classId: five.id })).body.id
  })

  after(async () => {
    await app.close()
    await database[Symbol.asyncDispose]()
  })

  const enter = (slip: string) => call(app, undefined, 'POST /responses/enter', { code: five.code, slip })
  const as = (token: string) => ({ authorization: `Bearer ${token}` })
  const save = (entered: { token: string; epoch: number }, value: number) =>
    call(
      app,
      undefined,
      'POST /responses/answers',
      { epoch: entered.epoch, answers: [{ place: 3, value, sequence: 1 }] },
      as(entered.token),
    )
  const slipOf = (place: number, how: 'GET' | 'POST' = 'GET', who = teacher) =>
    call(app, who, `${how} /lessons/${id}/pupils/${five.pupils[place]!.id}/slip`)
  const turnout = async () =>
    (await database.asOwner((client) => client.query('select answered, declined from statistics.turnout where class_id = $1', [five.id])))
      .rows[0]

  test("it is shown to the class's own teacher alone, while the lesson is open", async () => {
    const unknown = refusalOf(await call(app, teacher, `GET /lessons/${id}/pupils/${randomUUID()}/slip`))
    assert.equal(unknown.status, 404)
    for (const how of ['GET', 'POST'] as const) {
      assert.deepEqual(refusalOf(await slipOf(0, how, colleague)), unknown)
      const neighbour = `${how} /lessons/${id}/pupils/${town.classes[1]!.pupils[0]!.id}/slip` as const
      assert.deepEqual(refusalOf(await call(app, teacher, neighbour)), unknown, 'a pupil of another class')
    }
    const { body } = await slipOf(0)
    const { name, slip } = five.pupils[0]!
    assert.deepEqual(body, { name, code: five.code, slip, address: `http://localhost:3000/svar#${five.code}-${slip}` })
    const row = await database.doors.as(teacher.actor, 'staff', (tx) => findSlip(tx, town.survey.id, five.id, five.pupils[0]!.id))
    assert.deepEqual([row?.turn, row?.slipHmac], [0, five.pupils[0]!.slipHmac])
  })

  test('showing and printing it is in the log with whose it was', async () => {
    await slipOf(1)
    const paper = await call(app, teacher, `GET /lessons/${id}/slips?pupilId=${five.pupils[1]!.id}`)
    assert.equal(paper.headers['content-type'], 'application/pdf')
    const events = await database.asOwner(
      async (client) =>
        (
          await client.query('select act, object, purpose, pupil_ids from audit.event where $1 = any (pupil_ids) order by act', [
            five.pupils[1]!.id,
          ])
        ).rows,
    )
    assert.deepEqual(
      events.map(({ act, object, purpose, pupil_ids: pupils }) => [act, object, purpose, pupils]),
      ['slip.shown', 'slips.printed'].map((act) => [act, `lessons:${id}`, 'invitation', [five.pupils[1]!.id]]),
    )
    assert.equal((await call(app, teacher, `GET /lessons/${id}/slips?pupilId=${randomUUID()}`)).status, 404)
  })

  test('the list to choose from is the class by name, in Danish order, whoever has answered', async () => {
    const { body } = await call(app, teacher, `GET /lessons/${id}/pupils`)
    assert.deepEqual(
      body,
      five.pupils.map(({ id: pupilId, name }) => ({ pupilId, name })).toSorted((a, b) => (a.name < b.name ? -1 : 1)),
    )
  })

  test('a new slip kills the old one, and what another began with it is gone', async () => {
    const wrong = (await enter(five.pupils[2]!.slip)).body
    assert.equal((await save(wrong, 2)).status, 200)
    const renewed = await slipOf(2, 'POST')
    assert.equal(renewed.status, 200)
    assert.notEqual(renewed.body.slip, five.pupils[2]!.slip)
    assert.deepEqual((await slipOf(2)).body, renewed.body, 'and it is the one that is shown from now on')

    const gone = await save(wrong, 3)
    assert.equal(gone.body.title, 'response-gone')
    const submitted = await call(app, undefined, 'POST /responses/submit', { answers: wrong.answers }, as(wrong.token))
    assert.notEqual(submitted.status, 204)
    assert.deepEqual(refusalOf(await enter(five.pupils[2]!.slip)), refusalOf(await enter('ZZZZZZ')))

    const right = await enter(renewed.body.slip)
    assert.equal(right.status, 200)
    assert.ok(
      right.body.answers.every((answer: unknown) => answer === null),
      'nothing of what the other answered',
    )
    assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: [] }, as(right.body.token))).status, 204)
    assert.equal((await turnout()).answered.length, 1)
  })

  test('a slip that has been sent is not made anew, for nobody can find what was sent', async () => {
    const before = (await auditOf(database)).length
    const refused = await slipOf(2, 'POST')
    assert.deepEqual([refused.status, refused.body.title], [409, 'slip-used'])
    assert.equal((await auditOf(database)).length, before)
    assert.equal((await turnout()).answered.length, 1)
  })

  test('who said no has still said no with the new slip', async () => {
    const { body } = await enter(five.pupils[3]!.slip)
    await call(app, undefined, 'POST /responses/decline', undefined, as(body.token))
    const { body: renewed } = await slipOf(3, 'POST')
    const hmac = database.keyring.slipHmac(881, town.survey.id, five.id, renewed.slip)
    assert.deepEqual(
      (await turnout()).declined.map((one: Buffer) => one.toString('hex')),
      [hmac.toString('hex')],
    )
  })

  test('after a new slip nothing joins a sent answer to its pupil', async () => {
    const { rows } = await database.asOwner((client) => client.query('select * from statistics.response'))
    const slips = await database.asOwner(async (client) => (await client.query('select * from common.slip')).rows)
    const known = new Set(slips.flatMap((slip) => [slip.pupil_id, slip.slip_hmac.toString('hex')]))
    assert.equal(rows.length, 1)
    for (const value of Object.values(rows[0])) assert.ok(!known.has(Buffer.isBuffer(value) ? value.toString('hex') : value))
    const left = await database.asOwner(
      async (client) =>
        (
          await client.query(
            'select count(*)::int from statistics.draft d where not exists (select from common.slip s where s.slip_hmac = d.slip_hmac)',
          )
        ).rows[0].count,
    )
    assert.equal(left, 0, 'no draft outlives its slip')
  })

  test('by name: the draft goes, and a sent answer is left to whom it concerns', async () => {
    const health = await playHealth(database, app, { cprs: ['1503126666', '0211127777'] })
    const own = await signInAs(database, 'teacher', { institutionIds: [health.institutionId], classIds: [health.classId] })
    const lesson = (await call(app, own, 'POST /lessons', { surveyId: health.survey.id, classId: health.classId })).body.id
    const renew = (pupilId: string) => call(app, own, `POST /lessons/${lesson}/pupils/${pupilId}/slip`)
    const track = (await call(app, own, `GET /lessons/${lesson}`)).body.track
    assert.equal(track, 'health', 'the page says what to do for answers by name')
    const [one, other] = health.children
    for (const child of [one!, other!])
      await call(app, await health.parentOf(child), 'POST /family/consents', {
        pupilId: child.id,
        surveyId: health.survey.id,
        decision: 'given',
      })
    const { body } = await health.enter(one!)
    assert.equal(body.about.track, 'health')
    const renewed = await renew(one!.id)
    assert.equal(renewed.status, 200)
    assert.equal((await health.enter(one!)).body.title, 'code-unknown')
    const again = await call(app, undefined, 'POST /responses/enter', { code: health.code, slip: renewed.body.slip })
    assert.equal(again.body.about.track, 'health', 'consent stands with the child, not with the slip')
    await call(app, undefined, 'POST /health/responses/submit', { answers: again.body.answers }, as(again.body.token))
    assert.equal((await renew(one!.id)).body.title, 'slip-used')
  })

  test('the database lets no teacher make a slip when no lesson is open', async () => {
    assert.equal((await call(app, teacher, `POST /lessons/${id}/end`)).status, 204)
    assert.equal((await slipOf(0)).body.title, 'lesson-not-open')
    assert.equal((await slipOf(0, 'POST')).body.title, 'lesson-not-open')
    await assert.rejects(
      database.doors.as(teacher.actor, 'staff', (tx) =>
        renewLink(tx, { surveyId: town.survey.id, pupilId: five.pupils[0]!.id, turn: 1, linkHmac: Buffer.alloc(32, 1) }),
      ),
      /while the lesson is open/,
    )
  })
})
