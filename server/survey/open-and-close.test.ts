/** The life of a survey: draft → open → closed, and what each step brings with it. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { SurveyPlan } from '#api/survey.ts'
import { slipFrom } from '#domain/survey/code.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let planner: SignedIn
let teacher: SignedIn
/** What the house takes the time to be. */
let now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '4.A': 5, '5.A': 12, '6.A': 3 })
  // The school as play leaves it is asked already; this file asks it anew.
  await database.asOwner((client) =>
    client.query('delete from common.lesson; delete from common.survey; delete from statistics.invitation; delete from statistics.turnout'),
  )
  planner = await signInAs(database, 'municipalAdmin')
  teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: town.classes.map(({ id }) => id) })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const plan = (difference: Partial<SurveyPlan> = {}): SurveyPlan => ({
  title: 'Trivsel til jul',
  questionnaire: newestVersion('mellemtrin'),
  opensOn: '2026-11-20',
  closesOn: '2026-12-10',
  grades: [4, 5],
  track: 'statistics',
  isRolling: false,
  institutionIds: [town.institutionId],
  ...difference,
})

const draft = async (difference: Partial<SurveyPlan> = {}): Promise<string> =>
  (await call(app, planner, 'POST /surveys', plan(difference))).body.id
const open = (id: string) => call(app, planner, `POST /surveys/${id}/open`)
const close = (id: string) => call(app, planner, `POST /surveys/${id}/close`)
const rows = (text: string, id: string) => database.asOwner(async (client) => (await client.query(text, [id])).rows)
const count = async (table: string, id: string): Promise<number> =>
  (await rows(`select count(*)::int as n from ${table} where survey_id = $1`, id))[0].n
const jobs = () =>
  database.asOwner(
    async (client) =>
      (
        await client.query(
          'select t.identifier, j.payload, j.key from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id',
        )
      ).rows,
  )

async function openedWithLessons(difference: Partial<SurveyPlan> = {}) {
  const id = await draft(difference)
  assert.equal((await open(id)).status, 200)
  const lessons: string[] = []
  for (const group of town.classes.slice(0, 2))
    lessons.push((await call(app, teacher, 'POST /lessons', { surveyId: id, classId: group.id })).body.id)
  return { id, lessons }
}

function enter(id: string, code: string, pupilId: string) {
  return call(app, undefined, 'POST /responses/enter', { code, slip: slipFrom(database.keyring.slipSymbols(881, id, pupilId, 0)) })
}

/** A test that begins on the morning of 23 November. */
function scene(name: string, work: () => Promise<void>): void {
  test(name, async () => {
    now = new Date('2026-11-23T09:00:00Z')
    await work()
  })
}

scene('opening invites the pupils of its classes, each by a slip, and nobody else', async () => {
  const id = await draft()
  assert.equal(await count('common.slip', id), 0)
  assert.equal((await open(id)).status, 200)
  const invited = town.classes.filter(({ name }) => name !== '6.A').flatMap(({ pupils }) => pupils.map((pupil) => pupil.id))
  assert.deepEqual(
    (await rows('select pupil_id from common.slip where survey_id = $1', id)).map((row) => row.pupil_id).toSorted(),
    invited.toSorted(),
  )
  assert.equal(await count('statistics.invitation', id), 17)
  assert.equal(await count('statistics.turnout', id), 2)
  const units = Object.fromEntries(
    (await rows('select unit, invited from common.survey_unit where survey_id = $1', id)).map((row) => [row.unit, row.invited]),
  )
  const [four, five] = town.classes
  assert.deepEqual(units, {
    [`class:${four!.id}`]: 5,
    [`class:${five!.id}`]: 12,
    [`yearGroup:${town.institutionId}:4`]: 5,
    [`yearGroup:${town.institutionId}:5`]: 12,
    [`institution:${town.institutionId}`]: 17,
    'municipalYearGroup:4': 5,
    'municipalYearGroup:5': 12,
    municipality: 17,
  })
})

scene('a slip that is stored is no slip, and an invitation does not name its pupil', async () => {
  const id = await draft()
  await open(id)
  const pupil = town.classes[0]!.pupils[0]!
  const slip = slipFrom(database.keyring.slipSymbols(881, id, pupil.id, 0))
  await database.asOwner(async (client) => {
    const { rows: slips } = await client.query(
      "select row_to_json(s)::text as text, encode(slip_hmac, 'escape') as escaped from common.slip s where survey_id = $1",
      [id],
    )
    assert.ok(slips.every(({ text, escaped }) => !text.includes(slip) && !escaped.includes(slip)))
    const { rows: invitations } = await client.query(
      'select row_to_json(i)::text as text from statistics.invitation i where survey_id = $1',
      [id],
    )
    assert.ok(invitations.every(({ text }) => !town.classes.flatMap(({ pupils }) => pupils).some((one) => text.includes(one.id))))
  })
})

scene("invitations stand in an order of their own, not that of the class's list", async () => {
  const id = await draft()
  await open(id)
  const stored = (await rows('select slip_hmac from statistics.invitation where survey_id = $1 order by ctid', id)).map(
    (row) => row.slip_hmac as Buffer,
  )
  assert.deepEqual(stored, stored.toSorted(Buffer.compare))
})

scene('opening early begins today; opening late does not begin before', async () => {
  assert.equal((await open(await draft({ opensOn: '2026-12-01' }))).body.opensOn, '2026-11-23')
  assert.equal((await open(await draft({ opensOn: '2026-11-20' }))).body.opensOn, '2026-11-20')
})

scene('a survey whose last day has passed in Denmark does not open, though in London it is still that day', async () => {
  const id = await draft({ closesOn: '2026-11-23' })
  now = new Date('2026-11-23T23:30:00Z')
  const late = await signInAs(database, 'municipalAdmin', { at: now })
  const answer = await call(app, late, `POST /surveys/${id}/open`)
  assert.deepEqual([answer.status, answer.body.title], [409, 'survey-period-over'])
  now = new Date('2026-11-23T22:30:00Z')
  const inTime = await signInAs(database, 'municipalAdmin', { at: now })
  assert.equal((await call(app, inTime, `POST /surveys/${id}/open`)).status, 200)
})

scene('a survey that would ask nobody does not open, and nothing of it is begun', async () => {
  const id = await draft({ grades: [9] })
  const answer = await open(id)
  assert.deepEqual([answer.status, answer.body.title], [422, 'survey-has-no-classes'])
  assert.equal((await call(app, planner, `GET /surveys/${id}`)).body.state, 'draft')
  assert.equal(await count('common.survey_unit', id), 0)
})

scene('two who press open at once open it once', async () => {
  const id = await draft()
  // Held back until all three have come as far as they can.
  const answers = await database.asOwner(async (client) => {
    await client.query('begin')
    await client.query('select from common.survey where id = $1 for update', [id])
    const pressed = [open(id), open(id), open(id)]
    await wait(150)
    await client.query('commit')
    return Promise.all(pressed)
  })
  assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
  assert.equal(await count('common.slip', id), 17)
  assert.equal((await auditOf(database)).filter(({ act, object }) => act === 'survey.opened' && object === `surveys:${id}`).length, 1)
})

scene('a draft cannot be closed, and a closed survey neither closes nor opens again', async () => {
  const id = await draft()
  assert.deepEqual([(await close(id)).status, (await close(id)).body.title], [409, 'survey-not-open'])
  await open(id)
  assert.equal((await close(id)).body.state, 'closed')
  assert.equal((await close(id)).body.title, 'survey-not-open')
  assert.equal((await open(id)).body.title, 'survey-not-draft')
})

scene('closing ends the lessons, forgets whose slip was whose, and orders the rest to be sealed - all or nothing', async () => {
  const { id, lessons } = await openedWithLessons()
  const other = await openedWithLessons({ title: 'En anden' })
  const before = (await jobs()).length
  assert.equal((await close(id)).status, 200)

  for (const lesson of lessons) {
    const view = (await call(app, teacher, `GET /lessons/${lesson}`)).body
    assert.deepEqual([view.state, view.code, view.address, view.missing], ['ended', null, null, []])
  }
  assert.equal(await count('common.slip', id), 0)
  assert.equal(await count('statistics.invitation', id), 17, 'what a response may carry stays until it is sealed')
  assert.deepEqual((await jobs()).slice(before), [
    { identifier: 'close-survey', payload: { municipalityId: 881, surveyId: id }, key: `close-survey:${id}` },
  ])

  assert.equal(await count('common.slip', other.id), 17, 'another survey goes on')
  assert.equal((await call(app, teacher, `GET /lessons/${other.lessons[0]}`)).body.state, 'open')
})

scene('when the order to seal cannot be given, the survey stays open and everybody keeps their slip', async () => {
  const { id, lessons } = await openedWithLessons()
  await database.asOwner((client) => client.query('revoke execute on function jobs.enqueue from bul_staff'))
  assert.equal((await close(id)).status, 500)
  await database.asOwner((client) => client.query('grant execute on function jobs.enqueue to bul_staff'))
  assert.equal((await call(app, planner, `GET /surveys/${id}`)).body.state, 'open')
  assert.equal(await count('common.slip', id), 17)
  assert.equal((await call(app, teacher, `GET /lessons/${lessons[0]}`)).body.state, 'open')
})

scene('from the moment it closes no code opens it, and no lesson is opened', async () => {
  const { id, lessons } = await openedWithLessons()
  const { code } = (await call(app, teacher, `GET /lessons/${lessons[0]}`)).body
  const pupil = town.classes[0]!.pupils[0]!
  assert.equal((await enter(id, code, pupil.id)).status, 200)
  await close(id)
  const answer = await enter(id, code, pupil.id)
  assert.deepEqual([answer.status, answer.body.title], [404, 'code-unknown'])
  const lesson = await call(app, teacher, 'POST /lessons', { surveyId: id, classId: town.classes[0]!.id })
  assert.deepEqual([lesson.status, lesson.body.title], [409, 'lesson-survey-not-open'])
})

scene('turnout is counted while it is open, and is still known when the raw lists are gone', async () => {
  const { id, lessons } = await openedWithLessons()
  const { code } = (await call(app, teacher, `GET /lessons/${lessons[0]}`)).body
  for (const pupil of town.classes[0]!.pupils.slice(0, 3)) {
    const { token } = (await enter(id, code, pupil.id)).body
    assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: [] }, { authorization: `Bearer ${token}` })).status, 204)
  }
  const turnout = async () => {
    const listed = (await call(app, planner, 'GET /surveys')).body.find((survey: { id: string }) => survey.id === id)
    const shown = (await call(app, planner, `GET /surveys/${id}`)).body
    const lesson = (await call(app, teacher, `GET /lessons/${lessons[0]}`)).body
    return [listed.invited, listed.answered, shown.invited, shown.answered, lesson.invited, lesson.answered]
  }
  assert.deepEqual(await turnout(), [17, 3, 17, 3, 5, 3])
  await close(id)
  assert.deepEqual(await turnout(), [17, 3, 17, 3, 5, 3])

  // As the sealing of a closed survey leaves it.
  const four = town.classes[0]!
  await database.asOwner((client) => client.query('delete from statistics.turnout where survey_id = $1', [id]))
  await database.asOwner((client) =>
    client.query("insert into sealed.turnout values (881, $1, $2, 3), (881, $1, 'municipality', 3)", [id, `class:${four.id}`]),
  )
  assert.deepEqual(await turnout(), [17, 3, 17, 3, 5, 3])
})
