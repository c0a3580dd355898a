/** The family's own page: what may be decided and seen, and by whom not. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { answerAll, type HealthPlay, playHealth } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { browser, call, type Json, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
/** A class of udskoling, and a class whose parents answer. */
let town: HealthPlay
let starters: HealthPlay
let mother: SignedIn
let stranger: SignedIn
const now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await playHealth(database, app, { cprs: ['2411129990', '2411129991', '2311119992'] })
  starters = await playHealth(database, app, {
    cprs: ['2411209990', '2411209991'],
    questionnaire: 'foraeldre-indskoling',
    className: '0.A',
  })
  mother = await town.parentOf(town.children[0]!)
  stranger = await town.parentOf(town.children[1]!)
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const which = (place = 0) => ({ pupilId: town.children[place]!.id, surveyId: town.survey.id })
const decide = (who: SignedIn, decision: string, place = 0) => call(app, who, 'POST /family/consents', { ...which(place), decision })
const family = async (who: SignedIn): Promise<Json> => (await call(app, who, 'GET /family')).body.children
const rows = (query: string, values: unknown[] = []) => database.asOwner(async (client) => (await client.query(query, values)).rows)

test("a parent of another child, a neighbour's and a professional decide nothing: there is no such child", async () => {
  const unknown = refusalOf(
    await call(app, mother, 'POST /family/consents', { pupilId: randomUUID(), surveyId: town.survey.id, decision: 'given' }),
  )
  assert.equal(unknown.status, 404)
  assert.deepEqual(refusalOf(await decide(stranger, 'given')), unknown)
  const neighbour = await playHealth(database, app, { cprs: ['2411129990'], municipalityId: 882 })
  const theirs = await neighbour.parentOf(neighbour.children[0]!)
  assert.deepEqual(refusalOf(await decide(theirs, 'given')), unknown)
  assert.deepEqual(refusalOf(await call(app, stranger, 'POST /family/consents/withdraw', which())), unknown)
  assert.deepEqual(refusalOf(await call(app, stranger, 'POST /family/invitations/open', which())), unknown)
  for (const role of ['municipalAdmin', 'healthVisitor', 'teacher'] as const)
    assert.equal((await decide(await signInAs(database, role), 'given')).status, 403, role)
  assert.deepEqual(await rows('select from health.consent'), [])
})

test('more families than there are connections open their page at once, and each is shown theirs', async () => {
  const answers = await Promise.all(Array.from({ length: 12 }, () => call(app, mother, 'GET /family')))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
})

test('the page shows what is asked, who decides and who will read, before anything is answered', async () => {
  const [child, ...others] = await family(mother)
  assert.deepEqual(others, [])
  assert.deepEqual([child.name, child.className, child.institution, child.relation], ['Barn0 Toft', '8.A', 'Åsum Skole', 'custody'])
  const [invitation] = child.invitations
  assert.deepEqual([invitation.decision, invitation.mayDecide, invitation.mayAnswer, invitation.isOpen], ['none', true, false, true])
  assert.deepEqual(invitation.readers, [{ name: 'Lotte Kjær', role: 'healthVisitor' }])
  assert.equal(invitation.respondent, 'pupil')
})

test('every decision is kept with who, when and about what; the latest counts', async () => {
  for (const decision of ['refused', 'declined', 'given']) assert.equal((await decide(mother, decision)).status, 204)
  const [child] = await family(mother)
  assert.deepEqual(new Set(child.consents.map(({ decision }: Json) => decision)), new Set(['given', 'declined', 'refused']))
  assert.ok(child.consents.every(({ by, as, scope }: Json) => by === 'you' && as === 'custodyHolder' && scope === 'health-1'))
  assert.equal(child.invitations[0].decision, 'given')
  const logged = await rows("select pupil_ids, object from audit.event where act = 'consent.decided' and refusal is null")
  assert.equal(logged.length, 3)
  assert.deepEqual(logged[0], { pupil_ids: [town.children[0]!.id], object: `survey:${town.survey.id}` })
})

test("from 15 the parent sees plainly that it is the young person's to decide", async () => {
  const parent = await town.parentOf(town.children[2]!)
  const [child] = await family(parent)
  assert.deepEqual([child.invitations[0].decides, child.invitations[0].mayDecide], ['self', false])
  const refused = await decide(parent, 'given', 2)
  assert.deepEqual([refused.status, refused.body.title], [403, 'consent-not-yours'])
  const young = await town.self(town.children[2]!, 'youngPerson')
  assert.equal((await decide(young, 'given', 2)).status, 204)
  const pupil = await town.self(town.children[1]!)
  assert.equal((await decide(pupil, 'given', 1)).body.title, 'consent-not-yours', 'and before 15 it is not the child alone')
})

test('the same decision again is no new one: the history keeps the one there is', async () => {
  const before = (await rows('select from health.consent')).length
  assert.equal((await decide(mother, 'given')).status, 204)
  assert.equal((await rows('select from health.consent')).length, before)
})

test('who looked, when and why: by role, and never by name; a list once a day', async () => {
  const submitted = await answerAll(app, (await town.enter(town.children[0]!)).body, { 5: 4 })
  assert.equal(submitted.status, 204, submitted.text)
  await call(app, town.nurse, 'GET /health/children')
  await call(app, town.nurse, 'GET /health/children')
  await call(app, town.nurse, `GET /health/children/${town.children[0]!.id}?purpose=talk`)
  const [child] = await family(mother)
  assert.deepEqual(child.looks.map(({ act, purpose, role }: Json) => [act, purpose, role]).toSorted(), [
    ['child.opened', 'talk', 'healthVisitor'],
    ['children.listed', 'list', 'healthVisitor'],
  ])
  assert.ok(!JSON.stringify(child.looks).includes('Lotte'))
  const [other] = await family(stranger)
  assert.deepEqual(
    other.looks.map(({ act }: Json) => act),
    ['children.listed'],
    'a look at one child is told to that family alone',
  )
})

test("a child reads own answers; a parent reads that there are some, and not the child's", async () => {
  const pupil = await town.self(town.children[0]!)
  const [own] = await family(pupil)
  assert.equal(own.relation, 'self')
  assert.equal(own.responses.length, 1)
  assert.ok(own.responses[0].answers.some(({ state }: Json) => state === 'answered'))
  const [seen] = await family(mother)
  assert.deepEqual([seen.responses, seen.invitations[0].answeredOn], [[], '2026-11-23'])
})

test('after answering the consent is withdrawn, not changed: what is kept by name is deleted, and its copy that waits to be counted', async () => {
  assert.equal((await decide(mother, 'refused')).body.title, 'consent-used')
  const responseId = (await rows('select id from health.response'))[0].id
  await call(app, town.nurse, `PUT /health/responses/${responseId}/flag`, { item: 'sleep-tired', flag: { kind: 'talked' } })
  await call(app, town.nurse, `PUT /health/children/${town.children[0]!.id}/note`, { text: 'Om søvn' })
  const copies = () => rows('select answers from statistics.response where is_by_name')
  const counted = await copies()
  const withdrawn = await call(app, mother, 'POST /family/consents/withdraw', which())
  assert.deepEqual([withdrawn.status, withdrawn.body], [200, { deletedResponses: 1 }])
  for (const table of ['response', 'flag', 'note']) assert.deepEqual(await rows(`select from health.${table}`), [], table)
  assert.deepEqual([counted.length, await copies()], [1, []])
  assert.equal((await rows("select from health.consent where decision = 'withdrawn'")).length, 1)
  const opened = await call(app, town.nurse, `GET /health/children/${town.children[0]!.id}?purpose=talk`)
  assert.deepEqual([opened.body.response, opened.body.consent.decision], [null, 'refused'])
  assert.equal((await call(app, mother, 'POST /family/consents/withdraw', which())).body.title, 'consent-not-given')
  const again = await town.enter(town.children[0]!)
  assert.deepEqual([again.status, again.body.title], [404, 'code-unknown'], 'and is not answered a second time')
})

test('a parent decides first and then answers at home, by a link that is stored nowhere', async () => {
  const [child] = starters.children
  const parent = await starters.parentOf(child!)
  const at = { pupilId: child!.id, surveyId: starters.survey.id }
  assert.equal((await call(app, parent, 'POST /family/invitations/open', at)).status, 403, 'consent comes before the first question')
  await call(app, parent, 'POST /family/consents', { ...at, decision: 'given' })
  assert.equal((await family(parent))[0].invitations[0].mayAnswer, true)
  const { body } = await call(app, parent, 'POST /family/invitations/open', at)
  assert.match(body.link, /^\/svar\/min-familie#k=[2-9A-Z]{14}$/)
  const logged = await rows("select to_jsonb(e)::text as row from audit.event e where act = 'invitation.opened'")
  assert.ok(logged.length > 0 && logged.every(({ row }) => !row.includes(body.link.slice(-14))))
  const entered = await call(app, undefined, 'POST /responses/enter-by-link', { link: body.link.slice(-14) }, browser())
  assert.deepEqual([entered.body.about.track, entered.body.forWhom], ['health', 'Barn0'])
  assert.equal((await answerAll(app, entered.body, { 0: 1 })).status, 204)
  const [seen] = await family(parent)
  assert.equal(seen.responses.length, 1, 'a parent reads what parents answer')
  assert.equal(seen.invitations[0].mayAnswer, false)
  const sibling = await starters.self(child!)
  assert.deepEqual((await family(sibling))[0].responses, [], 'and the child what the child answers')
})

test('when the survey is over nothing is decided, and a consent can still be taken back', async () => {
  const [, second] = starters.children
  const parent = await starters.parentOf(second!)
  const at = { pupilId: second!.id, surveyId: starters.survey.id }
  await call(app, parent, 'POST /family/consents', { ...at, decision: 'given' })
  await database.asOwner((client) => client.query("update common.survey set state = 'closed' where id = $1", [starters.survey.id]))
  assert.equal((await call(app, parent, 'POST /family/consents', { ...at, decision: 'refused' })).body.title, 'survey-not-open')
  assert.equal((await call(app, parent, 'POST /family/consents/withdraw', at)).status, 200)
})
