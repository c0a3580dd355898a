/** Help from the association: granted by the municipality, once, timed, seeing nobody, and logged. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { operations } from '#api/operations.ts'
import type { Operation } from '#api/operation.ts'
import { roles } from '#domain/access/actor.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { type Answer, auditOf, call, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let admin: SignedIn
let helper: SignedIn
let now = new Date('2026-11-23T09:00:00Z')
const later = (minutes: number) => new Date(Date.parse('2026-11-23T09:00:00Z') + minutes * 60_000)

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 6 })
  await play(database, { '5.A': 6 }, 882)
  admin = await signInAs(database, 'municipalAdmin')
  helper = await signInAs(database, 'secretariat', { municipalityId: 0, name: 'Inger Villadsen' })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const grant = async (hours = 2) => (await call(app, admin, 'POST /support-grants', { reason: 'Listerne kan ikke læses', hours })).body
const use = (code: string, who: SignedIn = helper) => call(app, who, 'POST /support', { code })

/** The session that an answer begins. */
function signedInBy({ headers }: Answer): SignedIn {
  const cookies = [headers['set-cookie']].flat().map(String)
  const session = cookies.find((cookie) => cookie.startsWith('__Host-session='))?.split(';')[0] ?? ''
  return { actor: helper.actor, token: session, headers: { cookie: session } }
}

test('who runs nothing lets nobody in, and who is not of the secretariat comes in nowhere', async () => {
  for (const role of roles.filter((one) => !may({ role: one }, 'support.grant')))
    assert.equal((await call(app, await signInAs(database, role), 'POST /support-grants', { reason: 'Hjælp', hours: 1 })).status, 403, role)
  const { code } = await grant()
  for (const role of roles.filter((one) => !may({ role: one }, 'support.use')))
    assert.equal((await use(code, await signInAs(database, role))).status, 403, role)
})

test('a grant is for a reason, at most a day, and names no child', async () => {
  for (const wrong of [
    { reason: '', hours: 1 },
    { reason: '  ', hours: 1 },
    { reason: 'x', hours: 0 },
    { reason: 'x', hours: 25 },
    { reason: 'x', hours: 1.5 },
  ])
    assert.equal((await call(app, admin, 'POST /support-grants', wrong)).status, 400)
  assert.equal((await call(app, admin, 'POST /support-grants', { reason: 'Barnet 010112-9995 mangler', hours: 1 })).status, 422)
})

test('the code is told once and kept nowhere', async () => {
  const { code } = await grant()
  const symbols = code.replaceAll(' ', '')
  assert.ok(!(await call(app, admin, 'GET /support-grants')).text.includes(symbols))
  const kept = await database.asOwner(async (client) => (await client.query('select t::text as row from common.support_grant t')).rows)
  assert.ok(kept.length > 0 && kept.every(({ row }) => !row.includes(symbols)))
})

test('who helps sees schools and surveys of that municipality, and nothing else there or elsewhere', async () => {
  now = later(0)
  const inside = signedInBy(await use((await grant()).code))
  const me = (await call(app, inside, 'GET /me')).body
  assert.deepEqual([me.role, me.municipality.id, me.name], ['support', 881, 'Inger Villadsen'])
  assert.equal((await call(app, inside, 'GET /surveys')).body[0].title, town.survey.title)
  assert.equal((await call(app, inside, 'GET /institutions')).status, 200)
  for (const [name, operation] of Object.entries(operations) as [string, Operation][]) {
    if (!isAct(operation.act) || may({ role: 'support' }, operation.act)) continue
    const address = `${operation.method} ${operation.path.replace(/:\w+/g, randomUUID())}` as Parameters<typeof call>[2]
    assert.equal((await call(app, inside, address)).status, 403, name)
  }
  assert.equal((await call(app, helper, 'GET /me')).status, 401, 'the session at the secretariat has ended')
  helper = await signInAs(database, 'secretariat', { municipalityId: 0, name: 'Inger Villadsen' })
})

test('the database tells whoever helps nobody’s name, whatever a handler forgets', async () => {
  const actor = { ...admin.actor, role: 'support' as const, reach: [] }
  for (const login of ['staff', 'health', 'assessment', 'statistics'] as const) {
    const seen = await database.doors.as(actor, login, async (tx) => {
      if (login === 'statistics') return (await tx.selectFrom('statistics.turnout').select('classId').execute()).length
      const people = await tx.selectFrom('identity.person').select('id').execute()
      const pupils = await tx.selectFrom('common.pupil').select('id').execute()
      return people.length + pupils.length
    })
    assert.equal(seen, 0, login)
  }
})

test('a code opens once, and tells nothing of why it does not', async () => {
  now = later(0)
  const { code } = await grant()
  assert.equal((await use(code)).status, 204)
  helper = await signInAs(database, 'secretariat', { municipalityId: 0, name: 'Inger Villadsen' })
  const over = await grant(1)
  now = later(61)
  const helperLater = await signInAs(database, 'secretariat', { municipalityId: 0, at: now })
  const unknown = await use('222 222 222 222 22', helperLater)
  assert.deepEqual([unknown.status, unknown.body.title], [404, 'code-unknown'])
  for (const one of [code, over.code, 'x', '', over.code.replace(/.$/, '2')])
    assert.deepEqual(refusalOf(await use(one, helperLater)), refusalOf(unknown), one)
  now = later(0)
})

test('it is over when its hours are, and at once when the municipality says so', async () => {
  now = later(0)
  const timed = signedInBy(await use((await grant(1)).code))
  helper = await signInAs(database, 'secretariat', { municipalityId: 0, name: 'Inger Villadsen' })
  now = later(29)
  assert.equal((await call(app, timed, 'GET /surveys')).status, 200)
  now = later(58)
  assert.equal((await call(app, timed, 'GET /surveys')).status, 200)
  now = later(60)
  assert.equal((await call(app, timed, 'GET /surveys')).status, 401)

  now = later(0)
  const { id, code } = await grant()
  const ended = signedInBy(await use(code))
  assert.equal((await call(app, ended, 'GET /surveys')).status, 200)
  assert.equal((await call(app, admin, `POST /support-grants/${id}/end`)).status, 204)
  assert.equal((await call(app, ended, 'GET /surveys')).status, 401)
  const again = await call(app, admin, `POST /support-grants/${id}/end`)
  assert.deepEqual([again.status, again.body.title], [409, 'support-over'])
  helper = await signInAs(database, 'secretariat', { municipalityId: 0, name: 'Inger Villadsen' })
})

test('the municipality reads whom it let in, why, and who came; a neighbour reads nothing of it', async () => {
  const grants = (await call(app, admin, 'GET /support-grants')).body
  const used = grants.find(({ usedAt }: { usedAt: string | null }) => usedAt !== null)
  assert.deepEqual([used.reason, used.grantedBy, used.usedBy], ['Listerne kan ikke læses', 'Ansat municipalAdmin', 'Inger Villadsen'])
  const log = await auditOf(database)
  for (const act of ['support.granted', 'support.used', 'support.ended'])
    assert.ok(
      log.some((event) => event.act === act),
      act,
    )
  assert.ok(log.some(({ act, role }) => act === 'session.started' && role === 'support'))
  const neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  assert.deepEqual((await call(app, neighbour, 'GET /support-grants')).body, [])
  const theirs = await call(app, neighbour, `POST /support-grants/${used.id}/end`)
  assert.deepEqual(refusalOf(theirs), refusalOf(await call(app, neighbour, `POST /support-grants/${randomUUID()}/end`)))
})
