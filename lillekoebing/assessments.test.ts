import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { listAssessments, listGoals, listInformantResponses, listInformants } from '#database/assessment.ts'
import { listCprs } from '#database/identity.ts'
import type { Tx } from '#database/transaction.ts'
import type { Role } from '#domain/access/actor.ts'
import { pairsOf } from '#domain/assessment/follow-up.ts'
import { toTalkAbout } from '#domain/assessment/meeting.ts'
import { agreement } from '#domain/instrument/agreement.ts'
import { change, exactnessOf } from '#domain/instrument/change.ts'
import type { Instrument } from '#domain/instrument/instrument.ts'
import { birthDay, yearsBetween } from '#domain/organisation/cpr.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { writeAssessments } from './assessments.ts'
import { writeInventedMunicipalities } from './invented-municipalities.ts'
import { lillekoebing } from './place.ts'
import { staffOf } from './staff.ts'
import { makeTown } from './town.ts'
import { writeTown } from './write-town.ts'

const today = '2026-11-22'
const town = makeTown(lillekoebing, 2026)
const demo: Instrument = JSON.parse(readFileSync(new URL('../content/instruments/demo/instrument.json', import.meta.url), 'utf8'))

let database: TestDatabase

before(async () => {
  database = await openTestDatabase()
  await database.asOwner(writeInventedMunicipalities)
  await writeTown(database.doors, database.keyring, 'http://127.0.0.1:8090', town)
  await writeAssessments(database.doors, database.keyring, town, today)
})

after(() => database[Symbol.asyncDispose]())

/** What the first of a role sees, within the reach of their cases. */
async function seenBy<R>(role: Role, work: (tx: Tx) => Promise<R>): Promise<R> {
  const account = staffOf(town).find((one) => one.role === role) ?? assert.fail(role)
  const reach = await database.asOwner(
    async (client) =>
      (await client.query('select assessment_id from assessment.member where account_id = $1 and left_at is null', [account.id])).rows,
  )
  return database.doors.as(
    {
      accountId: account.id,
      municipalityId: lillekoebing.id,
      role,
      institutionIds: [],
      classIds: [],
      reach: reach.map(({ assessment_id }) => assessment_id),
    },
    'assessment',
    work,
  )
}

test('everybody sees the cases they are on, and no others', async () => {
  const cases = async (role: Role) => (await seenBy(role, listAssessments)).map(({ className }) => className).toSorted()
  assert.deepEqual(await cases('eduPsychologist'), ['6.B', '8.A', '9.A'])
  assert.deepEqual(await cases('socialWorker'), ['9.A'])
  assert.deepEqual(await cases('caseOwner'), ['8.A'])
  assert.deepEqual(await cases('healthVisitor'), ['8.A'])
  assert.deepEqual(await cases('schoolDoctor'), [])
})

test('the children are old enough to answer themselves', async () => {
  await seenBy('eduPsychologist', async (tx) => {
    const cases = await listAssessments(tx)
    const cprs = await listCprs(
      tx,
      database.keyring,
      cases.map(({ personId }) => personId),
    )
    for (const { personId } of cases) assert.ok(yearsBetween(birthDay(cprs.get(personId) ?? '') ?? today, today) >= 11)
  })
})

test('one is just opened; one has three views that differ, and a goal; one shows a change', async () => {
  await seenBy('eduPsychologist', async (tx) => {
    const cases = await listAssessments(tx)
    const found = async (className: string) => {
      const id = cases.find((one) => one.className === className)?.id ?? ''
      return {
        informants: await listInformants(tx, [id]),
        responses: await listInformantResponses(tx, id),
        goals: await listGoals(tx, [id]),
      }
    }
    assert.deepEqual(await found('6.B'), { informants: [], responses: [], goals: [] })

    const three = await found('9.A')
    assert.deepEqual([three.responses.length, three.goals.length], [3, 1])
    const agreements = agreement(
      demo,
      'threeBand',
      three.responses.map(({ score }) => score),
    )
    const topics = toTalkAbout(demo, 'threeBand', agreements ?? [])
    assert.equal(topics.find(({ score }) => score === 'mornings')?.why, 'everybodySees')
    assert.equal(topics.find(({ score }) => score === 'rest')?.why, 'moreAtHome')
    assert.equal(topics.find(({ score }) => score === 'interests')?.why, 'strength')

    const followed = await found('8.A')
    const scoreOf = (id: string) => followed.responses.find(({ informantId }) => informantId === id)?.score ?? assert.fail(id)
    const outcomes = pairsOf(followed.informants).map(({ before, after }) => {
      const exactness = exactnessOf(demo, after.version, 'meals') ?? assert.fail()
      const told = change(demo, 'meals', scoreOf(before.id), scoreOf(after.id), exactness)
      return [after.relation, typeof told === 'string' ? told : told.outcome]
    })
    assert.deepEqual(outcomes, [
      ['mother', 'better'],
      ['teacher', 'noReliableChange'],
    ])
  })
})

test('written again, nothing is written', async () => {
  const count = () =>
    database.asOwner(
      async (client) =>
        (
          await client.query(
            'select (select count(*) from assessment.assessment) as cases, (select count(*) from assessment.response) as responses, (select count(*) from assessment.member) as members',
          )
        ).rows[0],
    )
  const before = await count()
  await writeAssessments(database.doors, database.keyring, town, today)
  assert.deepEqual(await count(), before)
})
