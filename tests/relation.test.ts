/**
 * Somebody else's, in one's own municipality: every operation a role may ask, with every id of children, classes, cases
 * and answers that the actor has nothing to do with. Nothing of them is told, and nothing changes. Across municipalities
 * it is `server/http/neighbour.test.ts`; which role may ask at all is `server/http/who-may.test.ts`.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import { citizens, type Role } from '#domain/access/actor.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { buildApp } from '#server/http/app.ts'
import { invite, openCase, settleAssessmentTown } from './assessment-town.ts'
import { exampleOf } from './example-of.ts'
import { answerAll, playHealth } from './play-health.ts'
import { play, testHouse } from './play.ts'
import { call, type SignedIn, signInAs } from './sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

/** Roles whose people are some and not all. Whoever has the whole municipality is told so in `docs/who-may-what.md`. */
const near = [
  'teacher',
  'institutionLeader',
  'healthVisitor',
  'schoolDoctor',
  'eduPsychologist',
  'socialWorker',
  'caseOwner',
  ...citizens,
] as const satisfies readonly Role[]

/** They write what is theirs: a sheet, a question, a comment. */
const writesOwn = /^(ask|tell|write|draft|answerNetwork|saveReference|setGoal|startAssessment|signOut)/

let database: TestDatabase
let app: FastifyInstance
const people = new Map<Role, SignedIn>()
/** Ids of others by what they are. */
let theirs: readonly string[]
/** What must not be told: names of children, and of whoever answered about them. */
let secrets: readonly string[]
let insiders: { readonly nurse: SignedIn; readonly psychologist: SignedIn; readonly assessment: string }

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  const own = await play(database, { '5.A': 6 })
  for (const role of near)
    people.set(role, await signInAs(database, role, { institutionIds: [own.institutionId], classIds: [own.classes[0]!.id] }))

  const health = await playHealth(database, app, { cprs: ['2411129990', '2411129991'] })
  const [child] = health.children
  const parent = await health.parentOf(child!)
  await call(app, parent, 'POST /family/consents', { pupilId: child!.id, surveyId: health.survey.id, decision: 'given' })
  assert.equal((await answerAll(app, (await health.enter(child!)).body, { 0: 1 })).status, 204)
  const town = await settleAssessmentTown(database)
  const assessment = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, assessment, 'mother')
  const rows = await database.asOwner(async (client) => (await client.query('select id, person_id from health.response')).rows)
  theirs = [
    health.survey.id,
    health.classId,
    health.otherClassId,
    health.institutionId,
    child!.id,
    child!.personId,
    town.twelve.pupilId,
    assessment,
    mother.id,
    parent.actor.accountId,
    ...rows.map(({ id }) => id as string),
  ]
  insiders = { nurse: health.nurse, psychologist: town.psychologist, assessment }
  secrets = [...health.children.map(({ name }) => name), town.twelve.name]
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** All that is kept of named people: answers, decisions, cases, families. */
async function everythingNamed(): Promise<string> {
  return database.asOwner(async (client) => {
    const { rows: tables } = await client.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and (n.nspname in ('health', 'assessment', 'identity') or format('%s.%s', n.nspname, c.relname) in ('common.pupil', 'common.slip', 'common.opt_out')) order by 1`)
    const texts: string[] = []
    for (const { name } of tables)
      texts.push(
        (await client.query(`select '${name} ' || coalesce(json_agg(t order by t::text), '[]')::text as rows from ${name} t`)).rows[0].rows,
      )
    return texts.join('\n')
  })
}

test('who has to do with them is told, or the silence of the others would prove nothing', async () => {
  const told = [
    await call(app, insiders.nurse, 'GET /health/children'),
    await call(app, insiders.psychologist, `GET /assessments/${insiders.assessment}`),
  ]
  const text = told.map((answer) => answer.text).join('')
  for (const secret of secrets) assert.ok(text.includes(secret), secret)
})

for (const role of near) {
  test(`${role}: nothing of somebody else's is told, and nothing changes`, async () => {
    assert.ok(theirs.length > 9 && secrets.every((name) => name.length > 3))
    const before = await everythingNamed()
    const asked = (Object.entries(operations) as [string, Operation][]).filter(
      ([name, { act, params, query, body }]) =>
        isAct(act) && may({ role }, act) && !writesOwn.test(name) && [params, query, body].some((schema) => schema !== undefined),
    )
    assert.ok(asked.length > 0)
    for (const [name, operation] of asked)
      for (const id of theirs) {
        const filling = { text: 'Noget', id }
        const params = (exampleOf(operation.params, filling) ?? {}) as Readonly<Record<string, unknown>>
        const query = (exampleOf(operation.query, filling) ?? {}) as Readonly<Record<string, unknown>>
        const path = operation.path.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(String(params[key] ?? id)))
        const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()
        const address = `${operation.method} ${path}${search === '' ? '' : `?${search}`}` as Parameters<typeof call>[2]
        const answer = await call(app, people.get(role), address, exampleOf(operation.body, filling))
        assert.ok(answer.status < 500, `${name}: ${answer.status}`)
        for (const secret of secrets) assert.ok(!answer.text.includes(secret), `${role} is told ${secret} by ${name}`)
      }
    assert.equal(await everythingNamed(), before, role)
  })
}
