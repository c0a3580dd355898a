/** What is asked, as professionals and respondents read it. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { gunzipSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { questionsIn } from '#domain/questionnaire/duration.ts'
import { newest } from '#lillekoebing/newest.ts'
import { testHouse } from '../../tests/play.ts'
import { call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

const questionnaire = newest('mellemtrin')

let database: TestDatabase
let app: FastifyInstance
let teacher: SignedIn
let neighbour: SignedIn
const content = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../content/questionnaires/mellemtrin/${file}`, import.meta.url), 'utf8'))

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  await database.asOwner((client) =>
    client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    ),
  )
  // The neighbour's own, published for itself; a draft of ours; and our own version of the association's.
  await database.asOwner((client) =>
    client.query(`
      insert into common.questionnaire
      select own.municipality, own.code, own.version, own.is_published, definition || jsonb_build_object('code', own.code, 'version', own.version), jsonb_set(texts, '{da,title}', to_jsonb(own.title))
      from common.questionnaire, (values (882, 'naboens', '1.0', true, 'Naboens'), (881, 'kladde', '1.0', false, 'Kladde'), (881, 'mellemtrin', '${questionnaire.version}', true, 'Vores egen')) as own (municipality, code, version, is_published, title)
      where questionnaire.municipality_id = 0 and questionnaire.code = 'mellemtrin'`),
  )
  teacher = await signInAs(database, 'teacher')
  neighbour = await signInAs(database, 'teacher', { municipalityId: 882 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

test("a list of what is published: the association's and the municipality's own, neither a draft nor a neighbour's", async () => {
  const list = async (who: SignedIn) =>
    (await call(app, who, 'GET /questionnaires')).body.map(
      ({ code, title }: { code: string; title: { da: string } }) => `${code}: ${title.da}`,
    )
  const ofAll: readonly { readonly code: string; readonly title: string }[] = await database.asOwner(
    async (client) =>
      (
        await client.query(
          "select code, texts->'da'->>'title' as title from common.questionnaire where municipality_id = 0 and is_published",
        )
      ).rows,
  )
  const theirs = ofAll.map(({ code, title }) => `${code}: ${title}`)
  assert.ok(theirs.includes(`mellemtrin: ${content('text.da.json').title}`))
  assert.deepEqual((await list(teacher)).toSorted(), [...theirs, 'mellemtrin: Vores egen'].toSorted())
  assert.deepEqual((await list(neighbour)).toSorted(), [...theirs, 'naboens: Naboens'].toSorted())
})

test('the list says how long it takes and whom it is for', async () => {
  const found = (await call(app, neighbour, 'GET /questionnaires')).body.find(({ code }: { code: string }) => code === 'mellemtrin')
  assert.deepEqual([found.items, found.grades, found.themes], [questionsIn(questionnaire.items), [4, 5, 6], questionnaire.themes.length])
  assert.ok(found.minutes > 3 && found.minutes < 30)
})

test('one questionnaire is what lies in the content, word for word', async () => {
  const { body } = await call(app, neighbour, `GET /questionnaires/mellemtrin/${questionnaire.version}`)
  const { $schema: _, ...definition } = content('questionnaire.json')
  assert.deepEqual(
    body.questionnaire.items.map(({ code }: { code: string }) => code),
    definition.items.map(({ code }: { code: string }) => code),
  )
  assert.equal(body.texts.da.title, content('text.da.json').title)
  assert.equal(body.texts.en.title, content('text.en.json').title)
})

test("a municipality's own version comes before the association's", async () => {
  assert.equal((await call(app, teacher, `GET /questionnaires/mellemtrin/${questionnaire.version}`)).body.texts.da.title, 'Vores egen')
})

test("a draft, a neighbour's, another version and one that nobody wrote are the same nothing", async () => {
  const unknown = await call(app, teacher, 'GET /questionnaires/unknown/1.0')
  assert.equal(unknown.status, 404)
  for (const path of ['kladde/1.0', 'naboens/1.0', 'mellemtrin/9.9', '__proto__/1.0', "x'/1.0"])
    assert.deepEqual(refusalOf(await call(app, teacher, `GET /questionnaires/${path}`)), refusalOf(unknown), path)
})

const published = (path: string, headers = {}) => app.inject({ url: `/api/v1/published/${path}`, headers })

test('what is published is open to everybody, and may be kept by the browser: it never changes', async () => {
  const answer = await published(`881/mellemtrin/${questionnaire.version}`)
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.json().texts.da.title, 'Vores egen')
  assert.match(String(answer.headers['cache-control']), /public, max-age=\d{4,}/)
  assert.equal(
    (await published(`882/mellemtrin/${questionnaire.version}`)).json().texts.da.title,
    content('text.da.json').title,
    'and is kept for each municipality apart',
  )
})

test('it is sent compressed to who can read that, and is the same', async () => {
  const plain = await published(`881/mellemtrin/${questionnaire.version}`)
  const compressed = await published(`881/mellemtrin/${questionnaire.version}`, { 'accept-encoding': 'gzip, br' })
  assert.equal(compressed.headers['content-encoding'], 'gzip')
  assert.equal(compressed.headers['vary'], 'accept-encoding')
  assert.deepEqual(JSON.parse(gunzipSync(compressed.rawPayload).toString()), plain.json())
  assert.ok(compressed.rawPayload.byteLength < plain.rawPayload.byteLength / 3)
})

test('what is not published for a municipality is not there for it, and that is not kept', async () => {
  for (const path of ['881/kladde/1.0', '881/naboens/1.0', '882/kladde/1.0', '0/naboens/1.0']) {
    const answer = await published(path)
    assert.deepEqual([answer.statusCode, answer.json().title, answer.headers['cache-control']], [404, 'not-found', 'no-store'], path)
  }
  await database.asOwner((client) => client.query("update common.questionnaire set is_published = true where code = 'kladde'"))
  assert.equal((await published('881/kladde/1.0')).statusCode, 200)
})
