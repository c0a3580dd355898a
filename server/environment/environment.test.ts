/** What leaders write about figures: who may not first, then that what is published is whole, sealed and kept. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Environment } from '#api/environment.ts'
import type { Report } from '#api/report.ts'
import type { EnvironmentPublication } from '#domain/environment/publication-schema.ts'
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
  assert.equal(await titleOf(neighbour, `PUT ${place()}`, whole), 'not-found')
  assert.equal(await titleOf(neighbour, `POST ${place()}/publish`), 'not-found')
  assert.equal(await titleOf(neighbour, `POST ${place()}/take-down`), 'not-found')
  for (const who of [teacher, analyst]) {
    assert.equal(await titleOf(who, `PUT ${place()}`, whole), 'not-allowed')
    assert.equal(await titleOf(who, `POST ${place()}/publish`), 'not-allowed')
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
  assert.equal(await titleOf(unsure, `POST ${place()}/publish`), 'assurance-too-low')
})

test('what is written is kept, and a CPR number is not', async () => {
  assert.equal((await call(app, leader, `PUT ${place()}`, whole)).status, 204)
  const read: Environment = (await call(app, leader, `GET ${place()}`)).body
  assert.deepEqual(read.words, words)
  assert.deepEqual([read.followUpOn, read.nextOn, read.latestNextOn], ['2027-05-01', '2029-11-01', '2029-11-23'])
  const named = { ...whole, words: { ...words, summary: 'Ring om 010112-9995' } }
  assert.equal(await titleOf(leader, `PUT ${place()}`, named), 'text-holds-cpr')
})

test('it is published when all four steps are done, and says which is missing', async () => {
  assert.equal(await titleOf(leader, `POST ${place()}/publish`), 'environment-not-mapped')
  await seal()
  assert.equal(await titleOf(leader, `POST ${place()}/publish`), 'environment-no-plan')
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
  assert.equal((await call(app, leader, `PUT ${place()}`, { ...whole, nextOn: '2029-11-24' })).status, 204)
  assert.equal(await titleOf(leader, `POST ${place()}/publish`), 'environment-next-too-late')
  await call(app, leader, `PUT ${place()}`, whole)
  assert.equal(await titleOf(leader, `POST ${place()}/publish`), 'environment-not-sealed')
  assert.equal((await call(app, leader, publicPage())).status, 404)
  await database.asOwner((client) => client.query(`update common.survey set state = 'sealed' where id = $1`, [wave.surveyId]))
  assert.deepEqual((await call(app, leader, `POST ${place()}/publish`)).body, { version: 1 })
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
  await call(app, leader, `PUT ${place()}`, { ...whole, words: { ...words, summary: 'Nu endnu bedre' } })
  assert.deepEqual((await call(app, leader, `POST ${place()}/publish`)).body, { version: 2 })
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

test('a leader comments the own reports, an analyst the municipality’s, and it is read with the report', async () => {
  const save = (who: SignedIn, unit: string, text: string) => call(app, who, `PUT /reports/${wave.surveyId}/leader-comment`, { unit, text })
  const school = `institution:${own()}`
  assert.equal((await save(neighbour, school, 'Nej')).body.title, 'not-found')
  assert.equal((await save(leader, 'municipality', 'Nej')).body.title, 'not-found')
  assert.equal((await save(analyst, school, 'Nej')).body.title, 'not-found')
  assert.equal((await save(teacher, school, 'Nej')).body.title, 'not-allowed')
  assert.equal((await save(leader, school, '010112-9995')).body.title, 'text-holds-cpr')
  assert.equal((await save(leader, school, 'Vi begynder med pauserne')).status, 204)
  assert.equal((await save(analyst, 'municipality', 'Kommunen følger op')).status, 204)
  const commentOf = async (who: SignedIn, unit: string) =>
    ((await call(app, who, `GET /reports/${wave.surveyId}?unit=${unit}`)).body as Report).leaderComment
  for (const who of [leader, teacher, analyst])
    assert.deepEqual(await commentOf(who, school), { text: 'Vi begynder med pauserne', writtenOn: '2026-11-23' })
  assert.equal((await commentOf(politician, 'municipality'))?.text, 'Kommunen følger op')
  assert.equal(await commentOf(leader, `yearGroup:${own()}:5`), null)
  await save(leader, school, '')
  assert.equal(await commentOf(leader, school), null)
})
