/** A questionnaire that moves: out of one installation, into another, and what happens to one that others wrote. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let secretary: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true)"),
  )
  secretary = await signInAs(database, 'secretariat', { municipalityId: 0 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

async function send(who: SignedIn, file: unknown) {
  const reply = await app.inject({
    method: 'POST',
    url: '/api/v1/editions/import',
    headers: { ...who.headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.from(typeof file === 'string' ? file : JSON.stringify(file)),
  })
  return { status: reply.statusCode, body: reply.json() }
}

const exported = async () => {
  const { version } = (await call(app, secretary, 'GET /questionnaires')).body.find(({ code }: { code: string }) => code === 'mellemtrin')
  return { version, ...(await call(app, secretary, `GET /questionnaires/mellemtrin/${version}/fhir`)).body }
}

test('nobody brings in a questionnaire but who writes them', async () => {
  const { resource } = await exported()
  for (const role of roles.filter((one) => one !== 'support' && !may({ role: one }, 'edition.write')))
    assert.equal((await send(await signInAs(database, role), resource)).status, 403, role)
})

test('what was exported comes in as the next version, word for word, and nothing is left behind', async () => {
  const { resource, version } = await exported()
  const { status, body } = await send(secretary, resource)
  assert.equal(status, 200, JSON.stringify(body))
  assert.deepEqual(body.notCarried, [])
  const edition = (await call(app, secretary, `GET /editions/${body.id}`)).body
  assert.equal(edition.baseVersion, version)
  assert.deepEqual({ ...edition.questionnaire, version }, edition.base.questionnaire)
  assert.deepEqual(edition.texts, edition.base.texts)
  assert.deepEqual((await send(secretary, resource)).body.title, 'edition-open-already')
})

test("somebody else's becomes a draft of its own, and what did not come along stands on it as a comment", async () => {
  const foreign = {
    resourceType: 'Questionnaire',
    status: 'active',
    language: 'en',
    name: 'somewhere-else',
    title: 'Somewhere else',
    item: [
      { linkId: 'a', text: 'Do you sleep?', type: 'boolean', required: true },
      { linkId: 'b', text: 'A picture', type: 'attachment' },
    ],
  }
  const { body } = await send(secretary, foreign)
  assert.deepEqual(body.notCarried.map(({ at, what }: { at: string; what: string }) => `${at} ${what}`).toSorted(), [
    'Questionnaire element',
    'Questionnaire.version code-changed',
    'a required',
    'b unknown-type',
  ])
  const edition = (await call(app, secretary, `GET /editions/${body.id}`)).body
  assert.deepEqual([edition.version, edition.baseVersion, edition.base.questionnaire.items], ['1.0', '0.0', []])
  assert.equal(edition.comments.length, 1)
  assert.match(edition.comments[0].words, /b: typen kan ikke spørges her \(attachment\)/)
  assert.equal(edition.texts.en.items.a.options.yes, 'Yes')
})

test('what is no questionnaire, no JSON, too deep or asks nothing is refused in words, and leaves nothing', async () => {
  const count = async () => (await call(app, secretary, 'GET /editions')).body.length
  const before = await count()
  for (const [file, problem] of [
    [{ resourceType: 'Patient' }, 'fhir-not-a-questionnaire'],
    ['{', 'fhir-not-a-questionnaire'],
    ['\u0000', 'fhir-not-a-questionnaire'],
    ['['.repeat(100_000), 'fhir-not-a-questionnaire'],
    [
      `{"resourceType":"Questionnaire","item":${'[{"linkId":"x","type":"group","item":'.repeat(50)}[]${'}]'.repeat(50)}}`,
      'fhir-not-a-questionnaire',
    ],
    [{ resourceType: 'Questionnaire', item: [{ linkId: 'x', type: 'attachment' }] }, 'fhir-nothing-asked'],
    [{ resourceType: 'Questionnaire', name: 'x', title: 'x', item: [{ linkId: '__proto__', type: 'boolean', text: 'x' }] }, undefined],
  ] as const) {
    const { status, body } = await send(secretary, file)
    assert.equal(body.title, problem, JSON.stringify(file).slice(0, 80))
    assert.ok(status < 500)
  }
  assert.equal(await count(), before + 1)
  assert.equal((await send(secretary, `"${'x'.repeat(2_000_001)}"`)).body.title, 'too-large')
})

test('a file made to break something is refused in words: deep behind brackets in a text, with what no text can hold, with the names of all objects', async () => {
  const asked = (more: object) => ({
    resourceType: 'Questionnaire',
    title: 'x',
    item: [{ linkId: 'a', type: 'boolean', text: 'x', ...more }],
  })
  const deep = `{"resourceType":"Questionnaire","title":"${'}'.repeat(90_000)}","item":${'[{"linkId":"x","type":"group","item":'.repeat(20_000)}[]${'}]'.repeat(20_000)}}`
  assert.deepEqual((await send(secretary, deep)).body.title, 'fhir-not-a-questionnaire')
  for (const [place, file] of [
    ['nul', asked({ text: 'a\0b' })],
    ['half', asked({ text: 'a\ud800b' })],
    ['key', asked({ 'a\0b': 1 })],
  ] as const)
    assert.deepEqual((await send(secretary, file)).body.title, 'fhir-not-a-questionnaire', place)
  for (const [place, name] of ['constructor', 'valueof', '__proto__'].entries()) {
    const coding = { code: name, display: name }
    const file = {
      ...asked({ linkId: name, type: 'choice', answerOption: [{ valueCoding: coding }, { valueString: 'b' }] }),
      name: `own-${place}`,
    }
    assert.equal((await send(secretary, file)).status, 200, name)
  }
  assert.equal((await send(secretary, { ...asked({ text: `${'['.repeat(80)} or not?` }), name: 'brackets' })).status, 200)
})

test('a number that others ask comes along without bands, which are to be made', async () => {
  const file = {
    resourceType: 'Questionnaire',
    name: 'a-number',
    title: 'x',
    item: [{ linkId: 'hours', type: 'integer', text: 'How many hours?' }],
  }
  const { status, body } = await send(secretary, file)
  assert.equal(status, 200, JSON.stringify(body))
  const { revision } = (await call(app, secretary, `GET /editions/${body.id}`)).body
  assert.equal((await call(app, secretary, `POST /editions/${body.id}/publish`, { revision })).body.title, 'edition-has-findings')
})

test('a file that asks something else under a code that has figures is not published, nor one that others are asked', async () => {
  const { version } = (await call(app, secretary, 'GET /questionnaires')).body.find(({ code }: { code: string }) => code === 'udskoling')
  const { resource } = (await call(app, secretary, `GET /questionnaires/udskoling/${version}/fhir`)).body
  const written = JSON.stringify(resource)
  for (const changed of [
    written.replace('"valueCode":"pupil"', '"valueCode":"parent"'),
    written.replace('"valueCode":"highlySensitive"', '"valueCode":"sensitive"'),
  ]) {
    assert.notEqual(changed, written)
    const { body } = await send(secretary, changed)
    const { revision } = (await call(app, secretary, `GET /editions/${body.id}`)).body
    const refused = await call(app, secretary, `POST /editions/${body.id}/publish`, { revision })
    assert.deepEqual([refused.status, refused.body.title], [422, 'edition-other-question'])
    assert.equal((await call(app, secretary, `DELETE /editions/${body.id}`)).status, 204)
  }
})
