/** How the data protection officer is reached, and the information letter. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Role } from '#domain/access/actor.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { informationPages } from './information-document.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let admin: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 6 })
  admin = await signInAs(database, 'municipalAdmin')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const officer = { officerEmail: 'dpo@lillekoebing.example', officerPhone: null }
const about = async () => (await call(app, undefined, `GET /about/881/${town.survey.id}`)).body

test('who does not run surveys or watch over data says nothing of the officer', async () => {
  for (const role of ['teacher', 'parent', 'secretariat', 'municipalAnalyst'] as const satisfies readonly Role[]) {
    const who = await signInAs(database, role)
    assert.equal((await call(app, who, 'PUT /information', officer)).status, 403, role)
    assert.equal((await call(app, who, 'GET /information')).status, 403, role)
  }
})

test('what is written stands on the page at once, in this municipality alone', async () => {
  assert.deepEqual((await call(app, admin, 'GET /information')).body, null)
  assert.equal((await call(app, admin, 'PUT /information', officer)).status, 204)
  assert.deepEqual((await about()).officer, { email: officer.officerEmail, phone: null })
  const neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  assert.deepEqual((await call(app, neighbour, 'GET /information')).body, null)
  assert.equal((await auditOf(database)).filter(({ act }: { act: string }) => act === 'information.saved').length, 1)
})

test('an officer who can’t be reached is refused, and what stood there stays', async () => {
  const refused = await call(app, admin, 'PUT /information', { officerEmail: null, officerPhone: null })
  assert.deepEqual([refused.status, refused.body.title], [422, 'officer-unreachable'])
  for (const wrong of [{ officerEmail: 'x', officerPhone: null }, { officerEmail: null, officerPhone: 'ring' }, {}])
    assert.equal((await call(app, admin, 'PUT /information', wrong)).status, 400)
  assert.equal((await call(app, admin, 'GET /information')).body.officerEmail, officer.officerEmail)
})

test('the letter is a tagged document for whoever hands it out, and for no neighbour', async () => {
  const address = `GET /surveys/${town.survey.id}/information-letter` as const
  for (const role of ['municipalAnalyst', 'parent', 'secretariat'] as const)
    assert.equal((await call(app, await signInAs(database, role), address)).status, 403, role)
  const neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  assert.deepEqual(
    refusalOf(await call(app, neighbour, address)),
    refusalOf(await call(app, admin, `GET /surveys/${randomUUID()}/information-letter`)),
  )
  for (const language of respondentLanguages) {
    const { status, text } = await call(app, admin, `${address}?language=${language}`)
    assert.equal(status, 200)
    assert.ok(text.startsWith('%PDF') && text.includes('StructTreeRoot'))
  }
})

test('in Arabic and Ukrainian the letter says the same, section by section', async () => {
  const { questionnaire: _questionnaire, texts: _texts, ...rest } = await about()
  const pagesIn = (language: (typeof respondentLanguages)[number]) =>
    informationPages({ language, about: { ...rest, questionnaire: { ...newestVersion('mellemtrin'), items: 30, minutes: 12 } } })
  const shape = (language: (typeof respondentLanguages)[number]) => pagesIn(language).map((page) => page.map(({ texts }) => texts.length))
  assert.deepEqual(shape('ar'), shape('da'))
  assert.deepEqual(shape('uk'), shape('da'))
  assert.match(JSON.stringify(pagesIn('ar')), /Lillekøbing.*30/)
})

test('the letter says what the page says: nothing of a setting is lost on paper', async () => {
  const { questionnaire: _questionnaire, texts: _texts, ...rest } = await about()
  const pages = informationPages({
    language: 'da',
    about: { ...rest, questionnaire: { ...newestVersion('mellemtrin'), items: 30, minutes: 12 } },
  })
  assert.equal(pages.length, 2, 'one for grown-ups, one for pupils')
  const words = JSON.stringify(pages)
  for (const told of [
    'Lillekøbing Kommune',
    '4.-6. klasse',
    'dpo@lillekoebing.example',
    '18. december 2026',
    '30 spørgsmål',
    '12 minutter',
  ])
    assert.ok(words.includes(told), told)
})
