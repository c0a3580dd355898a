/** Mine børn and Barnet: first who may not; then what is shown, marked and written in the log. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { newest, newestColours } from '#lillekoebing/newest.ts'
import { answerAll, type HealthPlay, type PlayedChild, playHealth } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type Json, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: HealthPlay
let neighbour: HealthPlay
/** Answered by name: one who is tired and wants to talk, one who is well. */
let tired: PlayedChild
let well: PlayedChild
let twin: PlayedChild
let items: readonly string[]

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  const cprs = ['2411129990', '2411129991', '2411129992', '2411129993']
  town = await playHealth(database, app, { cprs })
  neighbour = await playHealth(database, app, { cprs, municipalityId: 882 })
  ;[tired, well, twin] = town.children as [PlayedChild, PlayedChild, PlayedChild]
  const published = await call(app, undefined, `GET /published/881/udskoling/${newest('udskoling').version}`)
  items = published.body.questionnaire.items.map(({ code }: Json) => code)
  await answerByName(town, tired, { [at('sleep-tired')]: 4, [at('breakfast')]: 0, [at('lonely')]: 3 }, ['sleep'])
  await answerByName(town, well, { [at('sleep-tired')]: 1 }, [])
  await answerByName(neighbour, neighbour.children[0]!, { 0: 1 }, [])
  await answerAll(app, (await town.enter(twin)).body, { [at('sleep-tired')]: 4 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const at = (code: string) => items.indexOf(code)

async function answerByName(where: HealthPlay, child: PlayedChild, values: Record<number, number>, talkAbout: readonly string[]) {
  const parent = await where.parentOf(child)
  await call(app, parent, 'POST /family/consents', { pupilId: child.id, surveyId: where.survey.id, decision: 'given' })
  const submitted = await answerAll(app, (await where.enter(child)).body, values, {
    talkAbout,
    notTalkAbout: [],
    text: talkAbout.length > 0 ? 'Om natten' : '',
  })
  assert.equal(submitted.status, 204, submitted.text)
}

const open = (who: SignedIn, id: string, more = '') => call(app, who, `GET /health/children/${id}?purpose=talk${more}`)
const log = () =>
  database.asOwner(
    async (client) =>
      (
        await client.query(
          'select act, object, purpose, pupil_ids, actor_id from audit.event where municipality_id = 881 and refusal is null order by at, ctid',
        )
      ).rows,
  )

test("a nurse of another class, a neighbour's, and an administrator are told that there is no such child", async () => {
  const unknown = refusalOf(await open(town.nurse, randomUUID()))
  assert.equal(unknown.status, 404)
  assert.deepEqual(refusalOf(await open(town.stranger, tired.id)), unknown)
  assert.deepEqual(refusalOf(await open(neighbour.nurse, tired.id)), unknown)
  assert.deepEqual(refusalOf(await open(town.nurse, neighbour.children[0]!.id)), unknown)
  for (const role of [
    'municipalAdmin',
    'teacher',
    'institutionLeader',
    'dataProtectionOfficer',
    'secretariat',
    'municipalAnalyst',
    'parent',
  ] as const) {
    const who = await signInAs(database, role, { institutionIds: [town.institutionId], classIds: [town.classId] })
    assert.equal((await open(who, tired.id)).status, 403, role)
    assert.equal((await call(app, who, 'GET /health/children')).status, 403, role)
  }
  const lead = await signInAs(database, 'leadHealthVisitor')
  assert.deepEqual(refusalOf(await open(lead, tired.id)), unknown, 'the lead of a team is not assigned to its children')
})

test("writing to somebody else's child is refused as unknown, and changes nothing", async () => {
  const { body } = await open(town.nurse, tired.id)
  const responseId = body.response.id
  const tries = [
    ['PUT', `/health/responses/${responseId}/flag`, { item: 'sleep-tired', flag: { kind: 'talked' } }],
    ['PUT', `/health/responses/${responseId}/journal`, undefined],
    ['DELETE', `/health/responses/${responseId}/journal`, undefined],
    ['PUT', `/health/children/${tired.id}/note`, { text: 'x' }],
  ] as const
  for (const who of [town.stranger, neighbour.nurse])
    for (const [method, path, sent] of tries) assert.equal((await call(app, who, `${method} ${path}`, sent)).status, 404, path)
  const again = (await open(town.nurse, tired.id)).body
  assert.deepEqual([again.note, again.response.journalled, again.response.askAbout[0].flag], [null, null, null])
})

test('Mine børn: who wants to talk first, colours per theme, nothing of what a twin answered', async () => {
  const { status, body } = await call(app, town.nurse, 'GET /health/children')
  assert.equal(status, 200)
  assert.deepEqual(
    body.children.map(({ name }: Json) => name),
    ['Barn0 Toft', 'Barn1 Toft', 'Barn2 Toft', 'Barn3 Toft'],
  )
  const [first, second, third] = body.children
  assert.deepEqual([first.wantsToTalk, first.answeredOn, first.decision], [true, '2026-11-23', 'given'])
  assert.equal(first.themes.find(({ theme }: Json) => theme === 'sleep').colour, 'red')
  assert.equal(first.themes.find(({ theme }: Json) => theme === 'food').colour, 'grey', 'a skip is grey')
  assert.equal(second.wantsToTalk, false)
  assert.deepEqual([third.answeredOn, third.themes, third.decision], [null, [], 'none'])
  assert.deepEqual((await call(app, town.stranger, 'GET /health/children')).body.children, [])
  const [row] = (await log()).filter(({ act, actor_id: actor }) => act === 'children.listed' && actor === town.nurse.actor.accountId)
  assert.deepEqual(new Set(row.pupil_ids), new Set(town.children.map(({ id }) => id)))
})

test('Barnet: own wishes, what goes well, what to ask about with the answer and the version of the rules', async () => {
  const { body } = await open(town.nurse, tired.id)
  assert.deepEqual([body.name, body.className, body.purpose], ['Barn0 Toft', '8.A', 'talk'])
  assert.deepEqual([body.consent.decision, body.consent.by], ['given', 'Mor til Barn0 Toft'])
  const { response } = body
  assert.deepEqual(response.wishes, { talkAbout: ['sleep'], notTalkAbout: [], text: 'Om natten' })
  assert.equal(response.colourRules.version, newestColours('udskoling'))
  assert.deepEqual(response.askAbout[0].item, 'sleep-tired')
  assert.equal(response.askAbout[0].colour, 'red')
  assert.equal(response.askAbout[0].options.length, 1)
  assert.ok(response.skipped.some(({ item, state }: Json) => item === 'breakfast' && state === 'declined'))
  const asked = newest('udskoling').items.filter(({ kind }) => kind !== 'information')
  assert.equal(response.themes.flatMap(({ answers }: Json) => answers).length, asked.length)
})

test('how many wait is counted without a look at anybody: the log names no child', async () => {
  const counted = async (who: SignedIn) => (await call(app, who, 'GET /health/waiting')).body
  assert.deepEqual(await counted(town.nurse), { wish: 1, followUp: 0, talk: 0, fresh: 1 })
  assert.deepEqual(await counted(town.stranger), { wish: 0, followUp: 0, talk: 0, fresh: 0 })
  const rows = (await log()).filter(({ act }) => act === 'children.counted')
  assert.ok(rows.length >= 2 && rows.every((row) => row.pupil_ids.length === 0))
})

test('each look has its row, with why and whom; without the right to write it there is no look', async () => {
  const before = (await log()).length
  await call(app, town.nurse, `GET /health/children/${tired.id}?purpose=followUp`)
  const rows = await log()
  assert.equal(rows.length, before + 1)
  assert.deepEqual(
    {
      act: rows.at(-1).act,
      object: rows.at(-1).object,
      purpose: rows.at(-1).purpose,
      pupils: rows.at(-1).pupil_ids,
      by: rows.at(-1).actor_id,
    },
    { act: 'child.opened', object: `child:${tired.id}`, purpose: 'followUp', pupils: [tired.id], by: town.nurse.actor.accountId },
  )
  await database.asOwner((client) => client.query('revoke execute on function audit.append from bul_health'))
  for (const address of [`GET /health/children/${tired.id}?purpose=talk`, 'GET /health/children'] as const) {
    const refused = await call(app, town.nurse, address)
    assert.equal(refused.status, 500)
    assert.doesNotMatch(refused.text, /Barn|sleep/)
  }
  const { body } = await call(app, town.nurse, `PUT /health/children/${well.id}/note`, { text: 'not kept' })
  assert.equal(body.title, 'defect')
  await database.asOwner((client) => client.query('grant execute on function audit.append to bul_health'))
  assert.equal((await open(town.nurse, well.id)).body.note, null)
})

test('a look needs a purpose, and only one that a family can read', async () => {
  assert.equal((await call(app, town.nurse, `GET /health/children/${tired.id}`)).status, 400)
  assert.equal((await call(app, town.nurse, `GET /health/children/${tired.id}?purpose=curious`)).status, 400)
})

test('flags are set, changed and taken away; the colour stays; talked about moves the child down the list', async () => {
  const responseId = (await open(town.nurse, tired.id)).body.response.id
  const flag = (item: string, value: unknown) => call(app, town.nurse, `PUT /health/responses/${responseId}/flag`, { item, flag: value })
  assert.deepEqual((await flag('sleep-tired', { kind: 'followUp', on: '2026-12-03' })).body.flag, {
    kind: 'followUp',
    on: '2026-12-03',
    by: 'Lotte Kjær',
    setOn: '2026-11-23',
  })
  let listed = (await call(app, town.nurse, 'GET /health/children')).body.children[0]
  assert.equal(listed.flags.followUpOn, '2026-12-03')
  await flag('sleep-tired', { kind: 'talked' })
  const opened = (await open(town.nurse, tired.id)).body.response.askAbout.find(({ item }: Json) => item === 'sleep-tired')
  assert.deepEqual([opened.colour, opened.flag.kind], ['red', 'talked'])
  listed = (await call(app, town.nurse, 'GET /health/children')).body.children.find(({ pupilId }: Json) => pupilId === tired.id)
  assert.equal(listed.talkedOn, '2026-11-23')
  assert.equal((await flag('no-such-question', { kind: 'talked' })).status, 404)
  assert.equal((await flag('sleep-tired', { kind: 'followUp' })).status, 400, 'a day to follow up is a day')
  assert.equal((await flag('sleep-tired', null)).body.flag, null)
  listed = (await call(app, town.nurse, 'GET /health/children')).body.children[0]
  assert.deepEqual([listed.pupilId, listed.talkedOn], [tired.id, null])
})

test('a note is kept as ciphertext, read by the professional, and gone when it is emptied', async () => {
  const text = 'Vi taler om søvn den 3. december'
  assert.equal((await call(app, town.nurse, `PUT /health/children/${tired.id}/note`, { text })).body.note.text, text)
  assert.deepEqual((await open(town.nurse, tired.id)).body.note, { text, by: 'Lotte Kjær', on: '2026-11-23' })
  const stored = await database.asOwner(async (client) => (await client.query('select text from health.note')).rows)
  assert.equal(stored.length, 1)
  assert.ok(!stored[0].text.toString('utf8').includes('søvn'))
  assert.equal((await call(app, town.nurse, `PUT /health/children/${tired.id}/note`, { text: '' })).body.note, null)
  assert.equal((await open(town.nurse, tired.id)).body.note, null)
})

test('journalled is said once, undone, and logged', async () => {
  const responseId = (await open(town.nurse, tired.id)).body.response.id
  for (let times = 0; times < 2; times++)
    assert.deepEqual((await call(app, town.nurse, `PUT /health/responses/${responseId}/journal`)).body.journalled, {
      by: 'Lotte Kjær',
      on: '2026-11-23',
    })
  assert.equal((await open(town.nurse, tired.id)).body.responses[0].journalledOn, '2026-11-23')
  assert.equal((await call(app, town.nurse, `DELETE /health/responses/${responseId}/journal`)).status, 204)
  assert.equal((await open(town.nurse, tired.id)).body.response.journalled, null)
  const acts = (await log()).filter(({ object }) => object === `response:${responseId}`).map(({ act }) => act)
  assert.deepEqual(acts.slice(-3), ['response.journalled', 'response.journalled', 'response.journal-undone'])
})

test('a lead whom the login gives the role for another school alone sees nobody of this one counted', async () => {
  const narrowed = await signInAs(database, 'leadHealthVisitor', { narrowedTo: [randomUUID()] })
  const { body } = await call(app, narrowed, 'GET /health/coverage')
  assert.deepEqual([body.professionals, body.unassigned.children, body.unassigned.invited], [[], 0, 0])
})

test('the lead sees how far the team has come, and nothing of what was answered', async () => {
  const lead = await signInAs(database, 'leadHealthVisitor')
  const { status, body, text } = await call(app, lead, 'GET /health/coverage')
  assert.equal(status, 200)
  const { accountId: _, ...lotte } = body.professionals.find(({ name }: Json) => name === 'Lotte Kjær')
  assert.deepEqual(lotte, {
    name: 'Lotte Kjær',
    role: 'healthVisitor',
    classes: 1,
    children: 4,
    invited: 4,
    decided: 2,
    answered: 2,
    talked: 0,
    journalled: 0,
  })
  assert.equal(body.unassigned.classes, 0)
  assert.doesNotMatch(text, /Barn|sleep/)
  assert.equal((await call(app, town.nurse, 'GET /health/coverage')).status, 403)
})
