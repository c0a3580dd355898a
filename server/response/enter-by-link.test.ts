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
import { auditOf, browser, call, refusalOf } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

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
    questionnaire: newestVersion('foraeldre-indskoling'),
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

const enter = (link: string, from = browser()) => call(app, undefined, 'POST /responses/enter-by-link', { link }, from)
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
  const answers = await Promise.all(wrong.map((link) => enter(link)))
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

test('an answer by link is saved, found again by the same browser, and cut loose when it is sent', async () => {
  const first = (await enter(links[2]!)).body
  const saved = { epoch: first.epoch, answers: [{ place: 0, value: 1, sequence: 1 }] }
  assert.equal((await call(app, undefined, 'POST /responses/answers', saved, as(first.token))).status, 200)
  const again = (await enter(links[2]!)).body
  assert.equal(again.answers[0], 1)
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: again.answers }, as(again.token))).status, 204)
  const [used, wrong] = [await enter(links[2]!), await enter(linkFrom(881, new Uint8Array(24).fill(9)))]
  assert.deepEqual(refusalOf(used), refusalOf(wrong), 'used up is as if it had never been')
  const { rows } = await database.asOwner((client) => client.query('select * from statistics.response where survey_id = $1', [survey.id]))
  assert.equal(rows.length, 1)
  assert.ok(!JSON.stringify(rows).includes(links[2]!))
})

const bindings = () =>
  database.asOwner(
    async (client) =>
      (await client.query('select link_hmac, browser_hmac from common.link_binding order by 1')).rows as {
        link_hmac: Buffer
        browser_hmac: Buffer
      }[],
  )

test('a browser without a secret gets one first, whatever it brought, and nothing is opened for it', async () => {
  const before = await bindings()
  const [right, wrong] = [
    await call(app, undefined, 'POST /responses/enter-by-link', { link: links[0]! }),
    await call(app, undefined, 'POST /responses/enter-by-link', { link: linkFrom(881, new Uint8Array(24).fill(7)) }),
  ]
  assert.deepEqual([right.status, right.body.title], [428, 'browser-unknown'])
  assert.deepEqual(refusalOf(right), refusalOf(wrong))
  assert.match(
    String(right.headers['set-cookie']),
    /^__Host-answering=[A-Za-z0-9_-]{43}; Max-Age=7776000; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  )
  assert.notEqual(right.headers['set-cookie'], wrong.headers['set-cookie'])
  assert.deepEqual(await bindings(), before)
})

test('the first browser that opens a link keeps it; another is told where to go on, and sees nothing', async () => {
  const { body } = await enter(links[5]!, browser('phone'))
  await call(
    app,
    undefined,
    'POST /responses/answers',
    { epoch: body.epoch, answers: [{ place: 0, value: 2, sequence: 1 }] },
    as(body.token),
  )
  const elsewhere = await enter(links[5]!, browser('tablet'))
  assert.deepEqual([elsewhere.status, elsewhere.body.title], [409, 'link-elsewhere'])
  assert.deepEqual(Object.keys(elsewhere.body).toSorted(), ['requestId', 'status', 'title', 'type'])
  const back = await enter(links[5]!, browser('phone'))
  assert.deepEqual([back.status, back.body.answers[0], back.body.epoch], [200, 2, 2], 'and the other one changed nothing')
})

test('of two browsers that open a link at the same moment one has it', async () => {
  await call(app, undefined, 'POST /responses/decline', undefined, as((await enter(links[4]!)).body.token))
  const came = await Promise.all(['one', 'two', 'three', 'four'].map((name) => enter(links[4]!, browser(name))))
  assert.deepEqual(came.map(({ status }) => status).toSorted(), [200, 409, 409, 409])
})

test('one browser may answer for several children, and its bindings have nothing in common', async () => {
  for (const link of [links[0]!, links[1]!]) assert.equal((await enter(link)).status, 200)
  const kept = (await bindings()).flatMap((row) => [row.link_hmac.toString('hex'), row.browser_hmac.toString('hex')])
  assert.equal(new Set(kept).size, kept.length)
  const secret = Buffer.from(browser().cookie.split('=')[1] ?? '', 'base64url')
  assert.ok(!kept.some((value) => value.includes(secret.toString('hex').slice(0, 16))))
})

test('what was sent or declined leaves no binding behind', async () => {
  const { body } = await enter(links[3]!)
  const hmac = database.keyring.linkHmac(881, links[3]!)
  assert.ok((await bindings()).some((row) => row.link_hmac.equals(hmac)))
  assert.equal((await call(app, undefined, 'POST /responses/decline', undefined, as(body.token))).status, 204)
  assert.ok(!(await bindings()).some((row) => row.link_hmac.equals(hmac)))
  const again = (await enter(links[3]!, browser('another'))).body
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: again.answers }, as(again.token))).status, 204)
  assert.ok(!(await bindings()).some((row) => row.link_hmac.equals(hmac)))
})

test("a token of another track is worth nothing here, and this one's nothing there", async () => {
  const { keyring } = database
  const { body } = await enter(links[3]!)
  const slipHmac = keyring.linkHmac(881, links[3]!)
  for (const track of ['health', 'assessment'] as const) {
    const forged = respondentToken(keyring, { track, municipalityId: 881, slipHmac, items: 40, generation: 7 })
    for (const way of ['submit', 'decline'])
      assert.equal((await call(app, undefined, `POST /responses/${way}`, { answers: [] }, as(forged))).status, 401)
    const elsewhere = await call(app, undefined, `POST /${track}/responses/submit`, { answers: [] }, as(body.token))
    assert.ok(elsewhere.status === 401 || elsewhere.status === 404)
  }
})

test('after the last day a link is as if it had never been, and leaves no trace in the log of looks', async () => {
  now = new Date('2026-12-19T09:00:00Z')
  assert.deepEqual(refusalOf(await enter(links[4]!)), refusalOf(await enter(linkFrom(881, new Uint8Array(24).fill(9)))))
  now = new Date('2026-11-23T19:00:00Z')
  assert.deepEqual(await auditOf(database), [])
})
