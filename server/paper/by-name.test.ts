/** Sheets of the health track: typed by the child's own professionals, in the child's log, marked as from paper. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Entries } from '#domain/paper/entry.ts'
import { type HealthPlay, type PlayedChild, playHealth } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { linesInPdf } from '../../tests/browser/slips-in-pdf.ts'
import { publishAllKinds } from '../../tests/all-kinds.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let health: HealthPlay
let twin: PlayedChild
let child: PlayedChild
let unasked: PlayedChild

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  await publishAllKinds(database, 881, 'soevn')
  health = await playHealth(database, app, {
    cprs: ['2411139901', '2411139902', '2411139903'],
    questionnaire: 'soevn',
    version: '9.0.1',
  })
  ;[child, twin, unasked] = health.children as [PlayedChild, PlayedChild, PlayedChild]
  await database.asOwner(async (client) => {
    await client.query('update common.survey set takes_paper = true where id = $1', [health.survey.id])
    await client.query("update health.invitation set decision = 'given' where pupil_id = $1", [child.id])
    await client.query("update health.invitation set decision = 'refused' where pupil_id = $1", [twin.id])
  })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const sheet = (of: PlayedChild) => ({ surveyId: health.survey.id, classId: health.classId, slip: of.slip })
const open = (who: SignedIn, of: PlayedChild) => call(app, who, 'POST /paper/sheets/open', { sheet: sheet(of) })
const save = (who: SignedIn, of: PlayedChild, revision: number, entries: Entries, isDone = false) =>
  call(app, who, 'POST /paper/sheets/save', { sheet: sheet(of), revision, entries, isDone })
const submit = (who: SignedIn, of: PlayedChild) => call(app, who, 'POST /paper/sheets/submit', { sheet: sheet(of), settled: [] })
const titleOf = ({ status, body }: Awaited<ReturnType<typeof call>>) => [status, body?.title]
const rows = async (text: string, values: readonly unknown[] = []) =>
  database.asOwner(async (client) => (await client.query(text, [...values])).rows)
const looks = () =>
  rows(
    "select act, actor_id, purpose, relation, pupil_ids from audit.event where act like 'paper.%' and act <> 'paper.printed' and refusal is null order by seq",
  )
/** Sleeps well, and wrote a few words. */
const entries: Entries = [null, 1, 3, 'jeg vågner tit', 2, 4, 1]

test('nobody but the child’s own professionals types, not a stranger of the same trade nor somebody who was named', async () => {
  assert.deepEqual(titleOf(await open(health.stranger, child)), [403, 'sheet-not-yours'])
  const analyst = await signInAs(database, 'municipalAnalyst')
  await database.asOwner((client) =>
    client.query('update common.survey set paper_typists = array[$2::uuid] where id = $1', [health.survey.id, analyst.actor.accountId]),
  )
  assert.deepEqual(titleOf(await open(analyst, child)), [403, 'sheet-not-yours'])
  assert.equal((await open(await signInAs(database, 'teacher', { classIds: [health.classId] }), child)).status, 403)
})

test('sheets by name are printed by the child’s own health visitor, for children with a consent, and by nobody who must not know it', async () => {
  const forms = (who: SignedIn) => call(app, who, `GET /surveys/${health.survey.id}/paper/forms?classId=${health.classId}`)
  for (const role of ['teacher', 'municipalAdmin'] as const)
    assert.equal((await forms(await signInAs(database, role, { classIds: [health.classId] }))).status, 404, role)
  assert.equal((await forms(health.stranger)).status, 404)
  const printed = await forms(health.nurse)
  assert.equal(printed.status, 200)
  const text = linesInPdf(printed.bytes).join('\n')
  assert.deepEqual(
    health.children.map(({ name }) => text.includes(name)),
    [true, false, false],
  )
})

test('without consent there is no sheet by name, and none that slips into the twin’s track', async () => {
  for (const one of [twin, unasked]) assert.deepEqual(titleOf(await open(health.nurse, one)), [409, 'sheet-without-consent'])
  assert.deepEqual(await rows('select 1 from health.paper_typing'), [])
})

test('typed twice by the health visitor it is the child’s answer, marked as from paper, counted once', async () => {
  const first = await open(health.nurse, child)
  assert.deepEqual([first.body.stage, first.body.turn], ['typing', 1], first.text)
  await save(health.nurse, child, 1, entries, true)
  const [waiting] = (await call(app, health.nurse, 'GET /paper/surveys')).body
  assert.deepEqual([waiting.once, waiting.sheets], [1, null])
  await open(health.nurse, child)
  const other = await save(health.nurse, child, 1, entries.with(3, 'jeg vågner'), true)
  assert.equal(other.body.stage, 'settling')
  const refused = await submit(health.nurse, child)
  assert.deepEqual([...titleOf(refused), refused.body.places], [409, 'sheet-differs', [3]], 'words are compared too')
  const settled = [{ place: 3, entry: 'jeg vågner tit' }]
  assert.equal((await call(app, health.nurse, 'POST /paper/sheets/submit', { sheet: sheet(child), settled })).status, 204)

  const [response] = await rows('select answers, texts, is_on_paper, pupil_id, class_id from health.response')
  assert.deepEqual([response.answers, response.is_on_paper, response.pupil_id], [[-2, 1, 3, 1, 2, 4, 1], true, child.id])
  assert.ok(!response.texts.toString('utf8').includes('vågner'), 'under the child’s own key')
  assert.equal((await rows('select 1 from statistics.response where is_by_name')).length, 1)
  assert.deepEqual(await rows('select 1 from health.paper_typing'), [])
  const read = (await call(app, health.nurse, `GET /health/children/${child.id}?purpose=talk`)).body
  assert.equal(read.response.isOnPaper, true, 'whoever reads it sees how it came')
  assert.deepEqual(titleOf(await open(health.nurse, child)), [409, 'sheet-answered'])
})

test('every time a child’s sheet was in hand stands in the log, with the child, the purpose and the relation', async () => {
  const kept = await looks()
  assert.deepEqual(
    kept.map(({ act }) => act),
    ['paper.opened', 'paper.opened', 'paper.submitted'],
  )
  for (const row of kept)
    assert.deepEqual([row.actor_id, row.purpose, row.relation, row.pupil_ids], [health.nurse.actor.accountId, 'paper', 'class', [child.id]])
})

test('a consent that was taken back before the sheet was sent ends it', async () => {
  await database.asOwner((client) => client.query("update health.invitation set decision = 'given' where pupil_id = $1", [unasked.id]))
  for (let turn = 1; turn <= 2; turn++) {
    await open(health.nurse, unasked)
    await save(health.nurse, unasked, 1, entries, true)
  }
  await database.asOwner((client) => client.query("update health.invitation set decision = 'refused' where pupil_id = $1", [unasked.id]))
  assert.deepEqual(titleOf(await submit(health.nurse, unasked)), [409, 'sheet-without-consent'])
})

test('a family that takes its consent back takes back what is being typed of the sheet', async () => {
  const of = { pupilId: unasked.id, surveyId: health.survey.id }
  const parent = await health.parentOf(unasked)
  assert.equal((await call(app, parent, 'POST /family/consents', { ...of, decision: 'given' })).status, 204)
  assert.equal((await open(health.nurse, unasked)).body.stage, 'settling')
  assert.equal((await rows('select 1 from health.paper_typing')).length, 2)
  assert.equal((await call(app, parent, 'POST /family/consents/withdraw', of)).status, 200)
  assert.deepEqual(await rows('select 1 from health.paper_typing'), [])
})
