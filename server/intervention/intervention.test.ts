/** Inspiration by its operations: who sees which sheet, how it comes into the catalogue, and what is planned with it. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import { anExample } from '#domain/intervention/specimen.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let provider: SignedIn
let rival: SignedIn
let secretary: SignedIn
let expert: SignedIn
let leader: SignedIn
let analyst: SignedIn
let now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 3 })
  await play(database, { '5.A': 3 }, 882)
  const association = { municipalityId: 0 }
  provider = await signInAs(database, 'interventionProvider', association)
  rival = await signInAs(database, 'interventionProvider', association)
  secretary = await signInAs(database, 'secretariat', association)
  expert = await signInAs(database, 'expertReviewer', association)
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [town.institutionId] })
  analyst = await signInAs(database, 'municipalAnalyst')
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
})

const { sheet } = anExample('x', { title: 'Stjernestund', themes: ['hygiene'], isExample: false })

async function draft(who = provider, given: object = {}): Promise<string> {
  const answer = await call(app, who, 'POST /intervention-drafts', { sheet: { ...sheet, ...given }, revises: null })
  assert.equal(answer.status, 200, answer.text)
  return answer.body.id
}

async function inReview(): Promise<string> {
  const id = await draft()
  assert.equal((await call(app, provider, `POST /intervention-drafts/${id}/send`)).status, 200)
  now = new Date(now.getTime() + 1000)
  return id
}

const signOff = (id: string) => call(app, expert, `POST /intervention-drafts/${id}/sign-off`, { interests: 'Ingen', comment: '' })
const publish = (id: string, who = secretary) => call(app, who, `POST /intervention-drafts/${id}/publish`)

test('anybody reads the catalogue and a sheet of it, without signing in', async () => {
  const { status, body } = await call(app, undefined, 'GET /interventions')
  assert.equal(status, 200)
  assert.ok(body.total >= 30)
  assert.equal(body.cards.length, body.total)
  const one = await call(app, undefined, 'GET /interventions/soevn-i-oejenhoejde')
  assert.equal(one.body.sheet.texts.da.title, 'Søvn i øjenhøjde')
  assert.equal((await call(app, undefined, 'GET /interventions/findes-ikke')).status, 404)
})

test('the catalogue is searched as people type, and narrowed by what is chosen', async () => {
  const find = async (query: string) =>
    (await call(app, undefined, `GET /interventions?${query}`)).body.cards.map(({ code }: { code: string }) => code)
  assert.ok((await find('q=mobing')).includes('alle-i-kredsen'))
  assert.ok((await find(`q=${encodeURIComponent('søvnproblemer')}`)).includes('soevn-i-oejenhoejde'))
  assert.ok((await find('q=soevn&age=infant')).includes('godnatrutinen'))
  assert.equal((await find('q=soevn&age=infant')).includes('soevn-i-oejenhoejde'), false)
  assert.deepEqual(await find('q=blokfl%C3%B8jte'), [])
  assert.equal((await call(app, undefined, 'GET /interventions?theme=astrology')).status, 400)
})

test('what a further choice would leave is what it leaves', async () => {
  const { facets } = (await call(app, undefined, 'GET /interventions?age=preschool')).body
  for (const { value, count } of facets.theme.slice(0, 6)) {
    const { cards } = (await call(app, undefined, `GET /interventions?age=preschool&theme=${value}`)).body
    assert.equal(cards.length, count, value)
  }
})

test('nobody but a provider or the secretariat writes a sheet', async () => {
  for (const role of roles.filter((one) => one !== 'interventionProvider' && one !== 'secretariat')) {
    const who = await signInAs(database, role)
    const answer = await call(app, who, 'POST /intervention-drafts', { sheet, revises: null })
    assert.equal(answer.status, 403, role)
  }
  assert.equal((await call(app, undefined, 'POST /intervention-drafts', { sheet, revises: null })).status, 401)
})

test('a draft is its author’s: another provider, a guest and a municipality find nothing, and cannot tell it from nothing', async () => {
  const id = await draft()
  assert.equal((await call(app, provider, `GET /intervention-drafts/${id}`)).status, 200)
  // The secretariat reads every draft, and rewrites none.
  assert.equal((await call(app, secretary, `PUT /intervention-drafts/${id}`, sheet)).status, 404)
  assert.equal((await call(app, secretary, `DELETE /intervention-drafts/${id}`)).status, 404)
  const nothing = await call(app, rival, `GET /intervention-drafts/${randomUUID()}`)
  for (const who of [rival, leader, analyst]) {
    assert.deepEqual(refusalOf(await call(app, who, `GET /intervention-drafts/${id}`)), refusalOf(nothing))
  }
  assert.deepEqual((await call(app, rival, 'GET /intervention-drafts')).body, [])
  for (const [method, path, body] of [
    ['PUT', '', sheet],
    ['DELETE', '', undefined],
    ['POST', '/send', undefined],
  ] as const) {
    assert.equal((await call(app, rival, `${method} /intervention-drafts/${id}${path}`, body)).status, 404, path)
  }
  const { code } = (await call(app, provider, `GET /intervention-drafts/${id}`)).body
  assert.equal((await call(app, undefined, `GET /interventions/${code}`)).status, 404)
})

test('two providers who write the same title get a sheet each, and neither learns of the other', async () => {
  const [one, other] = [await draft(provider), await draft(rival)]
  const codes = [
    (await call(app, provider, `GET /intervention-drafts/${one}`)).body.code,
    (await call(app, rival, `GET /intervention-drafts/${other}`)).body.code,
  ]
  assert.notEqual(codes[0], codes[1])
  assert.ok(codes.every((code) => code.startsWith('stjernestund-')))
})

test('a sheet that lacks something is not sent, and the answer says what', async () => {
  const id = await draft(provider, { link: 'http://example.org', themes: [] })
  const answer = await call(app, provider, `POST /intervention-drafts/${id}/send`)
  assert.deepEqual([answer.status, answer.body.title], [422, 'intervention-incomplete'])
  assert.deepEqual(answer.body.fields, [
    { field: 'themes', fault: 'missing' },
    { field: 'link', fault: 'not-a-secure-link' },
  ])
})

test('sent, signed off and published: each by the one whose task it is, and then everybody reads it', async () => {
  const id = await inReview()
  assert.equal((await call(app, provider, `PUT /intervention-drafts/${id}`, sheet)).body.title, 'intervention-not-draft')
  assert.deepEqual(
    (await call(app, expert, 'GET /intervention-reviews')).body.map((row: { id: string }) => row.id),
    [id],
  )
  assert.equal((await call(app, provider, 'GET /intervention-reviews')).status, 403)

  for (const who of [provider, expert, leader]) assert.equal((await publish(id, who)).status, 403)
  assert.equal((await publish(id)).body.title, 'intervention-not-signed-off')
  for (const who of [provider, secretary]) {
    assert.equal((await call(app, who, `POST /intervention-drafts/${id}/sign-off`, { interests: 'Ingen', comment: '' })).status, 403)
  }
  assert.equal((await call(app, expert, `POST /intervention-drafts/${id}/sign-off`, { interests: '', comment: '' })).status, 400)
  assert.equal((await signOff(id)).body.isSignedOff, true)
  const published = await publish(id)
  assert.deepEqual([published.body.state, published.body.sheet.reviewedOn], ['published', '2026-11-23'])
  assert.equal((await publish(id)).body.title, 'intervention-not-in-review')
  assert.equal((await call(app, undefined, `GET /interventions/${published.body.code}`)).status, 200)
  assert.deepEqual(
    (await auditOf(database, 0)).filter(({ object }) => object === `intervention-drafts:${id}`).map(({ act }) => act),
    ['intervention.drafted', 'intervention.sent', 'intervention.signedOff', 'intervention.published'],
  )
})

test('a sheet sent back is a draft again, its provider reads why, and the old sign-off no longer counts', async () => {
  const id = await inReview()
  await signOff(id)
  now = new Date(now.getTime() + 1000)
  assert.equal((await call(app, secretary, `POST /intervention-drafts/${id}/return`, { comment: '' })).status, 400)
  assert.equal((await call(app, expert, `POST /intervention-drafts/${id}/return`, { comment: 'Nej' })).status, 403)
  await call(app, secretary, `POST /intervention-drafts/${id}/return`, { comment: 'Skriv prisen.' })
  const own = (await call(app, provider, `GET /intervention-drafts/${id}`)).body
  assert.deepEqual([own.state, own.steps.at(-1).step, own.steps.at(-1).comment], ['draft', 'returned', 'Skriv prisen.'])
  now = new Date(now.getTime() + 1000)
  await call(app, provider, `POST /intervention-drafts/${id}/send`)
  assert.equal((await publish(id)).body.title, 'intervention-not-signed-off')
})

test('a next version leaves the published one standing until it is published itself; there is one on its way at a time', async () => {
  const first = await inReview()
  await signOff(first)
  const { code } = (await publish(first)).body
  const revise = (who = provider) => call(app, who, 'POST /intervention-drafts', { sheet: { ...sheet, cost: 'high' }, revises: first })
  assert.equal((await revise(rival)).status, 404)
  const next = await revise()
  assert.deepEqual([next.body.code, next.body.version, next.body.state], [code, 2, 'draft'])
  assert.equal((await revise()).body.title, 'intervention-open-version')
  assert.equal((await call(app, undefined, `GET /interventions/${code}`)).body.version, 1)
  now = new Date(now.getTime() + 1000)
  await call(app, provider, `POST /intervention-drafts/${next.body.id}/send`)
  now = new Date(now.getTime() + 1000)
  await signOff(next.body.id)
  assert.equal((await publish(next.body.id)).status, 200)
  const shown = (await call(app, undefined, `GET /interventions/${code}`)).body
  assert.deepEqual([shown.version, shown.sheet.cost], [2, 'high'])
  assert.equal((await call(app, provider, `GET /intervention-drafts/${first}`)).body.state, 'retired')
})

test('the secretariat takes a sheet out of the catalogue, and nobody else', async () => {
  const id = await inReview()
  await signOff(id)
  const { code } = (await publish(id)).body
  for (const who of [provider, expert, analyst]) assert.equal((await call(app, who, `POST /interventions/${code}/retire`)).status, 403)
  assert.equal((await call(app, secretary, `POST /interventions/${code}/retire`)).status, 204)
  assert.equal((await call(app, undefined, `GET /interventions/${code}`)).status, 404)
  assert.equal((await call(app, secretary, `POST /interventions/${code}/retire`)).status, 404)
})

test('the secretariat says that a sheet has been read again; nobody else can', async () => {
  for (const who of [provider, expert, analyst])
    assert.equal((await call(app, who, 'POST /interventions/gaden-er-vores/confirm')).status, 403)
  assert.equal((await call(app, secretary, 'POST /interventions/findes-ikke/confirm')).status, 404)
  assert.equal((await call(app, secretary, 'POST /interventions/gaden-er-vores/confirm')).status, 204)
  const { version, sheet: read } = (await call(app, undefined, 'GET /interventions/gaden-er-vores')).body
  assert.deepEqual([version, read.reviewedOn], [1, '2026-11-23'])
})

test('a draft is thrown away by its author; what was sent stays', async () => {
  const id = await draft()
  assert.equal((await call(app, provider, `DELETE /intervention-drafts/${id}`)).status, 204)
  assert.equal((await call(app, provider, `GET /intervention-drafts/${id}`)).status, 404)
  const sent = await inReview()
  assert.equal((await call(app, provider, `DELETE /intervention-drafts/${sent}`)).body.title, 'intervention-not-draft')
})

test('a sheet goes on paper for who is signed in', async () => {
  assert.equal((await call(app, undefined, 'GET /interventions/legepatruljen/pdf')).status, 401)
  const pdf = await call(app, leader, 'GET /interventions/legepatruljen/pdf?language=en')
  assert.ok(pdf.status === 501 || pdf.bytes.subarray(0, 5).toString() === '%PDF-', String(pdf.status))
})

test('suggestions fit the class’s age, and each says why; a citizen and a guest get none', async () => {
  const { id } = town.classes[0]!
  const ask = (who: SignedIn | undefined, query: string) => call(app, who, `GET /intervention-suggestions?${query}`)
  const teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [id] })
  const { body } = await ask(teacher, `themes=sleep:worse,bullying:chosen&unit=class:${id}`)
  assert.ok(body.length >= 3 && body.length <= 5)
  for (const { ages, because } of body) {
    assert.ok(ages.from <= 11 && ages.to >= 10)
    assert.deepEqual(because.cause, because.theme === 'sleep' ? 'worse' : 'chosen')
  }
  assert.deepEqual((await ask(teacher, 'themes=astrology:worse&unit=municipality')).body, [])
  assert.equal((await ask(teacher, 'themes=sleep&unit=nowhere')).status, 400)
  assert.equal((await ask(undefined, 'themes=sleep')).status, 401)
})

test('an experience is read in every municipality, with the name only where it was agreed, and taken back by its own', async () => {
  const other = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
  const tell = (who: SignedIn, showsName: boolean, what = 'Det virkede') =>
    call(app, who, 'POST /interventions/legepatruljen/experiences', { verdict: 'recommended', what, showsName })
  assert.equal((await tell(provider, true)).status, 403)
  assert.equal((await tell(analyst, true, 'Barnet 010112-9995 blev glad')).body.title, 'text-holds-cpr')
  await tell(analyst, false)
  const list = async (who: SignedIn) => (await call(app, who, 'GET /interventions/legepatruljen/experiences')).body
  assert.deepEqual(
    (await list(other)).map(({ municipality, isOwn }: { municipality: string; isOwn: boolean }) => [municipality, isOwn]),
    [[null, false]],
  )
  await tell(other, true)
  const rows = await list(analyst)
  assert.deepEqual(rows.map((row: { municipality: string }) => row.municipality).toSorted(), ['Lillekøbing', null])
  assert.equal((await call(app, undefined, 'GET /interventions/legepatruljen/experiences')).status, 401)

  const theirs = rows.find((row: { isOwn: boolean }) => !row.isOwn)
  const own = rows.find((row: { isOwn: boolean }) => row.isOwn)
  assert.equal((await call(app, analyst, `DELETE /experiences/${theirs.id}`)).status, 404)
  assert.equal((await call(app, analyst, `DELETE /experiences/${own.id}`)).status, 204)
  assert.equal((await list(analyst)).length, 1)
})

// Plans

const terms = {
  title: 'Ro i frikvarteret',
  aim: 'Færre står alene',
  owner: 'Trivselsteamet',
  startsOn: '2026-11-23',
  dueOn: '2027-05-01',
  theme: 'friends',
  item: 'recess-company',
  interventionCode: 'legepatruljen',
}

const start = (who: SignedIn, given: object = {}) =>
  call(app, who, 'POST /plans', { ...terms, unit: `institution:${town.institutionId}`, surveyId: town.survey.id, ...given })

test('leaders, analysts and the lead health visitor make plans; nobody else does; those who work with the municipality’s children read them', async () => {
  const writers: readonly string[] = ['institutionLeader', 'municipalAnalyst', 'leadHealthVisitor']
  const readers = [...writers, 'healthVisitor', 'schoolDoctor', 'eduPsychologist', 'socialWorker', 'municipalAdmin']
  for (const role of roles) {
    const who = await signInAs(database, role, { institutionIds: [town.institutionId] })
    const made = await start(who)
    assert.equal(made.status, writers.includes(role) ? 200 : 403, role)
    assert.equal((await call(app, who, 'GET /plans')).status, readers.includes(role) ? 200 : 403, role)
  }
})

test('a leader plans for own institutions, and sees no other’s plan nor the municipality’s', async () => {
  const stranger = await signInAs(database, 'institutionLeader', { institutionIds: [randomUUID()] })
  assert.equal((await start(stranger)).status, 404)
  assert.equal((await start(leader, { unit: 'municipality' })).status, 404)
  const mine = (await start(leader)).body
  assert.deepEqual([mine.state, mine.institution, mine.sheetTitle.da], ['running', 'Åsum Skole', 'Legepatruljen'])
  const whole = (await start(analyst, { unit: 'municipality' })).body
  assert.equal(whole.institution, null)
  for (const id of [mine.id, whole.id]) assert.equal((await call(app, stranger, `GET /plans/${id}`)).status, 404)
  assert.equal((await call(app, leader, `GET /plans/${whole.id}`)).status, 404)
  assert.equal((await call(app, leader, `GET /plans/${mine.id}`)).status, 200)
  assert.deepEqual((await call(app, stranger, 'GET /plans')).body, [])
  assert.equal((await call(app, stranger, `PUT /plans/${mine.id}`, terms)).status, 404)
})

test('a neighbour municipality finds no plan of ours', async () => {
  const { id } = (await start(analyst)).body
  const other = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
  assert.equal((await call(app, other, `GET /plans/${id}`)).status, 404)
  assert.equal((await start(other)).status, 404)
})

test('a plan is for a class, a year group or a school that is there, by a sheet and a survey that are there', async () => {
  const { id } = town.classes[0]!
  assert.equal((await start(leader, { unit: `class:${id}` })).body.className, '5.A')
  assert.equal((await start(leader, { unit: `yearGroup:${town.institutionId}:5` })).status, 200)
  for (const given of [
    { unit: `class:${randomUUID()}` },
    { unit: 'nowhere' },
    { surveyId: randomUUID() },
    { interventionCode: 'findes-ikke' },
  ]) {
    assert.equal((await start(leader, given)).status, 404, JSON.stringify(given))
  }
  assert.equal((await start(leader, { dueOn: '2026-11-22' })).body.title, 'plan-period-backwards')
  assert.equal((await start(leader, { aim: 'Om 010112-9995' })).body.title, 'text-holds-cpr')
})

test('a plan is changed while it runs, evaluated once, and stays as it was', async () => {
  const { id } = (await start(leader)).body
  assert.equal((await call(app, leader, `PUT /plans/${id}`, { ...terms, owner: 'SFO' })).body.owner, 'SFO')
  const evaluated = await call(app, leader, `POST /plans/${id}/evaluate`, { outcome: 'same', lesson: 'Vesten hjalp' })
  assert.deepEqual([evaluated.body.state, evaluated.body.outcome, evaluated.body.evaluatedOn], ['evaluated', 'same', '2026-11-23'])
  assert.equal((await call(app, leader, `PUT /plans/${id}`, terms)).body.title, 'plan-over')
  assert.equal((await call(app, leader, `POST /plans/${id}/drop`, { lesson: 'Nej' })).body.title, 'plan-over')
})

test('a plan that has not begun cannot be evaluated; it can be given up, with the reason', async () => {
  const { id } = (await start(leader, { startsOn: '2027-01-05' })).body
  assert.equal((await call(app, leader, `POST /plans/${id}/evaluate`, { outcome: 'same', lesson: '' })).body.title, 'plan-not-running')
  assert.equal((await call(app, leader, `POST /plans/${id}/drop`, { lesson: '' })).status, 400)
  assert.equal((await call(app, leader, `POST /plans/${id}/drop`, { lesson: 'Ny leder' })).body.state, 'dropped')
})

test('what a provider reads of the platform is sheets: no survey, no report, no plan', async () => {
  for (const path of ['/surveys', '/reports', '/plans', '/institutions', `/reports/${town.survey.id}?unit=municipality`]) {
    assert.equal((await call(app, provider, `GET ${path}` as `GET /${string}`)).status, 403, path)
  }
})
