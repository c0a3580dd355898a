/** The class's lesson: its teacher opens it, sees who still lacks, prints slips and ends it. Never content. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { saveNames } from '#database/identity.ts'
import { printedNames } from '#domain/organisation/printed-name.ts'
import { isCode, municipalityOfCode } from '#domain/survey/code.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let teacher: SignedIn
let colleague: SignedIn
let five: PlayedClass
let six: PlayedClass
const nothing = randomUUID()

before(async () => {
  database = await openTestDatabase()
  let second = 0
  app = await buildApp(
    testHouse(database, () => new Date(Date.UTC(2026, 10, 23, 9, 0, second++))),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 9, '6.A': 6 })
  ;[five, six] = town.classes as [PlayedClass, PlayedClass]
  teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [five.id] })
  colleague = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [six.id] })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const openLesson = (who = teacher, body: object = { surveyId: town.survey.id, classId: five.id }) => call(app, who, 'POST /lessons', body)
const view = async (id: string) => (await call(app, teacher, `GET /lessons/${id}`)).body
const opened = async () => {
  const { id } = (await openLesson()).body
  return { id, ...(await view(id)) } as { id: string; code: string }
}
const enter = (code: string, slip: string) => call(app, undefined, 'POST /responses/enter', { code, slip })
const as = (token: string) => ({ authorization: `Bearer ${token}` })

async function answer(code: string, slip: string, what: 'submit' | 'decline' | 'nothing' = 'submit'): Promise<void> {
  const { status, body } = await enter(code, slip)
  assert.equal(status, 200)
  if (what === 'submit') assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: [] }, as(body.token))).status, 204)
  if (what === 'decline') assert.equal((await call(app, undefined, 'POST /responses/decline', undefined, as(body.token))).status, 204)
}

/** A test that begins without an open lesson, and with nobody having answered. */
function scene(name: string, work: () => Promise<void>): void {
  test(name, async () => {
    await database.asOwner((client) =>
      client.query(
        "update common.lesson set state = 'ended'; delete from statistics.draft; update statistics.turnout set answered = '{}', declined = '{}'",
      ),
    )
    await work()
  })
}

scene("a colleague's class is as if it did not exist: its lesson is neither opened, seen, printed nor ended", async () => {
  const notTheirs = await openLesson(colleague)
  assert.equal(notTheirs.status, 404)
  assert.deepEqual(refusalOf(await openLesson(teacher, { surveyId: town.survey.id, classId: nothing })), refusalOf(notTheirs))
  const { id } = await opened()
  for (const [address, unknown] of [
    [`GET /lessons/${id}`, `GET /lessons/${nothing}`],
    [`GET /lessons/${id}/slips`, `GET /lessons/${nothing}/slips`],
    [`GET /lessons/${id}/board`, `GET /lessons/${nothing}/board`],
    [`GET /lessons/${id}/pupils`, `GET /lessons/${nothing}/pupils`],
    [`POST /lessons/${id}/pause`, `POST /lessons/${nothing}/pause`],
    [`POST /lessons/${id}/resume`, `POST /lessons/${nothing}/resume`],
    [`POST /lessons/${id}/end`, `POST /lessons/${nothing}/end`],
  ] as const) {
    const refused = await call(app, colleague, address)
    assert.equal(refused.status, 404)
    assert.deepEqual(refusalOf(refused), refusalOf(await call(app, teacher, unknown)))
  }
  assert.equal((await view(id)).state, 'open')
})

scene("a neighbour's survey and class cannot be named", async () => {
  const neighbour = await play(database, { '5.A': 5 }, 882)
  for (const body of [
    { surveyId: neighbour.survey.id, classId: neighbour.classes[0]!.id },
    { surveyId: neighbour.survey.id, classId: five.id },
    { surveyId: town.survey.id, classId: neighbour.classes[0]!.id },
  ]) {
    assert.equal((await openLesson(teacher, body)).status, 404)
  }
})

scene('a class that the survey does not ask has no lesson in it', async () => {
  const planner = await signInAs(database, 'municipalAdmin')
  const plan = {
    title: 'Kun sjette',
    questionnaire: newestVersion('mellemtrin'),
    opensOn: '2026-11-20',
    closesOn: '2026-12-10',
    grades: [6],
    institutionIds: [town.institutionId],
  }
  const { id } = (await call(app, planner, 'POST /surveys', plan)).body
  assert.equal((await openLesson(colleague, { surveyId: id, classId: six.id })).status, 404, 'a draft asks nobody')
  await call(app, planner, `POST /surveys/${id}/open`)
  assert.equal((await openLesson(teacher, { surveyId: id, classId: five.id })).status, 404)
  assert.equal((await openLesson(colleague, { surveyId: id, classId: six.id })).status, 200)
})

scene('a survey past its last day takes no lesson', async () => {
  await database.asOwner((client) => client.query("update common.survey set closes_on = '2026-11-22' where id = $1", [town.survey.id]))
  const answered = await openLesson()
  await database.asOwner((client) => client.query("update common.survey set closes_on = '2026-12-18' where id = $1", [town.survey.id]))
  assert.deepEqual([answered.status, answered.body.title], [409, 'lesson-survey-not-open'])
})

scene('an open lesson shows its code, where to go, and everybody who still lacks', async () => {
  const lesson = await view((await openLesson()).body.id)
  assert.equal(isCode(lesson.code), true)
  assert.equal(municipalityOfCode(lesson.code), 881)
  assert.deepEqual(lesson, {
    id: lesson.id,
    surveyId: town.survey.id,
    surveyTitle: town.survey.title,
    classId: five.id,
    className: '5.A',
    institution: 'Åsum Skole',
    state: 'open',
    track: 'statistics',
    isPaused: false,
    code: lesson.code,
    address: `http://localhost:3000/svar#${lesson.code}`,
    invited: 9,
    answered: 0,
    exempt: 0,
    missing: five.pupils.map(({ name }) => name).toSorted(),
    isSealed: false,
  })
})

scene('a class has one open lesson: opening again, twice at once, and by a second teacher is the same one', async () => {
  const second = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [five.id] })
  const answers = await Promise.all([openLesson(), openLesson(), openLesson(second), openLesson()])
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 200, 200, 200],
  )
  assert.equal(new Set(answers.map(({ body }) => body.id)).size, 1)
  const { rows } = await database.asOwner((client) => client.query("select id from common.lesson where state = 'open'"))
  assert.equal(rows.length, 1)
  const named = (await auditOf(database)).filter(({ act }) => act === 'lesson.opened').slice(-4)
  assert.ok(
    named.every(({ object }) => object === `lessons:${rows[0].id}`),
    'each row names the lesson there is',
  )
})

scene('whose name is protected is a first name where the class can see it, and on the slips', async () => {
  const [hidden] = five.pupils
  assert.ok(hidden)
  await database.asOwner((client) =>
    client.query(
      'update identity.person set is_protected = true where municipality_id = 881 and id = (select person_id from common.pupil where id = $1)',
      [hidden.id],
    ),
  )
  const { id } = await opened()
  const { missing } = await view(id)
  const expected = printedNames(five.pupils.map((pupil) => ({ name: pupil.name, isProtected: pupil === hidden })))
  assert.deepEqual(missing, expected.toSorted())
  assert.ok(!missing.includes(hidden.name))
  await database.asOwner((client) => client.query('update identity.person set is_protected = false where municipality_id = 881'))
})

scene('who has answered, and who has said no, is missing no more; who has only begun is', async () => {
  const { id, code } = await opened()
  const [one, two, three] = five.pupils
  await answer(code, one!.slip)
  await answer(code, two!.slip, 'decline')
  await answer(code, three!.slip, 'nothing')
  const lesson = await view(id)
  assert.equal(lesson.answered, 1, 'saying no is no answer')
  assert.deepEqual(
    lesson.missing,
    five.pupils
      .slice(2)
      .map(({ name }) => name)
      .toSorted(),
  )
})

scene('who said no and comes back after all is missing again, until they submit', async () => {
  const { id, code } = await opened()
  const [one] = five.pupils
  await answer(code, one!.slip, 'decline')
  await answer(code, one!.slip, 'nothing')
  assert.equal((await view(id)).missing.length, 9)
  await answer(code, one!.slip)
  assert.deepEqual([(await view(id)).missing.length, (await view(id)).answered], [8, 1])
})

scene('names are in Danish order', async () => {
  const names = ['Åse', 'Ærø', 'Øre', 'Anna', 'Zoe', 'aage']
  const school = await play(database, { '4.A': names.length })
  const own = await signInAs(database, 'teacher', { institutionIds: [school.institutionId], classIds: [school.classes[0]!.id] })
  const persons = await database.asOwner(async (client) =>
    (await client.query('select person_id from common.pupil where class_id = $1', [school.classes[0]!.id])).rows.map(
      (row) => row.person_id as string,
    ),
  )
  await database.doors.as(school.admin, 'staff', (tx) =>
    saveNames(tx, database.keyring, new Map(persons.map((id, place) => [id, names[place]!]))),
  )
  const { id } = (await call(app, own, 'POST /lessons', { surveyId: school.survey.id, classId: school.classes[0]!.id })).body
  assert.deepEqual((await call(app, own, `GET /lessons/${id}`)).body.missing, ['Anna', 'Zoe', 'Ærø', 'Øre', 'aage', 'Åse'])
})

scene('nothing a teacher can ask for says what was answered, or when', async () => {
  const { id, code } = await opened()
  const pupil = five.pupils[0]!
  const { body: entered } = await enter(code, pupil.slip)
  const answers = entered.answers.map((_: null, place: number) => (place === 3 ? 3 : null))
  await call(
    app,
    undefined,
    'POST /responses/answers',
    { epoch: entered.epoch, answers: [{ place: 3, value: 3, sequence: 1 }] },
    as(entered.token),
  )
  const before = await call(app, teacher, `GET /lessons/${id}`)
  await call(app, undefined, 'POST /responses/submit', { answers }, as(entered.token))
  const list = (await call(app, teacher, 'GET /lessons')).body
  const after = await call(app, teacher, `GET /lessons/${id}`)
  const fields = [
    'address',
    'answered',
    'className',
    'classId',
    'code',
    'id',
    'institution',
    'exempt',
    'invited',
    'isPaused',
    'isSealed',
    'missing',
    'state',
    'surveyId',
    'surveyTitle',
    'track',
  ]
  for (const { body } of [before, after]) assert.deepEqual(Object.keys(body).toSorted(), fields.toSorted())
  assert.deepEqual(
    Object.keys(list[0]).toSorted(),
    ['answered', 'className', 'classId', 'closesOn', 'institution', 'invited', 'lesson', 'surveyId', 'surveyTitle'].toSorted(),
  )
  // Another pupil with other answers leaves the very same view, but for the name.
  assert.equal(after.text.includes(pupil.slip), false)
})

scene("the teacher's list has their own classes in open surveys, each with its latest lesson", async () => {
  const list = async (who = teacher) =>
    (await call(app, who, 'GET /lessons')).body.filter(({ surveyId }: { surveyId: string }) => surveyId === town.survey.id)
  const { id, code } = await opened()
  await answer(code, five.pupils[0]!.slip)
  const row = {
    classId: five.id,
    className: '5.A',
    institution: 'Åsum Skole',
    surveyId: town.survey.id,
    surveyTitle: town.survey.title,
    closesOn: '2026-12-18',
    invited: 9,
    answered: 1,
  }
  assert.deepEqual(await list(), [{ ...row, lesson: { id, state: 'open', isPaused: false } }])
  assert.deepEqual(
    (await list(colleague)).map(({ className }: { className: string }) => className),
    ['6.A'],
  )
  await call(app, teacher, `POST /lessons/${id}/end`)
  assert.deepEqual(await list(), [{ ...row, lesson: { id, state: 'ended', isPaused: false } }])
  assert.deepEqual(
    await list(await signInAs(database, 'teacher', { institutionIds: [town.institutionId] })),
    [],
    'a teacher without a class',
  )
})

scene('a lesson that has ended shows no code and prints no slips, and its code is dead', async () => {
  const { id, code } = await opened()
  assert.equal((await enter(code, five.pupils[0]!.slip)).status, 200)
  assert.equal((await call(app, teacher, `POST /lessons/${id}/end`)).status, 204)
  const lesson = await view(id)
  assert.deepEqual([lesson.state, lesson.code, lesson.address], ['ended', null, null])
  const dead = await enter(code, five.pupils[0]!.slip)
  assert.deepEqual(refusalOf(dead), refusalOf(await enter('ZZZZZZ', 'ZZZZZZ')))
  const slips = await call(app, teacher, `GET /lessons/${id}/slips`)
  assert.deepEqual([slips.status, slips.body.title], [409, 'lesson-not-open'])
})

scene('who had come in before the lesson ended may finish', async () => {
  const { id, code } = await opened()
  const { body } = await enter(code, five.pupils[0]!.slip)
  await call(app, teacher, `POST /lessons/${id}/end`)
  assert.equal((await call(app, undefined, 'POST /responses/submit', { answers: [] }, as(body.token))).status, 204)
})

scene('ending a lesson orders its class to be sealed, once', async () => {
  const { id } = await opened()
  const jobs = () =>
    database.asOwner(
      async (client) =>
        (
          await client.query(
            "select j.payload, j.key from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'seal-class'",
          )
        ).rows,
    )
  const ended = await Promise.all([1, 2, 3].map(() => call(app, teacher, `POST /lessons/${id}/end`)))
  assert.deepEqual(ended.map(({ status }) => status).toSorted(), [204, 409, 409])
  assert.equal(ended.find(({ status }) => status === 409)?.body.title, 'lesson-not-open')
  assert.deepEqual(
    (await jobs()).filter(({ payload }) => payload.classId === five.id),
    [{ payload: { municipalityId: 881, surveyId: town.survey.id, classId: five.id }, key: `seal-class:${town.survey.id}:${five.id}` }],
  )
  assert.equal((await auditOf(database)).filter(({ act, object }) => act === 'lesson.ended' && object === `lessons:${id}`).length, 1)
})

scene('late comers get a new lesson with another code, and the old slips', async () => {
  const first = await opened()
  await call(app, teacher, `POST /lessons/${first.id}/end`)
  const second = await opened()
  assert.notEqual(second.id, first.id)
  assert.notEqual(second.code, first.code)
  await answer(second.code, five.pupils[8]!.slip)
})

scene("a code belongs to one class: a classmate's slip from next door opens nothing", async () => {
  const { code } = await opened()
  assert.equal((await enter(code, five.pupils[0]!.slip)).status, 200)
  assert.deepEqual(refusalOf(await enter(code, six.pupils[0]!.slip)), refusalOf(await enter('ZZZZZZ', 'ZZZZZZ')))
})
