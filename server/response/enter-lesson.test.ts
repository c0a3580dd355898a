/** Coming in with the lesson's code and a personal slip, and coming back. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { lessonCode, spaced, symbols } from '#domain/survey/code.ts'
import { newest } from '#lillekoebing/newest.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let neighbour: Play
let five: PlayedClass
let six: PlayedClass
/** What the house takes the time to be. */
let now: Date

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 6, '6.A': 6 })
  neighbour = await play(database, { '5.A': 6 }, 882)
  ;[five, six] = town.classes as [PlayedClass, PlayedClass]
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const enter = (code: string, slip: string) => call(app, undefined, 'POST /responses/enter', { code, slip })
const as = (token: string) => ({ authorization: `Bearer ${token}` })
const save = (token: string, epoch: number, place: number, value: number | null, sequence = 1) =>
  call(app, undefined, 'POST /responses/answers', { epoch, answers: [{ place, value, sequence }] }, as(token))

/** A test that begins on the morning of 23 November. */
function scene(name: string, work: () => Promise<void>): void {
  test(name, async () => {
    now = new Date('2026-11-23T09:00:00Z')
    await work()
  })
}

scene('code and slip open the survey, with what it is about before the first question', async () => {
  const { status, body } = await enter(five.code, five.pupils[0]!.slip)
  assert.equal(status, 200)
  assert.deepEqual([body.epoch, body.className, body.institution], [1, '5.A', 'Åsum Skole'])
  assert.deepEqual(
    body.answers,
    newest('mellemtrin').items.map(() => null),
  )
  assert.equal(body.about.surveyId, town.survey.id)
  assert.equal(body.about.track, 'statistics')
  assert.ok(body.token.length > 40)
})

scene('what comes back names no pupil, no slip and no code', async () => {
  const pupil = five.pupils[0]!
  const { text } = await enter(five.code, pupil.slip)
  for (const secret of [pupil.name, pupil.id, pupil.slip, five.code, pupil.slipHmac.toString('hex')]) assert.ok(!text.includes(secret))
})

scene('typed in small letters, with blanks and hyphens, it is the same code', async () => {
  const pupil = five.pupils[0]!
  assert.equal(
    (await enter(` ${spaced(five.code).toLowerCase()} `, `${pupil.slip.slice(0, 3)}-${pupil.slip.slice(3)}`.toLowerCase())).status,
    200,
  )
})

scene("a wrong code, a dead code, a wrong slip, another class's slip and a neighbour's are told apart by nobody", async () => {
  const pupil = five.pupils[0]!
  const another = (text: string) => text.slice(0, 5) + symbols[(symbols.indexOf(text.charAt(5)) + 1) % 30]
  await database.asOwner((client) =>
    client.query(
      "insert into common.lesson select municipality_id, gen_random_uuid(), survey_id, institution_id, class_id, $1, 'ended', opened_at, opened_at from common.lesson where code = $2",
      [lessonCode(881, new Uint8Array(8)), five.code],
    ),
  )
  const tries: readonly (readonly [string, string])[] = [
    [another(five.code), pupil.slip],
    [lessonCode(881, new Uint8Array(8)), pupil.slip],
    [five.code, another(pupil.slip)],
    [five.code, six.pupils[0]!.slip],
    [five.code, neighbour.classes[0]!.pupils[0]!.slip],
    [neighbour.classes[0]!.code, pupil.slip],
    [lessonCode(899, new Uint8Array(8)), pupil.slip],
    [lessonCode(0, new Uint8Array(8)), pupil.slip],
    ['', ''],
    ['ABCDE', pupil.slip],
    [five.code, 'OOOOOO'],
    [five.code, "' or 1=1"],
    [pupil.slip, five.code],
  ]
  const [first, ...others] = await Promise.all(tries.map(([code, slip]) => enter(code, slip)))
  assert.deepEqual([first!.status, first!.body.title], [404, 'code-unknown'])
  for (const [place, other] of others.entries()) assert.deepEqual(refusalOf(other), refusalOf(first!), String(tries[place + 1]))
  assert.equal(new Set([first!, ...others].map(({ text }) => text.length)).size, 1)
})

scene('who fails leaves nothing behind: no draft, no row', async () => {
  const state = () =>
    database.asOwner(
      async (client) =>
        (
          await client.query(
            'select (select count(*) from statistics.draft) as drafts, (select json_agg(t order by class_id)::text from statistics.turnout t) as turnout',
          )
        ).rows,
    )
  const [before, log] = [await state(), await auditOf(database)]
  await enter(five.code, six.pupils[1]!.slip)
  assert.deepEqual(await state(), before)
  assert.deepEqual(await auditOf(database), log)
})

scene('coming back raises the epoch and finds what was answered', async () => {
  const pupil = five.pupils[1]!
  const first = (await enter(five.code, pupil.slip)).body
  await save(first.token, first.epoch, 2, 4)
  const second = (await enter(five.code, pupil.slip)).body
  assert.deepEqual([first.epoch, second.epoch], [1, 2])
  assert.equal(second.answers[2], 4)
})

scene('the later entry wins, however many changes the first device still sends', async () => {
  const pupil = five.pupils[2]!
  const tablet = (await enter(five.code, pupil.slip)).body
  const phone = (await enter(five.code, pupil.slip)).body
  await save(phone.token, phone.epoch, 5, 1, 1)
  await save(tablet.token, tablet.epoch, 5, 2, 999)
  assert.equal((await enter(five.code, pupil.slip)).body.answers[5], 1)
  await save(phone.token, phone.epoch, 5, null, 2)
  await save(tablet.token, tablet.epoch, 5, 2, 1_000)
  assert.equal((await enter(five.code, pupil.slip)).body.answers[5], null, 'taken back is an answer too')
})

scene('two who come in with one slip at the same moment get different epochs', async () => {
  const pupil = five.pupils[3]!
  const entered = await Promise.all(Array.from({ length: 6 }, () => enter(five.code, pupil.slip)))
  assert.deepEqual(entered.map(({ body }) => body.epoch).toSorted(), [1, 2, 3, 4, 5, 6])
})

scene('a slip that has submitted is as if it had never been', async () => {
  const pupil = five.pupils[4]!
  const { token } = (await enter(five.code, pupil.slip)).body
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: [] }, as(token))).status, 204)
  assert.deepEqual(refusalOf(await enter(five.code, pupil.slip)), refusalOf(await enter(five.code, 'ZZZZZZ')))
  const { rows } = await database.asOwner((client) => client.query('select from statistics.draft where slip_hmac = $1', [pupil.slipHmac]))
  assert.equal(rows.length, 0)
})

scene('the day after the last, a code that is still on the wall opens nothing', async () => {
  now = new Date('2026-12-18T22:30:00Z')
  assert.equal((await enter(five.code, five.pupils[0]!.slip)).status, 200)
  now = new Date('2026-12-18T23:30:00Z')
  const over = await enter(five.code, five.pupils[0]!.slip)
  assert.deepEqual(refusalOf(over), refusalOf(await enter(five.code, six.pupils[0]!.slip)))
})

scene('codes and slips are sent in the body alone: the address of every call is the same for all', async () => {
  assert.equal((await call(app, undefined, `GET /responses/enter?code=${five.code}` as 'GET /x')).status, 404)
  assert.equal((await call(app, undefined, 'POST /responses/enter', { code: 'x'.repeat(21), slip: 'ABCDEF' })).status, 400)
})
