/** A survey on the drawing board: drafted, looked at, checked, changed, thrown away. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { SurveyPlan } from '#api/survey.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let north: Play
let south: Play
let neighbour: Play
let planner: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  north = await play(database, { '4.A': 7, '5.A': 22, '5.B': 4, '6.A': 9 })
  south = await play(database, { '5.M': 6 })
  neighbour = await play(database, { '5.A': 8 }, 882)
  planner = await signInAs(database, 'municipalAdmin')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const plan = (difference: Partial<SurveyPlan> = {}): SurveyPlan => ({
  track: 'statistics',
  isRolling: false,
  title: 'Trivsel til jul',
  questionnaire: newestVersion('mellemtrin'),
  opensOn: '2026-12-01',
  closesOn: '2026-12-10',
  grades: [4, 5, 6],
  institutionIds: [north.institutionId],
  ...difference,
})

async function draft(difference: Partial<SurveyPlan> = {}): Promise<string> {
  const answer = await call(app, planner, 'POST /surveys', plan(difference))
  assert.equal(answer.status, 200, answer.text)
  return answer.body.id
}

const check = async (id: string) => (await call(app, planner, `GET /surveys/${id}/check`)).body
const nothing = randomUUID()

test('a plan becomes a draft, bound to its track, in the school year it opens in', async () => {
  const answer = await call(app, planner, 'POST /surveys', plan())
  assert.equal(answer.status, 200)
  assert.deepEqual(answer.body, { ...plan(), id: answer.body.id, state: 'draft', track: 'statistics', schoolYear: 2026 })
  assert.deepEqual((await call(app, planner, `GET /surveys/${answer.body.id}`)).body, {
    ...answer.body,
    wayIn: 'lesson',
    invited: 0,
    answered: 0,
    institutions: [],
  })
  assert.equal((await call(app, planner, 'POST /surveys', plan({ opensOn: '2027-08-01', closesOn: '2027-08-20' }))).body.schoolYear, 2027)
})

test('a title is a title, not the blanks around it', async () => {
  assert.equal((await call(app, planner, 'POST /surveys', plan({ title: '  Trivsel  ' }))).body.title, 'Trivsel')
})

test("a questionnaire that is not published cannot be asked, and neither can another municipality's own", async () => {
  await database.asOwner((client) =>
    client.query(
      "insert into common.questionnaire select m, 'own', '1.0', m = 882, definition, texts from common.questionnaire, unnest(array[881, 882]) as m where code = 'mellemtrin'",
    ),
  )
  for (const questionnaire of [
    { code: 'mellemtrin', version: '0.9' },
    { code: 'voksne', version: '1.0' },
    { code: 'own', version: '1.0' },
  ]) {
    const answer = await call(app, planner, 'POST /surveys', plan({ questionnaire }))
    assert.deepEqual([answer.status, answer.body.title], [422, 'questionnaire-unknown'])
    const changed = await call(app, planner, `PUT /surveys/${await draft()}`, plan({ questionnaire }))
    assert.deepEqual([changed.status, changed.body.title], [422, 'questionnaire-unknown'])
  }
})

test('a questionnaire that promises that nobody reads one answer is never asked by name', async () => {
  for (const code of ['unge', 'undervisningsmiljoe']) {
    const byName = plan({ track: 'health', questionnaire: newestVersion(code) })
    for (const answer of [
      await call(app, planner, 'POST /surveys', byName),
      await call(app, planner, `PUT /surveys/${await draft()}`, byName),
    ])
      assert.deepEqual([answer.status, answer.body.title], [422, 'questionnaire-not-by-name'], code)
  }
  assert.equal(
    (await call(app, planner, 'POST /surveys', plan({ track: 'health', questionnaire: newestVersion('udskoling') }))).status,
    200,
  )
})

test('a period that runs backwards is refused, drafted or changed; a single day is a period', async () => {
  for (const answer of [
    await call(app, planner, 'POST /surveys', plan({ closesOn: '2026-11-30' })),
    await call(app, planner, `PUT /surveys/${await draft()}`, plan({ closesOn: '2026-11-30' })),
  ]) {
    assert.deepEqual([answer.status, answer.body.title], [422, 'survey-period-backwards'])
  }
  assert.equal((await call(app, planner, 'POST /surveys', plan({ closesOn: '2026-12-01' }))).status, 200)
})

test('a draft is changed whole, its school year with it', async () => {
  const id = await draft()
  const change = plan({
    title: 'Trivsel i august',
    opensOn: '2027-08-10',
    closesOn: '2027-09-01',
    grades: [5],
    institutionIds: [south.institutionId],
  })
  const answer = await call(app, planner, `PUT /surveys/${id}`, change)
  assert.deepEqual(answer.body, { ...change, id, state: 'draft', track: 'statistics', schoolYear: 2027 })
})

test('a draft that is thrown away is gone, and so it is the second time', async () => {
  const id = await draft()
  assert.equal((await call(app, planner, `DELETE /surveys/${id}`)).status, 204)
  assert.equal((await call(app, planner, `GET /surveys/${id}`)).status, 404)
  assert.equal((await call(app, planner, `DELETE /surveys/${id}`)).body.title, 'not-found')
})

test('what has opened is neither changed nor thrown away', async () => {
  const { id } = north.survey
  for (const state of ['open', 'closed', 'sealed']) {
    await database.asOwner((client) => client.query('update common.survey set state = $2 where id = $1', [id, state]))
    const [changed, discarded] = [await call(app, planner, `PUT /surveys/${id}`, plan()), await call(app, planner, `DELETE /surveys/${id}`)]
    for (const answer of [changed, discarded]) assert.deepEqual([answer.status, answer.body.title], [409, 'survey-not-draft'], state)
  }
  await database.asOwner((client) => client.query("update common.survey set state = 'open' where id = $1", [id]))
  assert.equal((await call(app, planner, `GET /surveys/${id}`)).body.title, north.survey.title)
})

test('the check says who would be asked, by school and class, before anybody is', async () => {
  const { pupils, minutes, institutions } = await check(await draft())
  assert.equal(pupils, 42)
  assert.ok(minutes > 3 && minutes < 30)
  assert.deepEqual(institutions, [{ id: north.institutionId, name: 'Åsum Skole', classes: 4, pupils: 42 }])
})

test('only the grades that are asked count, and only pupils who are still there', async () => {
  const id = await draft({ grades: [4, 6] })
  assert.equal((await check(id)).pupils, 16)
  const moved = north.classes[0]!.pupils[0]!
  await database.asOwner((client) => client.query("update common.pupil set left_on = '2026-11-20' where id = $1", [moved.id]))
  assert.equal((await check(id)).pupils, 15)
  await database.asOwner((client) => client.query('update common.pupil set left_on = null where id = $1', [moved.id]))
})

test('a class of four is named beforehand: it will see no figures of its own', async () => {
  const { findings } = await check(await draft({ grades: [5] }))
  assert.deepEqual(
    findings.filter(({ name }: { name: string }) => name === 'small-class'),
    [{ name: 'small-class', level: 'warning', values: { institution: 'Åsum Skole', class: '5.B', pupils: '4' } }],
  )
})

test('a survey that asks the same schools at the same time is mentioned by its title', async () => {
  const { findings } = await check(await draft())
  assert.deepEqual(findings.find(({ name }: { name: string }) => name === 'overlapping-survey')?.values, { title: north.survey.title })
})

test('what stands in the way is an error: a period that is over, and nobody to ask', async () => {
  const errors = async (difference: Partial<SurveyPlan>) =>
    (await check(await draft(difference))).findings
      .filter(({ level }: { level: string }) => level === 'error')
      .map(({ name }: { name: string }) => name)
  assert.deepEqual(await errors({}), [])
  assert.deepEqual(await errors({ opensOn: '2026-10-01', closesOn: '2026-11-22' }), ['period-over'])
  assert.deepEqual(await errors({ grades: [9] }), ['no-pupils'])
  assert.deepEqual(await errors({ opensOn: '2027-08-01', closesOn: '2027-08-20' }), ['no-pupils'], 'no class of next year is there yet')
})

test("the neighbour's school asked by its id is a school without pupils", async () => {
  const { pupils, institutions, findings } = await check(await draft({ institutionIds: [neighbour.institutionId] }))
  assert.deepEqual([pupils, institutions], [0, []])
  assert.ok(findings.some(({ name }: { name: string }) => name === 'no-pupils'))
})

test('checking and looking at a survey that is not there finds nothing', async () => {
  for (const path of ['', '/check'] as const) assert.equal((await call(app, planner, `GET /surveys/${nothing}${path}`)).status, 404)
  assert.equal((await call(app, planner, `PUT /surveys/${nothing}`, plan())).status, 404)
})

test('a list of surveys has the newest first, each with its turnout and nothing of its content', async () => {
  const { body } = await call(app, planner, 'GET /surveys')
  const days = body.map(({ opensOn }: { opensOn: string }) => opensOn)
  assert.deepEqual(days, days.toSorted().toReversed())
  const open = body.find(({ id }: { id: string }) => id === north.survey.id)
  assert.deepEqual([open.invited, open.answered], [42, 0])
})

test("a leader sees the whole survey's plan, and of its progress their own school's alone", async () => {
  const both = await draft({ institutionIds: [north.institutionId, south.institutionId] })
  assert.equal((await call(app, planner, `POST /surveys/${both}/open`)).status, 200)
  const leader = await signInAs(database, 'institutionLeader', { institutionIds: [south.institutionId] })
  const seen = (await call(app, leader, `GET /surveys/${both}`)).body
  assert.deepEqual(
    seen.institutions.map(({ id, classes }: { id: string; classes: { name: string }[] }) => [id, classes.map(({ name }) => name)]),
    [[south.institutionId, ['5.M']]],
  )
  assert.deepEqual([seen.invited, seen.answered], [6, 0])

  const analyst = await signInAs(database, 'municipalAnalyst')
  assert.equal((await call(app, analyst, `GET /surveys/${both}`)).body.invited, 48)
  const elsewhere = await signInAs(database, 'institutionLeader', { institutionIds: [randomUUID()] })
  assert.deepEqual((await call(app, elsewhere, `GET /surveys/${both}`)).body.institutions, [])
  // An analyst whose login gives the role for one school alone sees what its leader sees.
  const narrow = await signInAs(database, 'municipalAnalyst', { narrowedTo: [south.institutionId] })
  assert.deepEqual((await call(app, narrow, `GET /surveys/${both}`)).body, seen)
})
