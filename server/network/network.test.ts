/** Between municipalities, first who may not; then comments and tasks inside one. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let otherTown: Play
let leader: SignedIn
let visitor: SignedIn
let psychologist: SignedIn
let teacher: SignedIn
let neighbour: SignedIn
let secretariat: SignedIn
let admin: SignedIn

const now = new Date('2026-11-23T09:00:00Z')
const words = {
  name: 'Lotte Kjær',
  title: 'Sundhedsplejerske',
  contact: 'lotte@lillekoebing.example',
  about: 'To år med 8-10 måneder',
  isPublished: true,
}
const cpr = '010112-9995'

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 6, '5.B': 6 })
  otherTown = await play(database, { '5.A': 6 }, 882)
  await database.asOwner((client) => client.query("update common.municipality set name = 'Storkøbing' where municipality_id = 882"))
  const institutionIds = [town.institutionId]
  leader = await signInAs(database, 'institutionLeader', { institutionIds, name: 'Henrik Dahl' })
  teacher = await signInAs(database, 'teacher', { institutionIds, classIds: [town.classes[0]!.id], name: 'Anne Lund' })
  visitor = await signInAs(database, 'healthVisitor', { name: 'Lotte Kjær' })
  psychologist = await signInAs(database, 'eduPsychologist', { name: 'Camilla Juhl' })
  admin = await signInAs(database, 'municipalAdmin')
  neighbour = await signInAs(database, 'municipalAnalyst', { municipalityId: 882, name: 'Pia Storgaard' })
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (0, 'Foreningen', '1083', 'Syddanmark', true) on conflict do nothing"),
  )
  secretariat = await signInAs(database, 'secretariat', { municipalityId: 0, name: 'Inger Villadsen' })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const persons = async (who: SignedIn) =>
  (await call(app, who, 'GET /reference-persons')).body as { id: string; topic: string; isOwn: boolean }[]
const ask = async (who: SignedIn, body: object = {}) =>
  call(app, who, 'POST /network-questions', {
    topic: 'school',
    title: 'Hvordan får I forældre med?',
    body: 'Vi har 40 % svar.',
    isNamed: false,
    ...body,
  })

test('what somebody writes of themselves is seen by every municipality, and only when they publish it', async () => {
  assert.equal((await call(app, visitor, 'PUT /reference-persons/earlyChildhood', words)).status, 204)
  assert.equal((await call(app, visitor, 'PUT /reference-persons/plus', { ...words, isPublished: false })).status, 204)
  assert.deepEqual(
    (await persons(neighbour)).map(({ topic, isOwn }) => [topic, isOwn]),
    [['earlyChildhood', false]],
  )
  assert.deepEqual((await persons(visitor)).map(({ topic }) => topic).toSorted(), ['earlyChildhood', 'plus'])
  assert.deepEqual(
    (await persons(leader)).map(({ topic }) => topic),
    ['earlyChildhood'],
    'hidden from colleagues too',
  )
})

test('saving the same topic again changes it, and does not add another', async () => {
  await call(app, visitor, 'PUT /reference-persons/earlyChildhood', { ...words, about: 'Tre år' })
  const [own, ...more] = (await call(app, neighbour, 'GET /reference-persons')).body
  assert.deepEqual([own.about, own.municipality.name, more.length], ['Tre år', 'Lillekøbing', 0])
})

test('a reference person is taken off by themselves or the administrator, not by a colleague or a neighbour', async () => {
  const [entry] = await persons(neighbour)
  for (const who of [neighbour, leader]) assert.equal((await call(app, who, `DELETE /reference-persons/${entry!.id}`)).status, 404)
  assert.equal((await call(app, admin, `DELETE /reference-persons/${entry!.id}`)).status, 204)
  assert.deepEqual(await persons(neighbour), [])
})

test('a question names the municipality, and the person only when they choose it', async () => {
  const { id } = (await ask(leader)).body
  const named = (await ask(leader, { isNamed: true })).body
  const seen = (await call(app, neighbour, `GET /network-questions/${id}`)).body
  assert.deepEqual([seen.municipality.name, seen.authorName, seen.isOwn], ['Lillekøbing', null, false])
  assert.equal((await call(app, neighbour, `GET /network-questions/${named.id}`)).body.authorName, 'Henrik Dahl')
  const stored = JSON.stringify((await call(app, neighbour, 'GET /network-questions')).body)
  assert.doesNotMatch(stored, new RegExp(leader.actor.accountId))
})

test('a neighbour answers, and everybody sees it; only whoever wrote takes it back', async () => {
  const { id } = (await ask(leader)).body
  const answer = (await call(app, neighbour, `POST /network-questions/${id}/answers`, { body: 'Vi ringer til dem.', isNamed: true })).body
  const [seen] = (await call(app, leader, `GET /network-questions/${id}`)).body.answers
  assert.deepEqual(
    [seen.body, seen.municipality.name, seen.authorName, seen.isOwn],
    ['Vi ringer til dem.', 'Storkøbing', 'Pia Storgaard', false],
  )
  assert.equal((await call(app, leader, `DELETE /network-answers/${answer.id}`)).status, 404)
  assert.equal((await call(app, neighbour, `DELETE /network-questions/${id}`)).status, 404)
  assert.equal((await call(app, neighbour, `DELETE /network-answers/${answer.id}`)).status, 204)
  assert.deepEqual((await call(app, leader, `GET /network-questions/${id}`)).body.answers, [])
})

test("a colleague in the same municipality takes neither one's question nor one's answer back", async () => {
  const { id } = (await ask(leader)).body
  const answer = (await call(app, leader, `POST /network-questions/${id}/answers`, { body: 'Det viste sig …', isNamed: false })).body
  for (const who of [visitor, admin]) {
    assert.equal((await call(app, who, `DELETE /network-questions/${id}`)).status, 404)
    assert.equal((await call(app, who, `DELETE /network-answers/${answer.id}`)).status, 404)
  }
  assert.equal((await call(app, leader, `GET /network-questions/${id}`)).body.answers.length, 1)
})

test('a question taken back is there for nobody, and cannot be answered', async () => {
  const { id } = (await ask(leader)).body
  assert.equal((await call(app, leader, `DELETE /network-questions/${id}`)).status, 204)
  for (const who of [leader, neighbour, secretariat]) {
    assert.equal((await call(app, who, `GET /network-questions/${id}`)).status, 404)
    assert.equal((await call(app, who, `POST /network-questions/${id}/answers`, { body: 'For sent', isNamed: false })).status, 404)
  }
})

test('no text with a personal number is taken, in any field, and nothing of it is kept', async () => {
  const { id } = (await ask(leader)).body
  const subject = `report:${town.survey.id}:municipality`
  const news = { texts: { da: { title: 'Nyt', body: cpr }, en: null }, shownOn: '2026-11-23', isPublished: true }
  const refused = await Promise.all([
    ask(leader, { title: `Om ${cpr}` }),
    ask(leader, { body: `Barnet ${cpr}` }),
    call(app, neighbour, `POST /network-questions/${id}/answers`, { body: cpr, isNamed: false }),
    call(app, visitor, 'PUT /reference-persons/school', { ...words, about: cpr }),
    call(app, leader, `POST /discussions/${subject}/comments`, { body: cpr }),
    call(app, leader, `POST /discussions/${subject}/tasks`, { title: cpr, assigneeId: leader.actor.accountId, dueOn: null }),
    call(app, secretariat, `PUT /news/${id}`, news),
  ])
  for (const answer of refused) assert.deepEqual([answer.status, answer.body.title], [422, 'text-holds-cpr'])
  const kept = await database.asOwner(async (client) => {
    const tables = ['reference_person', 'network_question', 'network_answer', 'discussion_comment', 'discussion_task', 'news']
    const found: string[] = []
    for (const name of tables)
      found.push(...(await client.query(`select row_to_json(t)::text as text from common.${name} t`)).rows.map(({ text }) => text))
    return found.join('\n')
  })
  assert.doesNotMatch(kept, /9995/)
})

test('news is read by everybody, also signed out; drafts by the secretariat alone', async () => {
  const id = '00000000-0000-4000-8000-0000000000e1'
  const news = { texts: { da: { title: 'Nyt modul', body: 'Småbørn er åbnet.' }, en: null }, shownOn: '2026-11-20', isPublished: false }
  assert.equal((await call(app, admin, `PUT /news/${id}`, news)).status, 403)
  assert.equal((await call(app, secretariat, `PUT /news/${id}`, news)).status, 204)
  for (const who of [undefined, leader, neighbour, secretariat]) assert.deepEqual((await call(app, who, 'GET /news')).body, [])
  assert.equal((await call(app, secretariat, 'GET /news/drafts-too')).body.length, 1)

  await call(app, secretariat, `PUT /news/${id}`, { ...news, isPublished: true })
  for (const who of [undefined, leader, neighbour]) assert.equal((await call(app, who, 'GET /news')).body[0].texts.da.title, 'Nyt modul')
  assert.equal((await call(app, secretariat, `DELETE /news/${id}`)).status, 204)
  assert.deepEqual((await call(app, undefined, 'GET /news')).body, [])
})

test('templates come in both languages', async () => {
  const templates = (await call(app, teacher, 'GET /templates')).body
  assert.ok(templates.length >= 8)
  assert.ok(templates.every(({ texts }: { texts: { da: object; en: object } }) => texts.da && texts.en))
})

const school = () => `report:${town.survey.id}:institution:${town.institutionId}`
const ownClass = (place = 0) => `report:${town.survey.id}:class:${town.classes[place]!.id}`

test('who may not read a report is not told that anybody talks about it', async () => {
  await call(app, leader, `POST /discussions/${school()}/comments`, { body: 'Larmen igen' })
  const unknown = await call(app, neighbour, `GET /discussions/report:00000000-0000-4000-8000-000000000000:municipality`)
  assert.equal(unknown.status, 404)
  for (const [who, subject] of [
    [neighbour, school()],
    [teacher, ownClass(1)],
    [psychologist, ownClass(0)],
    [leader, `report:${otherTown.survey.id}:institution:${otherTown.institutionId}`],
    [leader, 'report:x:municipality'],
    [leader, `report:${town.survey.id}:country`],
  ] as const) {
    assert.deepEqual(refusalOf(await call(app, who, `GET /discussions/${subject}`)), refusalOf(unknown), subject)
    assert.equal((await call(app, who, `POST /discussions/${subject}/comments`, { body: 'Hej' })).status, 404)
    assert.equal(
      (await call(app, who, `POST /discussions/${subject}/tasks`, { title: 'Hej', assigneeId: leader.actor.accountId, dueOn: null }))
        .status,
      404,
    )
  }
})

test('school, health service and PPR talk about the same report, each by name and role', async () => {
  await call(app, visitor, `POST /discussions/${school()}/comments`, { body: 'Det hører vi også i samtalerne' })
  await call(app, psychologist, `POST /discussions/${school()}/comments`, { body: 'Vi kan komme med til mødet' })
  const { comments } = (await call(app, teacher, `GET /discussions/${school()}`)).body
  assert.deepEqual(
    comments.map(({ author, isOwn }: { author: { name: string; role: string }; isOwn: boolean }) => [author.name, author.role, isOwn]),
    [
      ['Henrik Dahl', 'institutionLeader', false],
      ['Lotte Kjær', 'healthVisitor', false],
      ['Camilla Juhl', 'eduPsychologist', false],
    ],
  )
  assert.equal((await call(app, teacher, `DELETE /comments/${comments[0].id}`)).status, 404)
  assert.equal((await call(app, leader, `DELETE /comments/${comments[0].id}`)).status, 204)
})

test('a task goes to a colleague who may read the same, and to nobody else', async () => {
  const give = (assigneeId: string, subject = school()) =>
    call(app, leader, `POST /discussions/${subject}/tasks`, { title: 'Mål lyden i tre lokaler', assigneeId, dueOn: '2026-12-18' })
  for (const [who, subject] of [
    [neighbour, school()],
    [admin, school()],
    [psychologist, ownClass(0)],
    [teacher, ownClass(1)],
  ] as const)
    assert.equal((await give(who.actor.accountId, subject)).body.title, 'task-not-for-them')
  const { id } = (await give(psychologist.actor.accountId)).body

  assert.deepEqual((await call(app, psychologist, 'GET /tasks')).body, [
    { id, subject: school(), title: 'Mål lyden i tre lokaler', dueOn: '2026-12-18' },
  ])
  assert.deepEqual((await call(app, visitor, 'GET /tasks')).body, [])
  assert.equal((await call(app, visitor, `PUT /tasks/${id}/done`, { isDone: true })).status, 404)
  assert.equal((await call(app, psychologist, `PUT /tasks/${id}/done`, { isDone: true })).status, 204)
  assert.deepEqual((await call(app, psychologist, 'GET /tasks')).body, [])
  assert.equal((await call(app, leader, `GET /discussions/${school()}`)).body.tasks[0].isDone, true)
})

test('a plan is talked about by those of its unit: another school and a neighbour are not told that it is there', async () => {
  const plan = '00000000-0000-4000-8000-0000000000f1'
  await database.asOwner((client) =>
    client.query(
      `insert into common.action_plan (municipality_id, id, institution_id, unit, theme, title, aim, owner, state, starts_on, due_on)
       values (881, $1, $2, $3, 'sleep', 'Ro om aftenen', 'Flere sover nok', 'Klasseteamet', 'running', '2026-11-01', '2027-03-01')`,
      [plan, town.institutionId, `institution:${town.institutionId}`],
    ),
  )
  const elsewhere = await signInAs(database, 'institutionLeader', { institutionIds: ['00000000-0000-4000-8000-0000000000a9'] })
  for (const who of [neighbour, elsewhere]) assert.equal((await call(app, who, `GET /discussions/plan:${plan}`)).status, 404)
  assert.equal((await call(app, psychologist, `POST /discussions/plan:${plan}/comments`, { body: 'Vi er med' })).status, 200)
  assert.equal((await call(app, leader, `GET /discussions/plan:${plan}`)).body.comments[0].author.name, 'Camilla Juhl')
})

test('what is said is in the audit log by its subject, without the words', async () => {
  const log = await auditOf(database)
  assert.ok(log.some(({ act, object }) => act === 'comment.written' && object === school()))
  assert.ok(log.some(({ act }) => act === 'task.given'))
  assert.doesNotMatch(JSON.stringify(log), /Larmen|Mål lyden/)
})
