/** A family's no before a statistics survey: with a login, with the letter's code, and from 15 the young person's own. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertAccounts, insertSession, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { insertOptOutCodes } from '#database/opt-out.ts'
import { grouped, slipFrom } from '#domain/survey/code.ts'
import { turnFifteen } from '#server/jobs/turn-fifteen.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { answerAll } from '../../tests/play-health.ts'
import { call, type Json, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sessionCookie } from '../http/session.ts'
import { optOutCode } from './opt-out-letter.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let teacher: SignedIn
/** A survey that is planned, and asks the class that has answered nothing yet. */
let planned: string
let now = new Date('2026-11-23T09:00:00Z')
const house = () => testHouse(database, () => now)

type Child = { readonly id: string; readonly personId: string; readonly name: string; readonly slip: string }
const children: Child[] = []
/** The last one turns 15 on 24 November 2026. */
const cprs = ['0101129990', '0201129991', '0301129992', '0401129993', '2411119994']

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(house(), { isReady: async () => true })
  town = await play(database, { '5.A': 2, '5.B': 2, '6.A': 1 })
  const [first] = town.classes
  teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [first!.id] })
  const admin = await signInAs(database, 'municipalAdmin', { institutionIds: [] })
  planned = (
    await call(app, admin, 'POST /surveys', {
      title: 'Trivsel til foråret',
      questionnaire: newestVersion('mellemtrin'),
      opensOn: '2026-11-23',
      closesOn: '2026-12-18',
      grades: [5],
      institutionIds: [town.institutionId],
    })
  ).body.id
  for (const [place, cpr] of cprs.entries()) await addChild(first!.id, `Barn${place} Holm`, cpr)
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const rows = (query: string, values: unknown[] = []): Promise<Json[]> =>
  database.asOwner(async (client) => (await client.query(query, values)).rows)

/** One more child of the class, with a slip of the open survey as the others have. */
async function addChild(classId: string, name: string, cpr: string): Promise<void> {
  const child = { id: randomUUID(), personId: randomUUID(), name }
  const slip = slipFrom(database.keyring.slipSymbols(881, town.survey.id, child.id, 0))
  const slipHmac = database.keyring.slipHmac(881, town.survey.id, classId, slip)
  await database.doors.as(town.admin, 'staff', (tx) => insertPersons(tx, database.keyring, [{ id: child.personId, name, cpr }]))
  await rows("insert into common.pupil values (881, $1, $2, $3, $4, 'female', null)", [
    child.id,
    child.personId,
    town.institutionId,
    classId,
  ])
  await rows('insert into common.slip values (881, $1, $2, $3, $4, 0, $5)', [
    town.survey.id,
    child.id,
    town.institutionId,
    classId,
    slipHmac,
  ])
  await rows("insert into statistics.invitation values (881, $1, $2, $3, 'female', 5)", [slipHmac, town.survey.id, classId])
  children.push({ ...child, slip })
}

async function citizen(role: 'parent' | 'pupil' | 'youngPerson', child: Child): Promise<SignedIn> {
  const id = randomUUID()
  const personId = role === 'parent' ? randomUUID() : child.personId
  const token = `881.${randomBytes(32).toString('base64url')}`
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', async (tx) => {
    if (role === 'parent') await insertPersons(tx, database.keyring, [{ id: personId, name: 'Forælder Holm' }])
    const subject = subjectIndex(database.keyring, 881, 'https://login.example', id)
    await insertAccounts(tx, database.keyring, [
      { id, personId, role, subjectIndex: subject, institutionIds: [town.institutionId], classIds: [] },
    ])
    await insertSession(tx, {
      tokenHash: createHash('sha256').update(token).digest(),
      accountId: id,
      now,
      expiresAt: new Date(now.getTime() + 30 * 3_600_000),
      by: { provider: 'uni-login', assurance: 'substantial' },
    })
  })
  await rows('insert into identity.family values (881, $1, $2, $3, $4)', [
    personId,
    child.id,
    child.personId,
    role === 'parent' ? 'custody' : 'self',
  ])
  return {
    actor: { accountId: id, municipalityId: 881, role, institutionIds: [town.institutionId], classIds: [] },
    token,
    headers: { cookie: `${sessionCookie}=${token}` },
  }
}

async function moveTo(moment: Date): Promise<void> {
  now = moment
  await rows("update common.session set used_at = $1, expires_at = $1::timestamptz + interval '8 hours'", [moment.toISOString()])
}

const sayNo = (who: SignedIn, child: Child, isOut = true, surveyId = town.survey.id) =>
  call(app, who, 'POST /family/opt-outs', { pupilId: child.id, surveyId, isOut })
const enter = (child: Child) => call(app, undefined, 'POST /responses/enter', { code: town.classes[0]!.code, slip: child.slip })
async function surveyOf(who: SignedIn, surveyId = town.survey.id): Promise<Json> {
  const [child] = (await call(app, who, 'GET /family')).body.children
  return child.surveys.find((one: Json) => one.surveyId === surveyId)
}
async function stillLacks(): Promise<Json> {
  const lesson = (await rows("select id from common.lesson where class_id = $1 and state = 'open'", [town.classes[0]!.id]))[0]
  return (await call(app, teacher, `GET /lessons/${lesson.id}`)).body
}

test('whose child it is not says no for nobody, and what asks somebody else is not found', async () => {
  const [child, other] = children as [Child, Child]
  const stranger = await citizen('parent', other)
  const unknown = refusalOf(await sayNo(stranger, { ...child, id: randomUUID() }))
  assert.equal(unknown.status, 404)
  assert.deepEqual(refusalOf(await sayNo(stranger, child)), unknown)
  assert.deepEqual(refusalOf(await sayNo(stranger, other, true, randomUUID())), unknown)
  for (const role of ['teacher', 'municipalAdmin', 'healthVisitor'] as const)
    assert.equal((await sayNo(await signInAs(database, role), child)).status, 403, role)
  const pupil = await citizen('pupil', child)
  assert.equal((await sayNo(pupil, child)).body.title, 'consent-not-yours', 'before 15 it is not the child’s; any question may be skipped')
  assert.deepEqual(await rows('select from common.opt_out'), [])
})

test('a parent sees what is planned and open, says no, and the class no longer waits', async () => {
  const [child] = children as [Child]
  const parent = await citizen('parent', child)
  const open = await surveyOf(parent)
  assert.deepEqual([open.state, open.out, open.maySay, open.respondent], ['open', [], true, 'pupil'])
  assert.equal((await surveyOf(parent, planned)).state, 'draft')
  assert.ok((await stillLacks()).missing.includes(child.name))
  const begun = (await enter(child)).body
  assert.equal((await sayNo(parent, child)).status, 204)
  assert.equal((await sayNo(parent, child)).status, 204, 'said twice it is one no')
  assert.deepEqual((await surveyOf(parent)).out, ['you'])
  const lesson = await stillLacks()
  assert.ok(!lesson.missing.includes(child.name))
  assert.equal(lesson.exempt, 1, 'counted among those who need not answer, and named nowhere')
  assert.ok(!JSON.stringify(lesson).includes(child.name))
  const door = await enter(child)
  assert.deepEqual([door.status, door.body.consent, door.body.token], [200, 'declined', ''])
  const gone = await answerAll(app, begun, {})
  assert.deepEqual([gone.status, gone.body.title], [410, 'response-gone'], 'what was begun is gone')
  const logged = await rows("select role, pupil_ids from audit.event where act = 'survey.opted-out' and refusal is null order by seq")
  assert.deepEqual(logged[0], { role: 'parent', pupil_ids: [child.id] })
})

test('the other parent is told that somebody said no, and takes back their own alone', async () => {
  const [child] = children as [Child]
  const other = await citizen('parent', child)
  assert.deepEqual((await surveyOf(other)).out, ['otherParent'])
  await sayNo(other, child, false)
  assert.deepEqual((await surveyOf(other)).out, ['otherParent'])
  assert.equal((await enter(child)).body.consent, 'declined')
})

test('a parent may think again until the lesson, and then the child answers as everybody', async () => {
  const [, child] = children as [Child, Child]
  const parent = await citizen('parent', child)
  await sayNo(parent, child)
  assert.equal((await enter(child)).body.consent, 'declined')
  await sayNo(parent, child, false)
  const entered = (await enter(child)).body
  assert.equal(entered.consent, null)
  assert.equal((await answerAll(app, entered, { 0: 1 })).status, 204)
  const late = await sayNo(parent, child)
  assert.deepEqual([late.status, late.body.title], [409, 'response-already-submitted'], 'and afterwards it can’t be taken out')
  assert.deepEqual((await surveyOf(parent)).out, [])
})

test('the letter’s code does the same without a login, and says no child’s name', async () => {
  const [, , child] = children as [Child, Child, Child]
  const { code, codeHmac } = optOutCode(database.keyring, 881, town.survey.id, child.id)
  await database.doors.as(town.admin, 'staff', (tx) =>
    insertOptOutCodes(tx, town.survey.id, [{ codeHmac, pupilId: child.id, personId: child.personId, classId: town.classes[0]!.id }]),
  )
  const by = (body: object, path: '/opt-outs' | '/opt-outs/open' = '/opt-outs') => call(app, undefined, `POST ${path}`, body)
  const unknown = refusalOf(await by({ code: code.replace(/.$/, (last) => (last === '2' ? '3' : '2')) }, '/opt-outs/open'))
  assert.deepEqual([unknown.status, unknown.body['title']], [404, 'code-unknown'])
  assert.deepEqual(refusalOf(await by({ code: `${code}2`, isOut: true })), unknown)
  const opened = await by({ code: grouped(code).toLowerCase() }, '/opt-outs/open')
  assert.deepEqual([opened.body.className, opened.body.isOut, opened.body.decides], ['5.A', false, 'custodyHolder'])
  assert.ok(!opened.text.includes('Barn') && !opened.text.includes(child.id))
  assert.equal((await by({ code, isOut: true })).body.isOut, true)
  assert.equal((await enter(child)).body.consent, 'declined')
  assert.deepEqual((await surveyOf(await citizen('parent', child))).out, ['letter'])
  assert.equal((await by({ code, isOut: false })).body.isOut, false)
  assert.equal((await enter(child)).body.consent, null)
  const kept = await rows(
    'select to_jsonb(c)::text as row from common.opt_out_code c union all select to_jsonb(e)::text from audit.event e',
  )
  assert.ok(
    kept.every(({ row }) => !row.includes(code)),
    'its HMAC alone is stored',
  )
  assert.equal(
    (await call(app, undefined, 'POST /responses/enter-by-link', { link: code }, { cookie: `__Host-answering=${'a'.repeat(43)}` })).status,
    404,
  )
})

test('from the birthday the young person’s own no counts, and the parent’s does not', async () => {
  const child = children[4]!
  const parent = await citizen('parent', child)
  const young = await citizen('youngPerson', child)
  await moveTo(new Date('2026-11-23T22:50:00Z'))
  assert.equal((await sayNo(parent, child)).status, 204)
  assert.equal((await enter(child)).body.consent, 'declined')
  await moveTo(new Date('2026-11-23T23:10:00Z'))
  assert.equal((await enter(child)).body.consent, null, 'and no job has run')
  const seen = await surveyOf(parent)
  assert.deepEqual([seen.decides, seen.maySay, seen.out], ['self', false, []])
  assert.equal((await sayNo(parent, child)).body.title, 'consent-not-yours')
  assert.equal((await sayNo(young, child)).status, 204)
  assert.deepEqual((await surveyOf(young)).out, ['you'])
  assert.deepEqual((await surveyOf(parent)).out, [], 'which is theirs to tell')
  await turnFifteen(house(), { municipalityId: 881 })
  assert.ok(!(await stillLacks()).missing.includes(child.name), 'the job leaves the young person’s own no')
  assert.deepEqual(
    (await rows('select said_by from common.opt_out where pupil_id = $1', [child.id])).map((row) => row.said_by),
    ['self'],
    'and forgets what the parent said before',
  )
  assert.equal((await enter(child)).body.consent, null, 'who comes back has thought again')
  await moveTo(new Date('2026-11-23T09:00:00Z'))
})

test('a no said while the survey is planned holds from its first minute; no thread leads from it to an answer', async () => {
  const child = children[3]!
  const parent = await citizen('parent', child)
  assert.equal((await sayNo(parent, child, true, planned)).status, 204)
  const opened = await call(app, await signInAs(database, 'municipalAdmin'), `POST /surveys/${planned}/open`)
  assert.equal(opened.status, 200, opened.text)
  const [slip] = await rows('select slip_hmac, class_id from common.slip where survey_id = $1 and pupil_id = $2', [planned, child.id])
  const [turnout] = await rows('select declined from statistics.turnout where survey_id = $1 and class_id = $2', [planned, slip.class_id])
  assert.deepEqual(turnout.declined, [slip.slip_hmac])
  const close = await call(app, await signInAs(database, 'municipalAdmin'), `POST /surveys/${planned}/close`)
  assert.equal(close.status, 200, close.text)
  assert.deepEqual(await rows('select from common.opt_out where survey_id = $1', [planned]), [], 'and is forgotten with the slips')
})
