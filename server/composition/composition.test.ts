/** A municipality's own version of a questionnaire by its operations: who may, what is refused, and what a survey then asks. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { ownQuestion } from '../../tests/own-question.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let admin: SignedIn
let neighbour: SignedIn
let teacher: SignedIn
const base: { readonly version: string; readonly themes: readonly string[]; readonly items: readonly Item[] } = JSON.parse(
  readFileSync(new URL('../../content/questionnaires/mellemtrin/questionnaire.json', import.meta.url), 'utf8'),
)
const optional = base.items.find(({ isCore }) => !isCore)?.code ?? ''
const core = base.items.find(({ isCore }) => isCore)?.code ?? ''
const own = 'k881-skolevej'

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 6 })
  await play(database, { '5.A': 3 }, 882)
  admin = await signInAs(database, 'municipalAdmin')
  neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId] })
  await database.asOwner((client) =>
    client.query(
      `insert into common.bank_item values (881, gen_random_uuid(), '${own}', 1, 'published', 'new', '', 1, null, now(), $1, '{}')`,
      [JSON.stringify(ownQuestion(own))],
    ),
  )
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
})

const begun = { code: 'mellemtrin', version: base.version, name: 'Med skolevejen' }
async function draft(): Promise<{ readonly id: string; readonly revision: number }> {
  const answer = await call(app, admin, 'POST /compositions', begun)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const save = (id: string, revision: number, choice: object, who = admin) =>
  call(app, who, `PUT /compositions/${id}`, { name: begun.name, revision, choice: { leftOut: [], added: [], ...choice } })
const publish = (id: string, revision: number, who = admin) => call(app, who, `POST /compositions/${id}/publish`, { revision })

test('nobody but a municipal administrator puts a questionnaire together, and none whose login is for some schools alone', async () => {
  for (const role of roles.filter((one) => one !== 'municipalAdmin')) {
    const who = await signInAs(database, role)
    assert.equal((await call(app, who, 'POST /compositions', begun)).status, 403, role)
  }
  const narrowed = await signInAs(database, 'municipalAdmin', { institutionIds: [town.institutionId], narrowedTo: [town.institutionId] })
  assert.equal((await call(app, narrowed, 'POST /compositions', begun)).status, 403)
  assert.equal((await call(app, undefined, 'POST /compositions', begun)).status, 401)
})

test("a neighbour's composition cannot be told from one that is not there", async () => {
  const { id, revision } = await draft()
  const nothing = await call(app, neighbour, 'GET /compositions/00000000-0000-4000-8000-000000000000')
  assert.deepEqual(refusalOf(await call(app, neighbour, `GET /compositions/${id}`)), refusalOf(nothing))
  for (const answer of [
    await save(id, revision, {}, neighbour),
    await publish(id, revision, neighbour),
    await call(app, neighbour, `DELETE /compositions/${id}`),
  ])
    assert.equal(answer.status, 404)
  assert.deepEqual((await call(app, neighbour, 'GET /compositions')).body, [])
})

test('a questionnaire that nobody has published is begun from by nobody', async () => {
  const answer = await call(app, admin, 'POST /compositions', { ...begun, code: 'findes-ikke' })
  assert.deepEqual([answer.status, answer.body.title], [422, 'questionnaire-unknown'])
})

test('a core item is never left out, and what is not in the bank is never added', async () => {
  for (const choice of [{ leftOut: [core] }, { added: ['k881-findes-ikke'] }, { added: [core] }, { leftOut: ['findes-ikke'] }]) {
    const { id, revision } = await draft()
    const saved = await save(id, revision, choice)
    const answer = await publish(id, saved.body.revision)
    assert.deepEqual([answer.status, answer.body.title], [422, 'composition-not-possible'], JSON.stringify(choice))
  }
})

test('nobody writes over what somebody else has saved since', async () => {
  const { id, revision } = await draft()
  assert.equal((await save(id, revision, { added: [own] })).status, 200)
  for (const answer of [await save(id, revision, {}), await publish(id, revision)])
    assert.deepEqual([answer.status, answer.body.title], [409, 'composition-changed-since'])
})

test('published it is frozen under the own number, with every core item, without what was left out, with what was added last of its theme', async () => {
  const { id, revision } = await draft()
  const saved = await save(id, revision, { leftOut: [optional], added: [own] })
  const { status, body, text } = await publish(id, saved.body.revision)
  assert.equal(status, 200, text)
  assert.equal(body.version, `${base.version}.1`)
  const { questionnaire, texts } = (await call(app, teacher, `GET /questionnaires/mellemtrin/${body.version}`)).body
  const codes: readonly string[] = questionnaire.items.map((item: Item) => item.code)
  assert.deepEqual(
    codes.filter((code) => base.items.some((item) => item.code === code && item.isCore)),
    base.items.filter(({ isCore }) => isCore).map((item) => item.code),
  )
  assert.equal(codes.includes(optional), false)
  const leisure = questionnaire.items.filter(({ theme }: Item) => theme === 'leisure')
  assert.equal(leisure.at(-1).code, own)
  assert.equal(leisure.at(-1).isCore, false)
  assert.equal(texts.da.items[own].question, 'Føler du dig tryg på vej til skole?')
  for (const answer of [await save(id, saved.body.revision + 1, {}), await call(app, admin, `DELETE /compositions/${id}`)])
    assert.deepEqual([answer.status, answer.body.title], [409, 'composition-not-draft'])

  const respondents = await app.inject({ url: `/api/v1/published/881/mellemtrin/${body.version}` })
  assert.equal(respondents.statusCode, 200)
  for (const elsewhere of [`/api/v1/published/882/mellemtrin/${body.version}`, `/api/v1/published/0/mellemtrin/${body.version}`])
    assert.equal((await app.inject({ url: elsewhere })).statusCode, 404, elsewhere)
  const last = (await auditOf(database)).filter(({ act }) => act.startsWith('composition.')).at(-1)
  assert.deepEqual([last?.act, last?.object], ['composition.published', `compositions:${id}`])
})

test('a composition is offered beside the base when a survey is planned, under its name; the next of the name takes its place', async () => {
  const next = async () => {
    const { id, revision } = await draft()
    return (await publish(id, (await save(id, revision, { added: [own] })).body.revision)).body.version
  }
  const [first, second] = [await next(), await next()]
  const listed = (await call(app, admin, 'GET /questionnaires')).body
  const of = (version: string) =>
    listed.find((one: { code: string; version: string }) => one.code === 'mellemtrin' && one.version === version)
  assert.deepEqual([of(base.version).isNewest, of(base.version).composition], [true, null])
  assert.deepEqual([of(first).isNewest, of(second).isNewest], [false, true])
  assert.equal(of(second).composition.name, begun.name)
  const plan = {
    title: 'Trivsel',
    questionnaire: { code: 'mellemtrin', version: second },
    opensOn: '2027-01-10',
    closesOn: '2027-01-30',
    grades: [5],
    institutionIds: [town.institutionId],
  }
  const survey = await call(app, admin, 'POST /surveys', plan)
  assert.equal(survey.status, 200, survey.text)
  const year = (await call(app, admin, 'GET /asked-this-year')).body
  const asked = year.surveys.find(({ surveyId }: { surveyId: string }) => surveyId === survey.body.id)
  assert.ok(asked.items.some(({ code, question }: { code: string; question: string }) => code === own && question.startsWith('Føler du')))
  const again = await call(app, admin, 'POST /compositions', { ...begun, version: second })
  assert.deepEqual([again.body.baseVersion, again.body.choice.added], [base.version, [own]])
})

test('the questions of a year are read by whoever composes and nobody else', async () => {
  assert.equal((await call(app, teacher, 'GET /asked-this-year')).status, 403)
  assert.equal((await call(app, await signInAs(database, 'secretariat', { municipalityId: 0 }), 'GET /asked-this-year')).status, 403)
})

test('what names a child is no name of a composition', async () => {
  const answer = await call(app, admin, 'POST /compositions', { ...begun, name: 'Om 010112-9995' })
  assert.deepEqual([answer.status, answer.body.title], [422, 'text-holds-cpr'])
})

test('a teacher past the handler adds no questionnaire: the table holds too', async () => {
  await assert.rejects(
    database.doors.as(teacher.actor, 'staff', (tx) =>
      tx
        .insertInto('common.questionnaire')
        .values({ municipalityId: 881, code: 'falsk', version: '1.0', isPublished: true, definition: '{}', texts: '{}' })
        .execute(),
    ),
    /row-level security/,
  )
})
