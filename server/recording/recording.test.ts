/** Questions read aloud: who may record them, whom they are heard by, and that they say what stands there. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let secretary: SignedIn
let admin: SignedIn
let neighbour: SignedIn

/** The first bytes of an MP3, and some that tell two apart. */
const mp3 = (of: string) => Buffer.concat([Buffer.from('ID3'), Buffer.from(of)])

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  await database.asOwner((client) =>
    client.query(
      "insert into common.municipality values (881, 'Lillekøbing', '1083', 'Syddanmark', true), (882, 'Storkøbing', '1083', 'Syddanmark', true)",
    ),
  )
  secretary = await signInAs(database, 'secretariat', { municipalityId: 0 })
  admin = await signInAs(database, 'municipalAdmin')
  neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

type Line = {
  readonly item: string
  readonly language: string
  readonly key: string
  readonly words: string[]
  readonly recording: unknown
}

const toRead = async (who: SignedIn): Promise<readonly Line[]> => {
  const { version } = (await call(app, who, 'GET /questionnaires')).body.find(({ code }: { code: string }) => code === 'indskoling')
  return (await call(app, who, `GET /questionnaires/indskoling/${version}/recordings`)).body
}

const versionOf = async () =>
  (await call(app, secretary, 'GET /questionnaires')).body.find(({ code }: { code: string }) => code === 'indskoling').version

const heard = async (municipalityId: number) =>
  (await app.inject({ url: `/api/v1/recordings/${municipalityId}/indskoling/${await versionOf()}` })).json()

const put = (who: SignedIn, { language, key }: Pick<Line, 'language' | 'key'>, sound: Uint8Array) =>
  app.inject({
    method: 'PUT',
    url: `/api/v1/recordings/${language}/${key}`,
    headers: { ...who.headers, 'content-type': 'application/octet-stream', origin: testHouse(database).origin },
    payload: Buffer.from(sound),
  })

test('nobody records but who writes questions', async () => {
  const [line] = await toRead(secretary)
  assert.ok(line)
  for (const role of roles.filter((one) => one !== 'support' && !may({ role: one }, 'bank.write')))
    assert.equal((await put(await signInAs(database, role), line, mp3('x'))).statusCode, 403, role)
})

test('what a person has read is heard where its words stand, by everybody, and nowhere else', async () => {
  const [first] = await toRead(secretary)
  assert.ok(first)
  assert.deepEqual(await heard(881), [])
  assert.equal((await put(secretary, first, mp3('one'))).statusCode, 200)
  const [found, ...others] = await heard(881)
  assert.deepEqual([found.item, found.language, found.voice, others], [first.item, first.language, 'person', []])
  const sound = await app.inject({ url: `/api/v1/recordings/881/${found.id}` })
  assert.deepEqual(Buffer.from(sound.json().sound, 'base64'), mp3('one'))
  assert.equal(sound.json().mediaType, 'audio/mpeg')
  assert.match(String(sound.headers['cache-control']), /public/)
  assert.deepEqual(
    (await auditOf(database, 0)).map(({ act }) => act).filter((act) => act.startsWith('recording.')),
    ['recording.saved'],
  )
})

test('a second reading takes the place of the first, at an address of its own', async () => {
  const [first] = await toRead(secretary)
  assert.ok(first)
  const [before] = await heard(881)
  await put(secretary, first, mp3('two'))
  const [now, ...others] = await heard(881)
  assert.notEqual(now.id, before.id)
  assert.deepEqual(others, [])
})

test("a municipality's own reading comes before the association's, for itself alone", async () => {
  const [first] = await toRead(admin)
  assert.ok(first)
  await put(admin, first, mp3('ours'))
  const [[ours], [neighbours]] = [await heard(881), await heard(882)]
  assert.notEqual(ours.id, neighbours.id)
  assert.equal((await app.inject({ url: `/api/v1/recordings/882/${ours.id}` })).statusCode, 404)
  const own = (await toRead(admin))[0]?.recording as { isOwn: boolean }
  assert.equal(own.isOwn, true)
  const theirs = (await toRead(neighbour))[0]?.recording as { isOwn: boolean }
  assert.equal(theirs.isOwn, false)
})

test('who takes theirs away hears the association again; what is not theirs they cannot take', async () => {
  const [first] = await toRead(admin)
  assert.ok(first)
  const away = (who: SignedIn) => call(app, who, `DELETE /recordings/${first.language}/${first.key}`)
  assert.equal((await away(neighbour)).status, 404)
  assert.equal((await away(admin)).status, 204)
  assert.equal((await heard(881))[0].id, (await heard(882))[0].id)
})

test('what is no sound, or too long a one, is refused in words', async () => {
  const [first] = await toRead(secretary)
  assert.ok(first)
  const refusal = (reply: { statusCode: number; json: () => { title: string } }) => [reply.statusCode, reply.json().title]
  assert.deepEqual(refusal(await put(secretary, first, Buffer.from('<script>'))), [400, 'sound-not-known'])
  assert.deepEqual(refusal(await put(secretary, first, Buffer.alloc(0))), [400, 'sound-not-known'])
  assert.deepEqual(refusal(await put(secretary, first, Buffer.concat([mp3(''), Buffer.alloc(1_000_001)]))), [413, 'sound-too-large'])
})

test('a questionnaire nobody wrote has nothing to hear, and nothing to read', async () => {
  assert.deepEqual((await app.inject({ url: '/api/v1/recordings/881/unknown/1.0' })).json(), [])
  assert.deepEqual(refusalOf(await call(app, admin, 'GET /questionnaires/unknown/1.0/recordings')).status, 404)
})

test('one sound for two questions is heard at both, and taking one away leaves the other', async () => {
  const [one, two] = (await toRead(secretary)).slice(-2)
  assert.ok(one && two)
  for (const line of [one, two]) assert.equal((await put(secretary, line, mp3('same'))).statusCode, 200)
  const found = (await heard(882)).filter((line: Line) =>
    [one, two].some(({ item, language }) => line.item === item && line.language === language),
  )
  assert.equal(found.length, 2)
  assert.equal((await call(app, secretary, `DELETE /recordings/${one.language}/${one.key}`)).status, 204)
  assert.equal((await app.inject({ url: `/api/v1/recordings/882/${(await heard(882)).at(-1).id}` })).statusCode, 200)
})

test('what does not come as bytes is no sound', async () => {
  const [line] = await toRead(secretary)
  const answer = await call(app, secretary, `PUT /recordings/${line?.language}/${line?.key}`, { sound: 'x' })
  assert.deepEqual([answer.status, answer.body.title], [400, 'wrong-input'])
})
