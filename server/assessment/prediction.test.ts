/** What the algorithm and the norms say of one child's forms: first who may not see it, and where it is not. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'
import { readAnswers } from '#domain/instrument/answer-digits.ts'
import { score } from '#domain/instrument/score.ts'
import { answerAll, type AssessmentTown, invite, openCase, settleAssessmentTown } from '../../tests/assessment-town.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { installedInstrument } from './installed.ts'

const now = new Date('2026-11-23T09:00:00Z')
let database: TestDatabase
let app: FastifyInstance
let town: AssessmentTown

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await settleAssessmentTown(database)
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** Above every limit in hyperactivity, with impact, as parent and teacher see it. */
const forms = {
  mother: ['p4-17', '0200000002000020000000110', '3/33300'],
  teacher: ['t4-17', '0200000002000010000010100', '2/213'],
} as const

/**
 * A case as if it had been opened with the SDQ: no licensed pack is in the tests, so the made-up form is answered, and what
 * is kept of it is replaced by the SDQ's answers and their score.
 */
async function sdqCase(
  who: SignedIn,
  child = town.six,
): Promise<{ readonly id: string; readonly mother: string; readonly teacher: string }> {
  const id = await openCase(app, who, child)
  const sdq = installedInstrument('sdq')
  const answered: Record<string, string> = {}
  for (const [relation, [version, digits, impact]] of Object.entries(forms)) {
    const informant = await invite(app, who, id, relation)
    await answerAll(app, informant.symbols, () => 1)
    answered[relation] = informant.id
    const given = readAnswers(sdq, version, digits, impact)
    assert.ok(!('refused' in given))
    const found = score(sdq, version, given.answers, given.impact)
    // As the answering page packs them: the place of the option, from 1; the impact's gate and items follow the 25.
    const marks = [...digits].map((digit) => Number(digit) + 1)
    await database.asOwner(async (client) => {
      await client.query('update assessment.informant set instrument = $1, version = $2 where id = $3', ['sdq', version, informant.id])
      await client.query('update assessment.response set score = $1, answers = $2 where informant_id = $3', [
        JSON.stringify(found),
        marks,
        informant.id,
      ])
    })
  }
  await database.asOwner((client) => client.query(`update assessment.assessment set instrument = 'sdq' where id = $1`, [id]))
  return { id, mother: answered['mother'] ?? '', teacher: answered['teacher'] ?? '' }
}

const predicted = (who: SignedIn, id: string, query: Readonly<Record<string, string>>) =>
  call(app, who, `GET /assessments/${id}/prediction?${new URLSearchParams(query).toString()}`)

test('only who is trained in reading it and on the case is told; the others on the case are not', async () => {
  const { id, mother } = await sdqCase(town.psychologist)
  await call(app, town.psychologist, `POST /assessments/${id}/members`, { accountId: town.socialWorker.actor.accountId, isOn: true })
  assert.equal((await call(app, town.socialWorker, `GET /assessments/${id}`)).status, 200)
  assert.equal((await predicted(town.socialWorker, id, { parent: mother })).status, 403)
  for (const role of roles.filter((one) => !may({ role: one }, 'assessment.predict')))
    assert.equal((await predicted(await signInAs(database, role), id, { parent: mother })).status, 403, role)
  assert.equal((await predicted(await signInAs(database, 'eduPsychologist'), id, { parent: mother })).status, 404)
})

test('it is told with its caveats, and each look leaves a row with the child and the purpose', async () => {
  const { id, mother, teacher } = await sdqCase(town.psychologist)
  const { status, body } = await predicted(town.psychologist, id, { parent: mother, teacher })
  assert.equal(status, 200)
  assert.equal(body.prediction.groups.hyperactivity, 'probable')
  assert.deepEqual(body.prediction.caveats, { overInclusive: true, missing: ['self'], unverified: ['conduct', 'emotional'] })
  const alone = await predicted(town.psychologist, id, { parent: mother })
  assert.equal(alone.body.prediction.groups.hyperactivity, 'possible')
  assert.deepEqual(alone.body.prediction.caveats.missing, ['teacher', 'self'])
  const [row] = await database.asOwner(
    async (client) =>
      (await client.query(`select purpose, pupil_ids from audit.event where act = 'assessment.prediction-read' and refusal is null`)).rows,
  )
  assert.deepEqual([row.purpose, row.pupil_ids], ['ppr', [town.six.pupilId]])
})

test('another instrument has none, and forms of nobody or of another case are not found', async () => {
  const { id, mother } = await sdqCase(town.psychologist)
  const other = await openCase(app, town.psychologist, town.twelve)
  assert.equal((await predicted(town.psychologist, other, {})).status, 404)
  const second = await sdqCase(town.psychologist)
  assert.equal((await predicted(town.psychologist, second.id, { parent: mother })).status, 404)
  assert.deepEqual((await predicted(town.psychologist, id, {})).body, { prediction: null })
  // The same informant in two places is two of one kind.
  assert.deepEqual((await predicted(town.psychologist, id, { parent: mother, self: mother })).body, { prediction: null })
})

test('no other answer of the interface holds it: not the case, not the answers, not what is handed to the family', async () => {
  const { id } = await sdqCase(town.psychologist)
  for (const address of [`GET /assessments/${id}`, 'GET /assessments', `POST /assessments/${id}/family-version`] as const) {
    const { text } = await call(app, town.psychologist, address)
    for (const word of ['probable', 'possible', 'unlikely', 'prediction']) assert.ok(!text.includes(`"${word}"`), `${address} ${word}`)
  }
})

test('Danish bands of sex and age are told on the case: the child of six is a boy', async () => {
  const { id } = await sdqCase(town.psychologist)
  const { body } = await call(app, town.psychologist, `GET /assessments/${id}`)
  const [mother] = body.results.filter(({ version }: { version: string }) => version === 'p4-17')
  assert.equal(mother.bands.danish2012.hyperactivity, 'abnormal')
  assert.equal(mother.bands.threeBand.hyperactivity, 'abnormal')
  const [teacher] = body.results.filter(({ version }: { version: string }) => version === 't4-17')
  assert.equal(teacher.bands.danish2012.hyperactivity, null)
  const older = await sdqCase(town.psychologist, town.twelve)
  const ofTwelve = (await call(app, town.psychologist, `GET /assessments/${older.id}`)).body
  assert.ok(ofTwelve.results.every(({ bands }: { bands: { danish2012: Record<string, unknown> } }) => bands.danish2012['total'] === null))
})
