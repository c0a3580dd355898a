/** What a login gives for some institutions alone reaches nothing that concerns the others, nor the municipality as a whole. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import type { Role } from '#domain/access/actor.ts'
import { isAct, may, ofTheWhole } from '#domain/access/policy.ts'
import { readActor, type SessionRow } from '#database/access.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { call, refusalOf, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from './app.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let own: Play
let other: Play

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  own = await play(database, { '5.A': 6 })
  other = await play(database, { '5.B': 6 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const narrow = (role: Role) => signInAs(database, role, { narrowedTo: [own.institutionId] })

test('what is suggested, asked, written and read for the whole municipality is no part of one school', () => {
  for (const act of ['instrument.suggest', 'questionnaire.compose', 'bank.write', 'bank.review'] as const)
    assert.ok(may({ role: 'municipalAdmin' }, act) && !may({ role: 'municipalAdmin', isNarrowed: true }, act), act)
})

test('an act on the whole municipality is refused to whoever has the role for one school', async () => {
  const all = (Object.values(operations) as Operation[]).filter(({ act }) => isAct(act) && ofTheWhole.includes(act))
  for (const role of ['municipalAdmin', 'municipalAnalyst', 'dataProtectionOfficer'] as const) {
    const who = await narrow(role)
    for (const { act, method, path } of all) {
      if (!isAct(act) || !may({ role }, act)) continue
      const address = `${method} ${path.replace(/:\w+/g, randomUUID())}` as Parameters<typeof call>[2]
      const answer = await call(app, who, address)
      assert.deepEqual([answer.status, answer.body.title], [403, 'not-allowed'], `${role} ${method} ${path}`)
    }
  }
})

const plan = (institutionIds: readonly string[]) => ({
  title: 'Trivsel til foråret',
  questionnaire: newestVersion('mellemtrin'),
  opensOn: '2026-11-23',
  closesOn: '2026-12-18',
  grades: [5],
  institutionIds,
})

test('who runs the surveys of one school plans, changes, opens and closes that school’s, and no other', async () => {
  const wide = await signInAs(database, 'municipalAdmin')
  const who = await narrow('municipalAdmin')
  const both = [own.institutionId, other.institutionId]
  for (const institutionIds of [both, [other.institutionId]])
    assert.equal((await call(app, who, 'POST /surveys', plan(institutionIds))).status, 404)

  const everywhere = (await call(app, wide, 'POST /surveys', plan(both))).body.id
  const unknown = randomUUID()
  for (const [method, path, body] of [
    ['PUT', '', plan([own.institutionId])],
    ['GET', '/check', undefined],
    ['POST', '/open', undefined],
    ['POST', '/close', undefined],
    ['DELETE', '', undefined],
  ] as const) {
    const refused = await call(app, who, `${method} /surveys/${everywhere}${path}`, body)
    assert.equal(refused.status, 404, `${method} ${path}`)
    assert.deepEqual(refusalOf(refused), refusalOf(await call(app, who, `${method} /surveys/${unknown}${path}`, body)))
  }
  assert.equal((await call(app, who, `POST /surveys/${other.survey.id}/close`)).status, 404)

  const mine = (await call(app, who, 'POST /surveys', plan([own.institutionId]))).body.id
  assert.equal((await call(app, who, `PUT /surveys/${mine}`, plan(both))).status, 404, 'nor grown to another')
  assert.equal((await call(app, who, `POST /surveys/${mine}/open`)).status, 200)
  assert.equal((await call(app, who, `POST /surveys/${mine}/close`)).status, 200)
})

test('a teacher whose account has lost its schools gets none back from what the login named', () => {
  const row = {
    account_id: randomUUID(),
    assurance: 'substantial',
    institution_ids: [],
    class_ids: [],
    narrowed_institution_ids: [own.institutionId],
    narrowed_class_ids: [],
    family_ids: null,
    assessment_ids: [],
  } as const
  const reached = (role: Role) => readActor(881, [{ ...row, role } as SessionRow])?.institutionIds
  assert.deepEqual(reached('teacher'), [])
  assert.deepEqual(reached('institutionLeader'), [])
  assert.deepEqual(reached('municipalAnalyst'), [own.institutionId])
})
