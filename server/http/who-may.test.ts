/** First who may not: every operation, every role, through the real authentication. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type OperationName, operations } from '#api/operations.ts'
import type { Operation } from '#api/operation.ts'
import { type Role, roles } from '#domain/access/actor.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { openKeyring } from '#database/keyring.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from './app.ts'
import { respondentToken, type TokenTrack } from './respondent.ts'

const all = Object.entries(operations) as [OperationName, Operation][]
const professional = all.filter(([, { act }]) => isAct(act))
const unknown = '00000000-0000-4000-8000-000000000000'

let database: TestDatabase
let app: FastifyInstance
let played: Play
const people = new Map<Role, SignedIn>()

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  played = await play(database, { '5.A': 6 })
  for (const role of roles)
    people.set(
      role,
      await signInAs(database, role, {
        institutionIds: [played.institutionId],
        classIds: role === 'teacher' ? [played.classes[0]!.id] : [],
      }),
    )
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const addressOf = ({ method, path }: Operation) =>
  `${method} ${path.replace(/:municipalityId/, '881').replace(/:[a-zA-Z]+/g, unknown)}` as const as Parameters<typeof call>[2]

for (const [name, operation] of professional) {
  test(`${name}: nobody who is not signed in`, async () => {
    const answer = await call(app, undefined, addressOf(operation))
    assert.deepEqual([answer.status, answer.body.title], [401, 'not-signed-in'])
    const forged = await call(app, undefined, addressOf(operation), undefined, { cookie: `__Host-session=881.${'A'.repeat(43)}` })
    assert.deepEqual(refusalOf(forged), refusalOf(answer))
  })

  const refused = roles.filter((role) => isAct(operation.act) && !may({ role }, operation.act))
  if (refused.length > 0) {
    test(`${name}: none of the ${refused.length} roles that it is not for`, async () => {
      const before = await auditOf(database)
      for (const role of refused) {
        const answer = await call(app, people.get(role), addressOf(operation))
        assert.deepEqual([role, answer.status, answer.body.title], [role, 403, 'not-allowed'])
        assert.deepEqual(Object.keys(answer.body).toSorted(), ['requestId', 'status', 'title', 'type'])
      }
      assert.deepEqual(await auditOf(database), before, 'what was refused is no act')
    })
  }
}

for (const [name, operation] of professional.filter(([name]) => !name.startsWith('signOut'))) {
  const allowed = roles.filter((role) => isAct(operation.act) && may({ role }, operation.act))
  test(`${name}: but everybody it is for`, async () => {
    assert.ok(allowed.length > 0)
    for (const role of allowed) {
      const answer = await call(app, people.get(role), addressOf(operation))
      assert.ok(![401, 403].includes(answer.status), `${role} was answered ${answer.status} ${answer.body?.title}`)
    }
  })
}

const tracks: Partial<Record<Operation['act'], TokenTrack>> = {
  respondent: 'statistics',
  healthRespondent: 'health',
  informant: 'assessment',
}

for (const [name, operation] of all) {
  const track = tracks[operation.act]
  if (track === undefined) continue
  test(`${name}: only who holds a token of this installation`, async () => {
    const slipHmac = played.classes[0]!.pupils[0]!.slipHmac
    const token = respondentToken(database.keyring, { track, municipalityId: 881, slipHmac, items: 30, generation: 7 })
    const ofOtherTracks = Object.values(tracks)
      .filter((other) => other !== track)
      .map((other) => respondentToken(database.keyring, { track: other, municipalityId: 881, slipHmac, items: 30, generation: 7 }))
    const stranger = respondentToken(openKeyring({ id: 'other', secret: Buffer.alloc(32, 'another') }), {
      track,
      municipalityId: 881,
      slipHmac,
      items: 30,
      generation: 7,
    })
    const altered = Buffer.from(token, 'base64url')
    altered[1] = (altered[1] ?? 0) ^ 1
    const tokens = [
      ...ofOtherTracks.map((other) => `Bearer ${other}`),
      '',
      'Bearer',
      'Bearer ',
      `Bearer ${stranger}`,
      `Bearer ${altered.toString('base64url')}`,
      `Bearer ${token.slice(0, -2)}`,
      `Bearer ${token}AAAA`,
      `Basic ${token}`,
    ]
    for (const authorization of tokens) {
      const answer = await call(app, undefined, addressOf(operation), undefined, { authorization })
      assert.deepEqual([answer.status, answer.body.title], [401, 'not-signed-in'], authorization)
    }
    for (const role of roles)
      assert.equal((await call(app, people.get(role), addressOf(operation))).status, 401, `a session is no token, whoever's it is: ${role}`)
    assert.notEqual((await call(app, undefined, addressOf(operation), undefined, { authorization: `Bearer ${token}` })).status, 401)
  })
}

for (const track of Object.values(tracks)) {
  test(`a token of the ${track} track opens nothing of the professional side`, async () => {
    const token = respondentToken(database.keyring, {
      track,
      municipalityId: 881,
      slipHmac: played.classes[0]!.pupils[0]!.slipHmac,
      items: 30,
      generation: 7,
    })
    for (const [name, operation] of professional)
      assert.equal((await call(app, undefined, addressOf(operation), undefined, { authorization: `Bearer ${token}` })).status, 401, name)
  })
}

test('every operation that a login of answers serves without a session takes a token of its own track, or none at all', () => {
  for (const [name, { act, login }] of all) {
    const track = tracks[act]
    if (track !== undefined) assert.equal(login, track, name)
    else assert.ok(isAct(act) || act === 'public', name)
  }
  assert.deepEqual(new Set(all.flatMap(([, { act }]) => tracks[act] ?? [])), new Set(['statistics', 'health', 'assessment']))
})

test('a role taken away ends at the next request, and so does an account that closes', async () => {
  const planner = await signInAs(database, 'municipalAdmin')
  assert.equal((await call(app, planner, 'GET /surveys')).status, 200)
  await database.asOwner((client) =>
    client.query("update common.account set role = 'secretariat' where id = $1", [planner.actor.accountId]),
  )
  assert.equal((await call(app, planner, 'GET /surveys')).status, 403)
  await database.asOwner((client) =>
    client.query("update common.account set role = 'municipalAdmin', closed_on = '2026-11-23' where id = $1", [planner.actor.accountId]),
  )
  assert.equal((await call(app, planner, 'GET /surveys')).status, 401)
})
