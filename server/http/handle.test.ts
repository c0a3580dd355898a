/** What holds for every operation, whatever it does: the life of a request from match to answer. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { z } from 'zod'
import { operation } from '#api/operation.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { Problem } from '../problem.ts'
import { buildApp } from './app.ts'
import { type Handler, handle } from './handle.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let played: Play
let planner: SignedIn
const origin = 'http://localhost:3000'

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  played = await play(database, { '5.A': 6 })
  planner = await signInAs(database, 'municipalAdmin')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const plan = (title = 'Trivsel til jul') => ({
  title,
  questionnaire: newestVersion('mellemtrin'),
  opensOn: '2026-12-01',
  closesOn: '2026-12-10',
  grades: [5],
  institutionIds: [played.institutionId],
})
const surveys = () => database.asOwner(async (client) => (await client.query('select * from common.survey order by id')).rows)

async function changesNothing(work: () => Promise<void>): Promise<void> {
  const [before, log] = [await surveys(), await auditOf(database)]
  await work()
  assert.deepEqual(await surveys(), before)
  assert.deepEqual(await auditOf(database), log)
}

test('a request sent by another site is refused before anything else, signed in or not', async () => {
  await changesNothing(async () => {
    for (const foreign of [
      'https://evil.example',
      'null',
      'http://localhost:3001',
      'https://localhost:3000',
      'http://localhost:3000.evil.example',
      '',
    ]) {
      for (const who of [planner, undefined]) {
        const answer = await call(app, who, 'POST /surveys', plan(), { origin: foreign })
        assert.deepEqual([answer.status, answer.body.title], [403, 'wrong-origin'], foreign)
      }
      assert.equal(
        (await call(app, planner, `POST /surveys/${played.survey.id}/close`, undefined, { origin: foreign })).body.title,
        'wrong-origin',
      )
      assert.equal(
        (await call(app, undefined, 'POST /responses/enter', { code: 'ABCDEF', slip: 'ABCDEF' }, { origin: foreign })).body.title,
        'wrong-origin',
      )
    }
  })
})

test("our own site's requests pass, and so do those without an origin, which no browser sends across sites", async () => {
  for (const headers of [{ origin }, {}] as Record<string, string>[]) {
    const drafted = await call(app, planner, 'POST /surveys', plan(), headers)
    assert.equal(drafted.status, 200)
    assert.equal((await call(app, planner, `DELETE /surveys/${drafted.body.id}`, undefined, headers)).status, 204)
  }
})

test('reading is no act, and is not asked where it comes from', async () => {
  assert.equal((await call(app, planner, 'GET /surveys', undefined, { origin: 'https://elsewhere.example' })).status, 200)
})

test('no answer allows another site to read it', async () => {
  const answer = await call(app, planner, 'GET /surveys', undefined, { origin: 'https://elsewhere.example' })
  assert.equal(
    Object.keys(answer.headers).some((name) => name.startsWith('access-control')),
    false,
  )
})

test('a body that is too large is refused, whatever it says it is', async () => {
  const large = 'x'.repeat(65 * 1024)
  const kinds = [
    { 'content-type': 'application/json', payload: JSON.stringify({ ...plan(), title: large }) },
    { 'content-type': 'application/octet-stream', payload: large },
    { 'content-type': 'text/plain', payload: large },
    { 'content-type': 'application/x-www-form-urlencoded', payload: large },
  ]
  for (const url of ['/api/v1/surveys', '/api/v1/responses/enter', '/api/v1/responses/answers']) {
    for (const { payload, ...headers } of kinds) {
      const response = await app.inject({ method: 'POST', url, payload, headers: { ...headers, ...planner.headers } })
      const isUnknownKind = headers['content-type'] === 'text/plain' || headers['content-type'].includes('form')
      assert.equal(response.statusCode, isUnknownKind ? 415 : 413, `${url} ${headers['content-type']}`)
      assert.match(String(response.headers['content-type']), /^application\/problem\+json/)
    }
  }
  const { title } = (
    await app.inject({
      method: 'POST',
      url: '/api/v1/surveys',
      payload: kinds[0]!.payload,
      headers: { 'content-type': 'application/json', ...planner.headers },
    })
  ).json()
  assert.equal(title, 'too-large')
})

test('JSON that is none, or sets out to change what all objects inherit, is refused', async () => {
  await changesNothing(async () => {
    for (const payload of [
      '{',
      '',
      '[1,',
      '{"title": NaN}',
      '{"__proto__": {"isAdmin": true}}',
      '{"title": "x", "constructor": {"prototype": {"isAdmin": true}}}',
      '\u0000',
    ]) {
      const response = await app.inject({
        method: 'POST',
        url: '/api/v1/surveys',
        payload,
        headers: { 'content-type': 'application/json', ...planner.headers },
      })
      assert.equal(response.statusCode, 400, payload)
      assert.equal(response.json().title, 'wrong-input')
    }
    assert.equal(({} as { isAdmin?: boolean }).isAdmin, undefined)
  })
})

test('a body of the wrong shape is refused with the fields and the rule, never the value', async () => {
  await changesNothing(async () => {
    const wrong = [
      null,
      [],
      'text',
      7,
      {},
      { ...plan(), title: '' },
      { ...plan(), title: ' '.repeat(5) },
      { ...plan(), title: 'x'.repeat(121) },
      { ...plan(), opensOn: '2026-02-30' },
      { ...plan(), opensOn: '1. december' },
      { ...plan(), track: 'everything' },
      { ...plan(), grades: [11] },
      { ...plan(), grades: ['5'] },
      { ...plan(), institutionIds: ['school'] },
      { ...plan(), institutionIds: [] },
    ]
    for (const body of wrong) {
      const answer = await app.inject({
        method: 'POST',
        url: '/api/v1/surveys',
        payload: JSON.stringify(body),
        headers: { 'content-type': 'application/json', ...planner.headers },
      })
      assert.deepEqual([answer.statusCode, answer.json().title], [400, 'wrong-input'], JSON.stringify(body))
    }
    const answer = await call(app, planner, 'POST /surveys', { ...plan('canary-title'), grades: ['canary-grade'], closesOn: 'canary-day' })
    assert.deepEqual(answer.body.fields, [
      { field: 'closesOn', rule: 'invalid_format' },
      { field: 'grades.0', rule: 'invalid_type' },
    ])
    assert.doesNotMatch(answer.text, /canary/)
  })
})

test('an id that is no id is refused before the database is asked', async () => {
  for (const id of ['1', 'x', "' or 1=1 --", '00000000-0000-0000-0000', '%00']) {
    const answer = await call(app, planner, `GET /surveys/${encodeURIComponent(id)}`)
    assert.deepEqual([answer.status, answer.body.title], [400, 'wrong-input'], id)
  }
})

test('what nobody declared is a 404 in the form of every refusal, on every path below the contract', async () => {
  for (const [method, url] of [
    ['GET', '/api/v1/unknown'],
    ['GET', '/api/v1'],
    ['GET', '/api/v2/surveys'],
    ['PATCH', '/api/v1/surveys'],
    ['DELETE', '/api/v1/lessons'],
    ['GET', '/api/v1/surveys/1.css/x'],
    ['GET', '/api/v1/../../package.json'],
    ['GET', '/.env'],
  ] as const) {
    const response = await app.inject({ method, url, headers: planner.headers })
    assert.equal(response.statusCode, 404, `${method} ${url}`)
    assert.deepEqual(response.json(), { type: '/problems/not-found', title: 'not-found', status: 404 })
    assert.match(String(response.headers['content-type']), /^application\/problem\+json/)
  }
})

test('every answer carries a number of its own and stays in no cache; so does every refusal, which says it again', async () => {
  const answers = [
    await call(app, planner, 'GET /surveys'),
    await call(app, undefined, 'GET /surveys'),
    await call(app, planner, 'GET /surveys/x'),
    await call(app, planner, 'POST /surveys/00000000-0000-4000-8000-000000000000/open'),
  ]
  assert.equal(new Set(answers.map(({ headers }) => headers['request-id'])).size, answers.length)
  for (const { status, headers, body } of answers) {
    assert.match(String(headers['request-id']), /^[0-9a-f-]{36}$/)
    assert.equal(headers['cache-control'], 'no-store')
    if (status < 400) continue
    assert.equal(headers['content-type'], 'application/problem+json; charset=utf-8')
    assert.equal(body.requestId, headers['request-id'])
    assert.equal(body.status, status)
    assert.equal(body.type, `/problems/${body.title}`)
  }
})

test('every answer tells the browser to load from here alone, to guess nothing, and to tell nobody where it was', async () => {
  for (const url of ['/api/v1/surveys', '/api/v1/unknown', '/healthz', '/readyz']) {
    const { headers } = await app.inject({ url })
    const policy = String(headers['content-security-policy'])
    assert.match(policy, /default-src 'self'/)
    assert.match(policy, /frame-ancestors 'none'/)
    assert.doesNotMatch(policy, /unsafe|https?:|\*/)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.equal(headers['referrer-policy'], 'no-referrer')
    assert.equal(headers['x-powered-by'], undefined)
  }
})

test('an act is written in the audit log: who, in which role, what, to what', async () => {
  const before = (await auditOf(database)).length
  const drafted = await call(app, planner, 'POST /surveys', plan())
  assert.equal((await call(app, planner, `PUT /surveys/${drafted.body.id}`, plan('Ny titel'))).status, 200)
  assert.equal((await call(app, planner, `DELETE /surveys/${drafted.body.id}`)).status, 204)
  const who = { actor_id: planner.actor.accountId, role: 'municipalAdmin', object: `surveys:${drafted.body.id}` }
  assert.deepEqual((await auditOf(database)).slice(before), [
    { act: 'survey.drafted', ...who },
    { act: 'survey.changed', ...who },
    { act: 'survey.discarded', ...who },
  ])
})

test("the audit row has the request's number and the moment of the act", async () => {
  const drafted = await call(app, planner, 'POST /surveys', plan())
  const { rows } = await database.asOwner((client) =>
    client.query('select request_id, at::text as at from audit.event where object = $1', [`surveys:${drafted.body.id}`]),
  )
  assert.deepEqual(rows, [{ request_id: drafted.headers['request-id'], at: '2026-11-23 09:00:00+00' }])
})

test('an act that is refused leaves no row, in any of the ways to be refused', async () => {
  await changesNothing(async () => {
    assert.equal((await call(app, planner, `POST /surveys/${played.survey.id}/open`)).body.title, 'survey-not-draft')
    assert.equal(
      (await call(app, planner, 'POST /surveys', { ...plan(), questionnaire: { code: 'mellemtrin', version: '9.9' } })).body.title,
      'questionnaire-unknown',
    )
    assert.equal((await call(app, planner, 'POST /surveys', { ...plan(), closesOn: '2026-11-30' })).body.title, 'survey-period-backwards')
    assert.equal((await call(app, planner, 'POST /surveys', {})).body.title, 'wrong-input')
    assert.equal((await call(app, planner, 'DELETE /surveys/00000000-0000-4000-8000-000000000000')).body.title, 'not-found')
  })
})

test('reading a list that shows no person leaves no row', async () => {
  const before = await auditOf(database)
  for (const path of ['/me', '/surveys', '/questionnaires', '/institutions'] as const)
    assert.equal((await call(app, planner, `GET ${path}`)).status, 200)
  assert.deepEqual(await auditOf(database), before)
})

test('what cannot be audited is not done', async () => {
  const drafted = (await call(app, planner, 'POST /surveys', plan())).body
  const teacher = await signInAs(database, 'teacher', { institutionIds: [played.institutionId], classIds: [played.classes[0]!.id] })
  const lesson = (await call(app, teacher, 'GET /lessons')).body[0].lesson
  await database.asOwner((client) => client.query('revoke execute on function audit.append from bul_staff'))
  try {
    await changesNothing(async () => {
      const acts = [
        await call(app, planner, 'POST /surveys', plan()),
        await call(app, planner, `PUT /surveys/${drafted.id}`, plan('Ny titel')),
        await call(app, planner, `POST /surveys/${drafted.id}/open`),
        await call(app, planner, `DELETE /surveys/${drafted.id}`),
        await call(app, planner, `POST /surveys/${played.survey.id}/close`),
        await call(app, teacher, `GET /lessons/${lesson.id}/slips`),
        await call(app, teacher, `POST /lessons/${lesson.id}/end`),
      ]
      for (const { status, text } of acts) {
        assert.equal(status, 500)
        assert.doesNotMatch(text, /%PDF/)
      }
      assert.equal((await call(app, planner, 'GET /surveys')).status, 200, 'reading without a row goes on')
    })
    assert.equal((await call(app, teacher, `GET /lessons/${lesson.id}`)).body.state, 'open')
  } finally {
    await database.asOwner((client) => client.query('grant execute on function audit.append to bul_staff'))
  }
})

test('a defect is answered with a number and nothing else', async () => {
  await database.asOwner((client) => client.query('revoke select on common.survey from bul_staff'))
  try {
    const answer = await call(app, planner, 'GET /surveys')
    assert.equal(answer.status, 500)
    assert.equal(answer.headers['content-type'], 'application/problem+json; charset=utf-8')
    assert.deepEqual(answer.body, { type: '/problems/defect', title: 'defect', status: 500, requestId: answer.headers['request-id'] })
  } finally {
    await database.asOwner((client) => client.query('grant select on common.survey to bul_staff'))
  }
})

test('an error before a route begins is answered in the same form', async () => {
  const response = await app.inject({
    method: 'POST',
    url: '/api/v1/surveys',
    payload: '<x/>',
    headers: { 'content-type': 'application/xml', ...planner.headers },
  })
  assert.equal(response.statusCode, 415)
  assert.deepEqual(response.json(), { type: '/problems/wrong-input', title: 'wrong-input', status: 415 })
})

test("what is not declared is not taken in: whose it is, which state it is in, which id it has are not the sender's to say", async () => {
  const other = '11111111-1111-4111-8111-111111111111'
  const injected = {
    id: other,
    municipalityId: 882,
    municipality_id: 882,
    state: 'open',
    schoolYear: 1999,
    school_year: 1999,
    createdAt: '2020-01-01',
    actor: 'somebody',
    role: 'secretariat',
    questionnaireMunicipalityId: 882,
    isPublished: true,
  }
  const before = await surveys()
  for (const [field, value] of Object.entries(injected)) {
    const refused = await call(app, planner, 'POST /surveys', { ...plan(), [field]: value })
    assert.deepEqual([field, refused.status, refused.body.title], [field, 400, 'wrong-input'])
  }
  assert.deepEqual(await surveys(), before)
  // Further in it is left out.
  const inside = { ...newestVersion('mellemtrin'), ...injected }
  const drafted = await call(app, planner, 'POST /surveys', { ...plan(), questionnaire: inside })
  assert.equal(drafted.status, 200)
  const changed = await call(app, planner, `PUT /surveys/${drafted.body.id}`, { ...plan(), questionnaire: inside })
  assert.equal(changed.status, 200)
  for (const { id, state, track, schoolYear } of [drafted.body, changed.body])
    assert.deepEqual([id, state, track, schoolYear], [drafted.body.id, 'draft', 'statistics', 2026])
  const row = (await surveys()).find(({ id }) => id === drafted.body.id)
  assert.deepEqual(
    [row?.municipality_id, row?.state, row?.track, row?.school_year, row?.questionnaire_municipality_id],
    [881, 'draft', 'statistics', 2026, 0],
  )
  assert.equal(
    (await surveys()).some(({ id, municipality_id: municipality }) => id === other || municipality === 882),
    false,
  )

  const closed = await call(app, planner, `POST /surveys/${drafted.body.id}/open`, { ...injected, title: 'Ny' })
  assert.deepEqual([closed.body.id, closed.body.title, closed.body.track], [drafted.body.id, plan().title, 'statistics'])
})

test("what is not declared is not sent: no municipality's number stands in a survey", async () => {
  const { body } = await call(app, planner, `GET /surveys/${played.survey.id}`)
  assert.deepEqual(Object.keys(body).toSorted(), [
    'answered',
    'closesOn',
    'grades',
    'id',
    'institutionIds',
    'institutions',
    'invited',
    'isRolling',
    'opensOn',
    'questionnaire',
    'schoolYear',
    'state',
    'title',
    'track',
    'wayIn',
  ])
})

/** One operation of a test's own, served alone. */
async function serve(handler: Handler): Promise<FastifyInstance> {
  const alone = Fastify()
  await alone.register(cookie)
  alone.route({
    method: handler.operation.method,
    url: `/api/v1${handler.operation.path}`,
    handler: (request, reply) => handler.answer(testHouse(database), request, reply),
  })
  return alone
}

const example = operation({
  method: 'GET',
  path: '/example',
  summary: 'An example',
  login: 'staff',
  act: 'self.read',
  audit: null,
  output: z.object({ shown: z.string() }),
})

test('a column that the contract does not declare is stripped on its way out', async () => {
  const alone = await serve(handle(example, async () => ({ shown: 'yes', name: 'canary' }) as { shown: string }))
  assert.equal((await call(alone, planner, 'GET /example')).text, '{"shown":"yes"}')
})

test('an output that is not what the contract promises is a defect, not an answer', async () => {
  const alone = await serve(handle(example, async () => ({ shown: 7 }) as unknown as { shown: string }))
  assert.deepEqual(
    [(await call(alone, planner, 'GET /example')).status, (await call(alone, planner, 'GET /example')).body.title],
    [500, 'defect'],
  )
})

test('whatever is thrown, nothing of it is told; what a problem says, is', async () => {
  for (const thrown of [
    new Error('canary'),
    'canary',
    { canary: 1 },
    null,
    Object.assign(new Error('canary'), { statusCode: 200, status: 200, constraint: 'canary', detail: 'canary' }),
  ]) {
    const alone = await serve(handle(example, () => Promise.reject(thrown)))
    const { status, text } = await call(alone, planner, 'GET /example')
    assert.equal(status, 500)
    assert.doesNotMatch(text, /canary/)
  }
  const alone = await serve(handle(example, () => Promise.reject(new Problem('answers-differ', { places: [3] }))))
  const { status, body } = await call(alone, planner, 'GET /example')
  assert.deepEqual([status, body.title, body.places], [409, 'answers-differ', [3]])
})

test('a read that is not audited cannot write, also when its handler tries', async () => {
  const alone = await serve(
    handle(example, async ({ tx }) => {
      await tx.updateTable('common.survey').set({ title: 'Ændret' }).where('municipalityId', '=', tx.municipalityId).execute()
      return { shown: 'yes' }
    }),
  )
  await changesNothing(async () => assert.equal((await call(alone, planner, 'GET /example')).status, 500))
})

test('too busy and too many are told when to come back', async () => {
  for (const name of ['too-busy', 'too-many-attempts'] as const) {
    const alone = await serve(handle(example, () => Promise.reject(new Problem(name))))
    const seconds = Number((await call(alone, planner, 'GET /example')).headers['retry-after'])
    assert.ok(seconds >= 2 && seconds <= 5)
  }
})

test('alive is not ready: a server without its database is alive', async () => {
  const lame = await buildApp(testHouse(database), { isReady: async () => 'database away' })
  assert.equal((await lame.inject('/healthz')).statusCode, 200)
  assert.equal((await lame.inject('/readyz')).statusCode, 503)
  assert.deepEqual([(await app.inject('/readyz')).statusCode, (await app.inject('/readyz')).json()], [200, { status: 'ready' }])
  await lame.close()
})

test('two refusals that must not be told apart are not, down to the bytes', async () => {
  const one = await call(app, planner, 'GET /surveys/00000000-0000-4000-8000-000000000001')
  const other = await call(app, planner, 'GET /surveys/00000000-0000-4000-8000-000000000002')
  assert.deepEqual(refusalOf(one), refusalOf(other))
  assert.equal(one.text.length, other.text.length)
})
