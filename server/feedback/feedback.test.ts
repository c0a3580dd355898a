/** "I sagde – vi gjorde": who may tell whom, what may be said, and what a family reads. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { sql } from 'kysely'
import { insertAccounts, insertSession, subjectIndex } from '#database/access.ts'
import { emptyFeedback, listPublishedFeedback, lockFeedbackPlace } from '#database/feedback.ts'
import { insertPersons } from '#database/identity.ts'
import { type AnsweredWave, answerWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { auditOf, call, type Json, signInAs, type SignedIn } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sessionCookie } from '../http/session.ts'
import { forgetFeedback } from '../jobs/forget-feedback.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let teacher: SignedIn
let leader: SignedIn
let stranger: SignedIn
/** A pupil of 5.A, one of 5.B in the same school, and one of another school. */
let own: SignedIn
let beside: SignedIn
let elsewhere: SignedIn
const now = new Date('2026-11-23T09:00:00Z')

const school = () => `institution:${wave.institutions.Åsum}`
const unitOf = (name: string) => `class:${wave.classes[name]}`
const at = (): `/${string}` => `/reports/${wave.surveyId}/feedback`

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  wave = await answerWave(database, { Åsum: { '5.A': group(12, 12), '5.B': group(10, 10) }, Bakke: { '5.A': group(12, 12) } })
  for (const name of ['Åsum/5.A', 'Åsum/5.B', 'Bakke/5.A'])
    await sealClass(testHouse(database), { municipalityId: 881, surveyId: wave.surveyId, classId: wave.classes[name] ?? '' })
  const institutionIds = [wave.institutions.Åsum ?? '']
  teacher = await signInAs(database, 'teacher', { institutionIds, classIds: [wave.classes['Åsum/5.A'] ?? ''] })
  leader = await signInAs(database, 'institutionLeader', { institutionIds })
  stranger = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Bakke ?? ''] })
  own = await pupilIn('Åsum/5.A')
  beside = await pupilIn('Åsum/5.B')
  elsewhere = await pupilIn('Bakke/5.A')
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
})

const rows = (query: string, values: unknown[] = []): Promise<Json[]> =>
  database.asOwner(async (client) => (await client.query(query, values)).rows)

/** A child of the class, signed in as itself. */
async function pupilIn(name: string): Promise<SignedIn> {
  const [id, personId, pupilId] = [randomUUID(), randomUUID(), randomUUID()]
  const [institution = ''] = name.split('/')
  const institutionId = wave.institutions[institution] ?? ''
  const token = `881.${randomBytes(32).toString('base64url')}`
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', async (tx) => {
    await insertPersons(tx, database.keyring, [{ id: personId, name: `Elev ${name}` }])
    const subject = subjectIndex(database.keyring, 881, 'https://login.example', id)
    await insertAccounts(tx, database.keyring, [
      { id, personId, role: 'pupil', subjectIndex: subject, institutionIds: [institutionId], classIds: [] },
    ])
    await insertSession(tx, {
      tokenHash: createHash('sha256').update(token).digest(),
      accountId: id,
      now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      by: { provider: 'uni-login', assurance: 'substantial' },
    })
  })
  await rows("insert into common.pupil values (881, $1, $2, $3, $4, 'unknown', null)", [
    pupilId,
    personId,
    institutionId,
    wave.classes[name],
  ])
  await rows("insert into identity.family values (881, $1, $2, $1, 'self')", [personId, pupilId])
  return {
    actor: { accountId: id, municipalityId: 881, role: 'pupil', institutionIds: [institutionId], classIds: [], reach: [personId, pupilId] },
    token,
    headers: { cookie: `${sessionCookie}=${token}` },
  }
}

const said = { items: ['work-quiet'], did: 'Vi flyttede bordene', next: 'Vi spørger igen', nextOn: '2027-02-01' }
/** Writes as one who has just read the draft, or a saving of it. */
async function write(who: SignedIn, unit: string, more: object = {}) {
  const { versions = [] } = (await call(app, who, `GET ${at()}?unit=${unit}`)).body
  const revision = versions.find(({ state }: Json) => state === 'draft')?.revision ?? 0
  return call(app, who, `PUT ${at()}`, { unit, ...said, revision, ...more })
}
const publish = (who: SignedIn, { id, revision }: Json) => call(app, who, `POST /feedback/${id}/publish`, { revision })
const read = async (who: SignedIn): Promise<Json[]> => (await call(app, who, 'GET /family')).body.feedback

test('nobody tells a class that is not theirs, a teacher no school, and nobody a year group', async () => {
  for (const [who, unit] of [
    [teacher, unitOf('Åsum/5.B')],
    [teacher, school()],
    [stranger, unitOf('Åsum/5.A')],
    [stranger, school()],
    [leader, `yearGroup:${wave.institutions.Åsum}:5`],
    [leader, 'municipality'],
  ] as const) {
    assert.equal((await write(who, unit)).status, 404, unit)
    assert.equal((await call(app, who, `GET ${at()}?unit=${unit}`)).status, 404, unit)
  }
  const nurse = await signInAs(database, 'healthVisitor')
  assert.equal((await write(nurse, unitOf('Åsum/5.A'))).status, 403)
  assert.equal((await write(own, unitOf('Åsum/5.A'))).status, 403)
  assert.equal((await publish(own, { id: randomUUID(), revision: 1 })).status, 403)
  assert.equal((await call(app, own, `POST /feedback/${randomUUID()}/withdraw`)).status, 403)
  assert.equal((await call(app, teacher, 'GET /family')).status, 403)
})

test('what they said is the report’s own sentence, and nothing sensitive, hidden or invented', async () => {
  for (const item of ['lonely', 'body', 'no-such-question'])
    assert.equal((await write(teacher, unitOf('Åsum/5.A'), { items: [item] })).status, 404, item)
  const answer = await write(teacher, unitOf('Åsum/5.A'))
  assert.equal(answer.status, 200, answer.text)
  const [{ findings, state, version }] = answer.body.versions
  assert.deepEqual([state, version, findings.length], ['draft', 1, 1])
  assert.match(findings[0].da, /^(Cirka|Alle|Ingen|Kun) /)
  assert.match(findings[0].en, /^(About|All|None|Only) /)
})

test('a text that holds a CPR number is refused', async () => {
  const answer = await write(teacher, unitOf('Åsum/5.A'), { did: 'Vi talte med 010112-9995' })
  assert.equal(answer.body.title, 'text-holds-cpr')
})

test('two who write the draft at once do not write over each other, and one sitting is one row of the log', async () => {
  const unit = unitOf('Åsum/5.A')
  const [{ revision }] = (await call(app, teacher, `GET ${at()}?unit=${unit}`)).body.versions
  const both = await Promise.all(['Hendes', 'Hans'].map((did) => write(teacher, unit, { did, revision })))
  assert.deepEqual(both.map(({ status }) => status).toSorted(), [200, 409])
  assert.equal(both.find(({ status }) => status === 409)?.body.title, 'feedback-changed-since')
  const first = await Promise.all(['Hendes', 'Hans'].map((did) => write(leader, school(), { did, revision: 0 })))
  assert.deepEqual(first.map(({ status }) => status).toSorted(), [200, 409], 'also where there was no draft')
  const saved = (await auditOf(database)).filter(({ act }) => act === 'feedback.saved')
  assert.equal(saved.length, 2, 'one of the class’s draft and one of the school’s')
})

test('nobody publishes what a colleague has written since they read it, and families read nothing of it', async () => {
  const unit = unitOf('Åsum/5.A')
  const [hers] = (await write(teacher, unit)).body.versions
  const [his] = (await write(leader, unit, { did: 'Vi har malet væggene' })).body.versions
  const answer = await publish(teacher, hers)
  assert.deepEqual([answer.status, answer.body.title], [409, 'feedback-changed-since'])
  assert.deepEqual(await read(own), [])
  const [still] = (await call(app, leader, `GET ${at()}?unit=${unit}`)).body.versions
  assert.deepEqual([still.state, still.did, still.revision], ['draft', 'Vi har malet væggene', his.revision])
})

test('families read what is published to their own class and school, and never a draft', async () => {
  const { versions } = (await write(teacher, unitOf('Åsum/5.A'))).body
  assert.deepEqual(await read(own), [])
  assert.equal((await publish(stranger, versions[0])).status, 404)
  assert.equal((await publish(teacher, versions[0])).status, 200)
  assert.deepEqual(
    (await read(own)).map(({ did, unit, publishedOn }) => [did, unit.level, publishedOn]),
    [['Vi flyttede bordene', 'class', '2026-11-23']],
  )
  assert.deepEqual([await read(beside), await read(elsewhere)], [[], []])

  const told = (await write(leader, school(), { did: 'Nye toiletter' })).body.versions
  assert.equal((await publish(leader, told[0])).status, 200)
  assert.deepEqual(
    (await read(beside)).map(({ did }) => did),
    ['Nye toiletter'],
  )
  assert.deepEqual((await read(own)).map(({ did }) => did).toSorted(), ['Nye toiletter', 'Vi flyttede bordene'])
  assert.deepEqual(await read(elsewhere), [])
})

test('the database alone keeps a family from what is not theirs, whatever is asked and by whichever login', async () => {
  const found = await database.doors.as(beside.actor, 'health', (tx) =>
    sql<Json>`select did, state, pupil_id from common.own_feedback()`.execute(tx).then((result) => result.rows),
  )
  assert.deepEqual(
    found.map(({ did }) => did),
    ['Nye toiletter'],
  )
  const another = await database.doors.as(beside.actor, 'health', (tx) => listPublishedFeedback(tx, own.actor.reach ?? []))
  assert.deepEqual(another, [], 'another child’s id opens nothing')

  const table = (login: 'health' | 'staff') =>
    database.doors.as(own.actor, login, (tx) => sql`select 1 from common.feedback`.execute(tx).then((result) => result.rows))
  await assert.rejects(table('health'), /permission denied/)
  assert.deepEqual(await table('staff'), [])
})

test('a change is a next version: families read the old one until it is published, and nothing once it is withdrawn', async () => {
  const unit = unitOf('Åsum/5.A')
  const { versions } = (await write(teacher, unit, { did: 'Vi købte hørebøffer' })).body
  assert.deepEqual(
    versions.map(({ version, state }: Json) => [version, state]),
    [
      [2, 'draft'],
      [1, 'published'],
    ],
  )
  const mine = async () => (await read(own)).filter(({ unit: { level } }) => level === 'class').map(({ did }) => did)
  assert.deepEqual(await mine(), ['Vi flyttede bordene'])
  await publish(teacher, versions[0])
  assert.deepEqual(await mine(), ['Vi købte hørebøffer'])
  const { body } = await call(app, teacher, `POST /feedback/${versions[0].id}/withdraw`)
  assert.deepEqual(
    body.versions.map(({ version, state }: Json) => [version, state]),
    [
      [2, 'withdrawn'],
      [1, 'replaced'],
    ],
  )
  assert.deepEqual(await mine(), [])
  assert.equal((await call(app, teacher, `POST /feedback/${versions[0].id}/withdraw`)).body.title, 'feedback-not-published')
  assert.equal((await publish(teacher, versions[0])).body.title, 'feedback-not-draft')
})

test('what families are told is in the ledger, as shown to everybody, and no question more', async () => {
  const told = await rows(`
    select s.unit, s.split, s.figures from audit.publication p join audit.shown s using (municipality_id, digest)
    where p.audience = 'public' and p.form = 'pupils' order by s.unit`)
  assert.deepEqual(
    told.map(({ unit, split, figures }) => [unit, split, figures.map(({ question }: Json) => question)]),
    [
      [unitOf('Åsum/5.A'), 'all', ['work-quiet']],
      [school(), 'all', ['work-quiet']],
    ],
  )
})

test('what says nothing is not published', async () => {
  const { versions } = (await write(teacher, unitOf('Åsum/5.A'), { items: [], did: '' })).body
  assert.equal((await publish(teacher, versions[0])).body.title, 'feedback-says-nothing')
})

test('each step is in the audit log, and a version is held while it is decided about', async () => {
  const acts = (await auditOf(database)).map(({ act }) => act).filter((act) => act.startsWith('feedback.'))
  assert.deepEqual([...new Set(acts)].toSorted(), ['feedback.published', 'feedback.saved', 'feedback.withdrawn'])
  const place = await database.doors.as(teacher.actor, 'staff', (tx) => lockFeedbackPlace(tx, randomUUID()))
  assert.equal(place, undefined)
})

test('it stands through the school year after, and is emptied when the next begins', async () => {
  const { versions } = (await write(leader, school(), { did: 'Vi har fået bænke' })).body
  await publish(leader, versions[0])
  const [{ year }] = (await rows('select school_year as year from common.survey where id = $1', [wave.surveyId])) as [Json]
  const onThe = (day: string) => forgetFeedback(testHouse(database, () => new Date(`${year + 2}-${day}T09:00:00Z`)))
  await onThe('07-31')
  assert.deepEqual(
    (await read(own)).map(({ did }) => did),
    ['Vi har fået bænke'],
  )
  await onThe('08-01')
  await database.doors.asSystem('again', { municipalityId: 881, login: 'staff' }, (tx) => emptyFeedback(tx, year))
  assert.deepEqual(await read(own), [])
  const left = await rows('select distinct findings, did, next, next_on from common.feedback where survey_id = $1', [wave.surveyId])
  assert.deepEqual(left, [{ findings: [], did: '', next: '', next_on: null }])
})
