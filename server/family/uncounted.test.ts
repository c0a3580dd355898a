/** What a withdrawal takes out of the figures: the copy that waits to be counted, and nothing that has been. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { countOut, saveHealthPlaces } from '#database/consent.ts'
import { savePupilPlaces } from '#database/pupil.ts'
import { newest } from '#lillekoebing/newest.ts'
import { answerAll, type HealthPlay, type PlayedChild, playHealth } from '../../tests/play-health.ts'
import { testHouse } from '../../tests/play.ts'
import { call } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
let town: HealthPlay

const cprs = Array.from({ length: 20 }, (_, place) => `24111299${String(place + 10)}`)
const rows = (query: string) => database.asOwner(async (client) => (await client.query(query)).rows)
const copies = async () => (await rows('select answers from statistics.response where is_by_name')).map(({ answers }) => answers.join())
const unsealedTwins = async () => (await rows('select from statistics.response where not is_by_name')).length
const figures = () => rows('select survey_id, unit, sex, counts from sealed.atom order by 1, 2, 3')

async function answer(child: PlayedChild, values: Readonly<Record<number, number>>, isByName = true): Promise<void> {
  if (isByName) {
    const parent = await town.parentOf(child)
    await call(app, parent, 'POST /family/consents', { pupilId: child.id, surveyId: town.survey.id, decision: 'given' })
  }
  assert.equal((await answerAll(app, (await town.enter(child)).body, values)).status, 204)
}

async function withdraw(child: PlayedChild): Promise<void> {
  const parent = await town.parentOf(child)
  const at = { pupilId: child.id, surveyId: town.survey.id }
  assert.deepEqual((await call(app, parent, 'POST /family/consents/withdraw', at)).body, { deletedResponses: 1 })
}

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await playHealth(database, app, { cprs })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

test('before the class is sealed one copy like it goes, and no twin that has answered the same', async () => {
  const [first, third, twin, other] = [town.children[0]!, town.children[2]!, town.children[4]!, town.children[6]!]
  await answer(first, { 0: 1, 1: 2 })
  await answer(third, { 0: 1, 1: 2 })
  await answer(other, { 0: 3 })
  await answer(twin, { 0: 1, 1: 2 }, false)
  const [alike, , different] = await copies()
  await withdraw(third)
  assert.deepEqual((await copies()).toSorted(), [alike, different].toSorted())
  assert.equal(await unsealedTwins(), 1)
  const [turnout] = await rows('select answered_count from statistics.turnout')
  assert.equal(turnout.answered_count, 4, 'and still counts as having answered')
})

test('a measured answer stands in its copy as a band, and the copy goes all the same', async () => {
  const child = town.children[8]!
  const measured = newest('udskoling').items.findIndex(({ kind, showIf }) => kind === 'clock' && showIf === undefined)
  const before = await copies()
  await answer(child, { 0: 1, [measured]: 2 })
  const [named] = await rows(`select answers from health.response where pupil_id = '${child.id}'`)
  const [copy] = (await copies()).filter((one) => !before.includes(one))
  assert.notEqual(copy?.split(',')[measured], `${named.answers[measured]}`)
  await withdraw(child)
  assert.deepEqual((await copies()).toSorted(), before.toSorted())
})

/** As the roster's job does it: the child, and all that is kept of it by name. */
async function changeClass({ id }: PlayedChild): Promise<string> {
  const [old] = await rows(`select institution_id, sex from common.pupil where id = '${id}'`)
  const classId = randomUUID()
  await database.doors.asSystem('apply-roster', { municipalityId: 881, login: 'staff' }, async (tx) => {
    const row = { institutionId: old.institution_id, schoolYear: 2026, grade: 8, name: '8.Ny', closedOn: null }
    await tx
      .insertInto('common.class')
      .values({ municipalityId: 881, id: classId, ...row })
      .execute()
    await savePupilPlaces(tx, [{ id, classId, institutionId: old.institution_id, sex: old.sex }])
    await saveHealthPlaces(tx, [{ id, classId }])
  })
  return classId
}

test('a child who has changed class since is counted where it answered, and there its copy is found', async () => {
  const child = town.children[7]!
  const before = await copies()
  await answer(child, { 0: 2, 1: 1, 2: 3 })
  const moved = await changeClass(child)
  const [named] = await rows(`select class_id from health.response where pupil_id = '${child.id}'`)
  assert.equal(named.class_id, moved, 'what is kept by name goes along')
  const of = (classId: string) => rows(`select from statistics.response where is_by_name and class_id = '${classId}'`)
  assert.deepEqual([(await of(moved)).length, (await of(town.classId)).length], [0, before.length + 1])
  await withdraw(child)
  assert.deepEqual((await copies()).toSorted(), before.toSorted())
})

test('once the class is sealed nothing changes: no atom, and nothing that still waits', async () => {
  const late = town.children.slice(9)
  for (const [place, child] of late.entries()) await answer(child, { 0: 1 + (place % 3), 1: 1 + (place % 2), 2: 1 })
  await sealClass(testHouse(database), { municipalityId: 881, surveyId: town.survey.id, classId: town.classId })
  const [sealed, waiting] = [await figures(), await copies()]
  assert.ok(sealed.length > 0)
  await withdraw(late[0]!)
  assert.deepEqual(await figures(), sealed)
  assert.deepEqual(await copies(), waiting)
  assert.equal((await rows(`select from health.response where pupil_id = '${late[0]!.id}'`)).length, 0)
})

test('the way back through the door is for the family of that slip alone', async () => {
  const [mine, theirs] = [town.children[10]!, town.children[11]!]
  const out = (actor: Parameters<TestDatabase['doors']['as']>[0]) =>
    database.doors.as(actor, 'health', (tx) => countOut(tx, theirs.slipHmac, [1]))
  await assert.rejects(out((await town.parentOf(mine)).actor), /not in reach/)
  await assert.rejects(out(town.nurse.actor), /only a family withdraws/)
  await assert.rejects(out({ municipalityId: 881, role: 'respondent', reach: theirs.slipHmac.toString('hex') }), /only a family withdraws/)
})
