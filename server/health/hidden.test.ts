/** What a health professional keeps from the parents' page, and that nothing there tells which it was. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { answerAll, type HealthPlay, type PlayedChild, playHealth } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { browser, call, type Json, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: HealthPlay
let child: PlayedChild
let mother: SignedIn
let responseId: string
const reason = 'Barnet bor på skift, og svaret er skrevet i fortrolighed.'

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await playHealth(database, app, { cprs: ['2411209990'], questionnaire: 'foraeldre-indskoling', className: '0.A' })
  child = town.children[0]!
  mother = await town.parentOf(child)
  const at = { pupilId: child.id, surveyId: town.survey.id }
  await call(app, mother, 'POST /family/consents', { ...at, decision: 'given' })
  const { link } = (await call(app, mother, 'POST /family/invitations/open', at)).body
  const entered = await call(app, undefined, 'POST /responses/enter-by-link', { link: link.slice(-14) }, browser())
  assert.equal((await answerAll(app, entered.body, { 0: 1, 1: 1, 2: 1, 3: 1, 5: 2 })).status, 204)
  responseId = (await rows('select id from health.response'))[0].id
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const rows = (query: string, values: unknown[] = []): Promise<Json[]> =>
  database.asOwner(async (client) => (await client.query(query, values)).rows)
const hide = (who: SignedIn, item: string, why = reason) =>
  call(app, who, `PUT /health/responses/${responseId}/hidden`, { item, reason: why })
const show = (who: SignedIn, item: string) => call(app, who, `POST /health/responses/${responseId}/shown`, { item })
const page = async (who: SignedIn): Promise<Json> => (await call(app, who, 'GET /family')).body.children[0]
const itemsOf = async (who: SignedIn): Promise<string[]> => (await page(who)).responses[0].answers.map(({ item }: Json) => item)

test('only the child’s own health professionals keep an answer back, and they say why', async () => {
  const [item = ''] = await itemsOf(mother)
  for (const who of [town.stranger, await signInAs(database, 'healthVisitor', { municipalityId: 882 })])
    assert.equal((await hide(who, item)).status, 404)
  for (const role of ['teacher', 'municipalAdmin', 'dataProtectionOfficer'] as const)
    assert.equal((await hide(await signInAs(database, role), item)).status, 403, role)
  assert.equal((await hide(mother, item)).status, 403)
  assert.equal((await hide(town.nurse, item, 'nej')).status, 400, 'a reason is a sentence')
  assert.equal((await hide(town.nurse, 'no-such-question')).status, 404)
  assert.deepEqual(await rows('select from health.hidden_answer'), [])
})

test('a parent reads what they answered and no more: a skip, a hidden answer and a question never asked look alike', async () => {
  const before = await page(mother)
  assert.ok(
    before.responses[0].answers.every(({ state }: Json) => state === 'answered'),
    'what was passed over is not listed either',
  )
  const [item = '', ...others] = await itemsOf(mother)
  assert.equal((await hide(town.nurse, item)).status, 200)
  const after = await page(mother)
  assert.deepEqual(
    after.responses[0].answers.map((answer: Json) => answer.item),
    others,
  )
  const { answers: _, ...rest } = after.responses[0]
  const { answers: __, ...was } = before.responses[0]
  assert.deepEqual(rest, was, 'nothing else of the response has changed')
  const { looks, responses, ...left } = after
  const { looks: looksBefore, responses: responsesBefore, ...leftBefore } = before
  assert.deepEqual([left, looks], [leftBefore, looksBefore], 'nor anything on the page, the list of who looked included')
  assert.equal(responses.length, responsesBefore.length)
  assert.ok(!JSON.stringify(after).includes(item) && !JSON.stringify(after).includes('hidden'))
})

test('the professional reads the answer, the reason and who; the log says that it was done and not why', async () => {
  const opened = (await call(app, town.nurse, `GET /health/children/${child.id}?purpose=talk`)).body
  const hidden = opened.response.themes.flatMap(({ answers }: Json) => answers).filter((answer: Json) => answer.hidden !== null)
  assert.equal(hidden.length, 1)
  assert.deepEqual(hidden[0].hidden, { reason, by: 'Lotte Kjær', on: '2026-11-23' })
  assert.equal(hidden[0].state, 'answered')
  const kept = await rows('select to_jsonb(h)::text as row from health.hidden_answer h')
  assert.ok(kept.length === 1 && !kept[0].row.includes('fortrolighed'), 'ciphertext under the child’s key')
  const logged = await rows("select act, purpose, pupil_ids from audit.event where act like 'answer.%hidden' and refusal is null")
  assert.deepEqual(logged, [{ act: 'answer.hidden', purpose: 'protection', pupil_ids: [child.id] }])
})

test('what is printed for a family that asks who has looked does not tell that something was kept from a parent', async () => {
  const officer = await signInAs(database, 'dataProtectionOfficer')
  await call(app, town.nurse, `GET /health/children/${child.id}?purpose=talk`)
  const printed = await call(app, officer, `GET /audit-events/children/${child.id}`)
  assert.equal(printed.status, 200)
  assert.ok(printed.body.looks.some(({ act }: Json) => act === 'child.opened'))
  assert.ok(!/hidden/.test(printed.text), printed.text)
})

test('what was asked only because of a hidden answer goes with it', async () => {
  const { shownToParent } = await import('#domain/health/shown-to-parent.ts')
  const item = (code: string, showIf?: Json) => ({ code, kind: 'single', options: ['yes', 'no'], ...(showIf ? { showIf } : {}) })
  const questionnaire = {
    items: [
      item('moved'),
      item('why', { op: 'equals', item: 'moved', option: 'yes' }),
      item('since', { op: 'answered', item: 'why' }),
      item('sleep'),
      item('skipped'),
    ],
  } as Json
  assert.deepEqual(shownToParent(questionnaire, [1, 1, 1, 2, null], new Set()), ['moved', 'why', 'since', 'sleep'])
  assert.deepEqual(shownToParent(questionnaire, [1, 1, 1, 2, null], new Set(['moved'])), ['sleep'])
  assert.deepEqual(shownToParent(questionnaire, [1, 1, 1, 2, null], new Set(['why'])), ['moved', 'sleep'])
})

test('it can be taken back, and then stands on the parent’s page as before', async () => {
  const [hidden] = await rows('select item from health.hidden_answer')
  assert.equal((await show(town.stranger, hidden.item)).status, 404)
  assert.equal((await show(town.nurse, hidden.item)).status, 204)
  assert.equal((await show(town.nurse, hidden.item)).status, 204, 'twice is once')
  assert.ok((await itemsOf(mother)).includes(hidden.item))
})

test('a withdrawal takes the marks with it, and the child’s own page never had them', async () => {
  const [item = ''] = await itemsOf(mother)
  await hide(town.nurse, item)
  await call(app, mother, 'POST /family/consents/withdraw', { pupilId: child.id, surveyId: town.survey.id })
  assert.deepEqual(await rows('select from health.hidden_answer'), [])
})
