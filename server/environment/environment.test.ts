/** What leaders write about figures: who may not first, then that what is published is whole, sealed and kept. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Environment } from '#api/environment.ts'
import type { Report } from '#api/report.ts'
import type { EnvironmentPublication } from '#domain/environment/publication-schema.ts'
import { changesOf, type Written } from '#domain/environment/written.ts'
import { type AnsweredWave, answerWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sealClass } from '../jobs/seal-class.ts'
import { environmentPaper } from './environment-document.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let leader: SignedIn
let neighbour: SignedIn
let analyst: SignedIn
let teacher: SignedIn
let politician: SignedIn

const own = () => wave.institutions.Åsum ?? ''
const place = (): `/${string}` => `/environments/${wave.surveyId}/${own()}`
const words = {
  summary: 'Vi har det godt, og toiletterne skal blive bedre.',
  themes: [{ theme: 'learning-environment', well: 'Der er ro', change: 'Toiletterne' }],
  involved: 'Elevrådet var med',
  followUp: 'Vi spørger elevrådet',
}
const whole = { words, followUpOn: '2027-05-01', nextOn: '2029-11-01' }
/** Saves what somebody leaves, as one who has just read it. */
async function write(who: SignedIn, to: Written) {
  const { words: read, followUpOn, nextOn }: Environment = (await call(app, who, `GET ${place()}`)).body
  return call(app, who, `PUT ${place()}`, { changes: changesOf({ words: read, followUpOn, nextOn }, to) })
}
/** Publishes what stands there now, or what stood there at a saving. */
async function publish(revision?: number) {
  const now: Environment = (await call(app, leader, `GET ${place()}`)).body
  return call(app, leader, `POST ${place()}/publish`, { revision: revision ?? now.revision })
}
const change = (field: string, from: string, to: string) => ({ changes: [{ field, from, to }] })
const publicPage = (): `GET /${string}` => `GET /published-environments/${wave.municipalityId}/${own()}`

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, {
    Åsum: { '5.A': group(14, 12, { 'school-toilets': 'most' }) },
    Bakke: { '5.A': group(12, 12) },
  })
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [own()] })
  neighbour = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Bakke ?? ''] })
  teacher = await signInAs(database, 'teacher', { institutionIds: [own()], classIds: [wave.classes['Åsum/5.A'] ?? ''] })
  analyst = await signInAs(database, 'municipalAnalyst')
  politician = await signInAs(database, 'politicalReader')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

type Call = `${'GET' | 'PUT' | 'POST'} /${string}`

const titleOf = async (who: SignedIn, what: Call, body?: unknown) => (await call(app, who, what, body)).body?.title
const seal = () =>
  sealClass(testHouse(database), { municipalityId: wave.municipalityId, surveyId: wave.surveyId, classId: wave.classes['Åsum/5.A'] ?? '' })

test('an assessment is read by who reads the school’s report, and written by its leader alone', async () => {
  assert.equal(await titleOf(politician, `GET ${place()}`), 'not-allowed')
  assert.equal(await titleOf(neighbour, `GET ${place()}`), 'not-found')
  assert.equal(await titleOf(neighbour, `PUT ${place()}`, change('summary', '', 'Nej')), 'not-found')
  assert.equal(await titleOf(neighbour, `POST ${place()}/publish`, { revision: 0 }), 'not-found')
  assert.equal(await titleOf(neighbour, `POST ${place()}/take-down`), 'not-found')
  for (const who of [teacher, analyst]) {
    assert.equal(await titleOf(who, `PUT ${place()}`, change('summary', '', 'Nej')), 'not-allowed')
    assert.equal(await titleOf(who, `POST ${place()}/publish`, { revision: 0 }), 'not-allowed')
    assert.equal(await titleOf(who, `POST ${place()}/take-down`), 'not-allowed')
    assert.equal((await call(app, who, `GET ${place()}`)).body.mayWrite, false)
  }
  const list = async (who: SignedIn): Promise<readonly { name: string }[]> =>
    (await call(app, who, `GET /environments/${wave.surveyId}`)).body
  assert.deepEqual(
    (await list(analyst)).map(({ name }) => name),
    ['Bakke', 'Åsum'],
  )
  assert.deepEqual(
    (await list(leader)).map(({ name }) => name),
    ['Åsum'],
  )
  const unsure = await signInAs(database, 'institutionLeader', { institutionIds: [own()], assurance: 'low' })
  assert.equal(await titleOf(unsure, `POST ${place()}/publish`, { revision: 0 }), 'assurance-too-low')
})

test('what is written is kept, and a CPR number is not', async () => {
  assert.equal((await write(leader, whole)).status, 200)
  const read: Environment = (await call(app, leader, `GET ${place()}`)).body
  assert.deepEqual(read.words, words)
  assert.deepEqual([read.followUpOn, read.nextOn, read.latestNextOn], ['2027-05-01', '2029-11-01', '2029-11-23'])
  assert.equal(await titleOf(leader, `PUT ${place()}`, change('summary', words.summary, 'Ring om 010112-9995')), 'text-holds-cpr')
  for (const wrong of [change('themes.Æ.well', '', 'Ro'), change('followUpOn', '', 'snart'), change('anything', '', 'Ro')])
    assert.equal(await titleOf(leader, `PUT ${place()}`, wrong), 'wrong-input')
})

test('two leaders who write at once both keep their text, and are asked only where it is the same field', async () => {
  const deputy = await signInAs(database, 'institutionLeader', { institutionIds: [own()] })
  const save = (who: SignedIn, field: string, from: string, to: string) => call(app, who, `PUT ${place()}`, change(field, from, to))
  const both = await Promise.all([
    save(leader, 'themes.breaks.well', '', 'Legepatruljen'),
    save(deputy, 'themes.breaks.change', '', 'Regn'),
    save(deputy, 'themes.sleep.well', '', 'De sover'),
  ])
  assert.deepEqual(
    both.map(({ status }) => status),
    [200, 200, 200],
  )
  const now: Environment = (await call(app, deputy, `GET ${place()}`)).body
  assert.deepEqual(
    now.words.themes.filter(({ theme }) => theme !== 'learning-environment').toSorted((a, b) => a.theme.localeCompare(b.theme)),
    [
      { theme: 'breaks', well: 'Legepatruljen', change: 'Regn' },
      { theme: 'sleep', well: 'De sover', change: '' },
    ],
  )
  assert.deepEqual(new Set(both.map(({ body }) => body.revision)), new Set([now.revision, now.revision - 1, now.revision - 2]))
  assert.equal(now.words.summary, words.summary, 'what neither has touched stands')

  const same = await Promise.all([
    save(leader, 'themes.breaks.well', 'Legepatruljen', 'Hans ord'),
    save(deputy, 'themes.breaks.well', 'Legepatruljen', 'Hendes ord'),
  ])
  assert.deepEqual(same.map(({ status }) => status).toSorted(), [200, 409])
  const [lost] = same.filter(({ status }) => status === 409)
  assert.equal(lost?.body.title, 'environment-changed-since')
  const stands = ((await call(app, leader, `GET ${place()}`)).body as Environment).words.themes.find(({ theme }) => theme === 'breaks')
  const won = same[0]?.status === 200 ? 'Hans ord' : 'Hendes ord'
  assert.equal(stands?.well, won)
  assert.equal((await save(leader, 'themes.breaks.well', 'Legepatruljen', won)).status, 200, 'sent once more, it is no clash')
  assert.equal((await write(leader, whole)).status, 200)
})

test('an hour of writing is one row of the log for each who wrote, also when two savings come at once', async () => {
  const rows = () =>
    database.asOwner(async (client) => {
      const { rows: events } = await client.query(
        `select actor_id, count(*)::int as rows from audit.event where act = 'environment.saved' and refusal is null and object = $1 group by actor_id`,
        [`environments:${own()}`],
      )
      return new Map(events.map(({ actor_id: id, rows: count }) => [id, count]))
    })
  const mate = await signInAs(database, 'institutionLeader', { institutionIds: [own()] })
  const save = (to: string, from = '') => call(app, mate, `PUT ${place()}`, change('themes.food.well', from, to))
  const before = await rows()
  assert.equal(before.get(leader.actor.accountId), 1, 'however often it has saved itself until now')
  assert.deepEqual(
    (await Promise.all([save('Mad'), save('Mad')])).map(({ status }) => status),
    [200, 200],
  )
  assert.equal((await save('Mad til alle', 'Mad')).status, 200)
  assert.equal((await rows()).get(mate.actor.accountId), 1)
  assert.equal((await rows()).get(leader.actor.accountId), 1)

  // An hour later somebody sits down again.
  await database.asOwner(async (client) => {
    await client.query('alter table audit.event disable trigger append_only')
    await client.query(`update audit.event set at = at - interval '61 minutes' where act = 'environment.saved' and actor_id = $1`, [
      mate.actor.accountId,
    ])
    await client.query('alter table audit.event enable trigger append_only')
  })
  assert.equal((await save('', 'Mad til alle')).status, 200)
  assert.equal((await rows()).get(mate.actor.accountId), 2)
})

test('it is published when all four steps are done, and says which is missing', async () => {
  assert.equal((await publish()).body.title, 'environment-not-mapped')
  await seal()
  assert.equal((await publish()).body.title, 'environment-no-plan')
  const plan = {
    unit: `institution:${own()}`,
    surveyId: wave.surveyId,
    title: 'Pæne toiletter',
    theme: 'learning-environment',
    aim: 'Alle kan bruge toilettet',
    owner: 'Ledelsen',
    startsOn: '2026-11-23',
    dueOn: '2027-05-01',
    item: 'school-toilets',
    interventionCode: null,
  }
  assert.equal((await call(app, leader, 'POST /plans', plan)).status, 200)
  assert.equal((await call(app, leader, publicPage())).status, 404)
  assert.equal((await write(leader, { ...whole, nextOn: '2029-11-24' })).status, 200)
  assert.equal((await publish()).body.title, 'environment-next-too-late')
  await write(leader, whole)
  assert.equal((await publish()).body.title, 'environment-not-sealed')
  assert.equal((await call(app, leader, publicPage())).status, 404)
  const read = ((await call(app, leader, `GET ${place()}`)).body as Environment).revision
  const deputy = await signInAs(database, 'institutionLeader', { institutionIds: [own()] })
  await write(deputy, { ...whole, words: { ...words, involved: 'Alle var med' } })
  assert.equal((await publish(read)).body.title, 'environment-changed-since', 'nobody publishes what they have not read')
  await write(leader, whole)
  await database.asOwner((client) => client.query(`update common.survey set state = 'sealed' where id = $1`, [wave.surveyId]))
  assert.deepEqual((await publish()).body, { version: 1 })
})

const everybody = (what: string) => app.inject({ method: 'GET', url: `/api/v1${what.replace('GET ', '')}` })

test('everybody reads what is published: the words, the plan and the school’s own sealed figures, and none of a class', async () => {
  const answer = await everybody(publicPage())
  assert.equal(answer.statusCode, 200)
  const document: EnvironmentPublication = answer.json()
  assert.deepEqual([document.institution, document.version, document.publishedOn], ['Åsum', 1, '2026-11-23'])
  assert.deepEqual(document.words, words)
  assert.deepEqual(
    document.plans.map(({ title }) => title),
    ['Pæne toiletter'],
  )
  const report: Report = (await call(app, leader, `GET /reports/${wave.surveyId}?unit=institution:${own()}&content=teachingEnvironment`))
    .body
  const cards = report.themes.flatMap((theme) => theme.cards)
  const figures = document.themes.flatMap((theme) => theme.figures)
  assert.ok(figures.length > 5)
  for (const { item, n, percent, low, high } of figures) {
    const favourable = cards.find((card) => card.item === item)?.figure?.favourable
    assert.deepEqual([percent, low, high], [favourable?.percent, favourable?.low, favourable?.high], item)
    assert.equal(n, cards.find((card) => card.item === item)?.figure?.n)
  }
  assert.doesNotMatch(answer.body, /class:|5\.A/)
  const neighbours = await everybody(`GET /published-environments/882/${own()}`)
  assert.equal(neighbours.statusCode, 404)
})

test('on paper it is a tagged PDF, in Danish and English', async () => {
  for (const language of ['da', 'en']) {
    const pdf = await everybody(`${publicPage()}/pdf?language=${language}`)
    assert.equal(pdf.statusCode, 200)
    assert.equal(pdf.headers['content-type'], 'application/pdf')
    const text = pdf.rawPayload.toString('latin1')
    assert.match(text, /^%PDF-/)
    assert.match(text, /\/MarkInfo/)
    assert.match(text, new RegExp(`/Lang ?\\(${language}`))
  }
  const document: EnvironmentPublication = (await everybody(publicPage())).json()
  const paper = environmentPaper(document, 'da', 'https://bul.example/umv')
  assert.deepEqual(paper.mapping.themes.flatMap(({ rows }) => rows).length, document.themes.flatMap(({ figures }) => figures).length)
  assert.equal(paper.followUp.on, 'Der følges op den 1. maj 2027.')
})

test('a new version takes the place of the one before, which is kept; taken down, there is none', async () => {
  await write(leader, { ...whole, words: { ...words, summary: 'Nu endnu bedre' } })
  assert.deepEqual((await publish()).body, { version: 2 })
  assert.equal((await everybody(publicPage())).json().words.summary, 'Nu endnu bedre')
  const versions = async () => ((await call(app, leader, `GET ${place()}`)).body as Environment).publications
  assert.deepEqual(
    (await versions()).map(({ version, isPublic }) => [version, isPublic]),
    [
      [2, true],
      [1, false],
    ],
  )
  assert.equal((await call(app, leader, `POST ${place()}/take-down`)).status, 204)
  assert.equal((await everybody(publicPage())).statusCode, 404)
  assert.equal((await everybody(`${publicPage()}/pdf`)).statusCode, 404)
  assert.equal((await versions()).length, 2)
  assert.equal(await titleOf(leader, `POST ${place()}/take-down`), 'not-found')
})

test('the ledger tells that everybody may know what was published, and nothing of a class', async () => {
  const lines = await database.asOwner(async (client) => {
    const { rows } = await client.query(
      `select s.unit from audit.publication p join audit.shown s using (municipality_id, digest) where p.audience = 'public'`,
    )
    return rows
  })
  assert.ok(lines.length > 0)
  assert.deepEqual([...new Set(lines.map(({ unit }) => unit))], [`institution:${own()}`])
})

test('each publication is in the audit log', async () => {
  const acts = await database.asOwner(async (client) => {
    const { rows } = await client.query(`select act from audit.event where act like 'environment.%' and refusal is null order by seq`)
    return rows.map(({ act }) => act)
  })
  assert.equal(acts.filter((act) => act === 'environment.published').length, 2)
  assert.equal(acts.filter((act) => act === 'environment.takenDown').length, 1)
})
