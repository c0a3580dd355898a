/** What is asked without a name, opened from the family's own page: by whom, and what nobody is told by it. */
import assert from 'node:assert/strict'
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { insertAccounts, insertSession, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { insertInvitations, insertSurvey, insertSurveyUnits, listPupilsToInvite } from '#database/survey.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { linkOf, linksFor, unitsOf } from '#server/survey/invite.ts'
import { newestVersion } from '#lillekoebing/newest.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { answerAll } from '../../tests/play-health.ts'
import { browser, call, type Json, refusalOf, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sessionCookie } from '../http/session.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let parents: Survey
let young: Survey
const now = new Date('2026-11-23T09:00:00Z')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 4 })
  parents = await ask('Forældre spørges', 'foraeldre-indskoling')
  young = await ask('Unge spørges', 'unge')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** One more survey of the class, whose people come in by a link. */
async function ask(title: string, code: 'foraeldre-indskoling' | 'unge'): Promise<Survey> {
  const survey: Survey = { ...town.survey, id: randomUUID(), title, questionnaire: newestVersion(code), grades: [5] }
  await database.doors.as(town.admin, 'staff', async (tx) => {
    await insertSurvey(tx, survey)
    const pupils = await listPupilsToInvite(tx, survey)
    await insertSurveyUnits(tx, survey.id, unitsOf(pupils))
    await insertInvitations(tx, survey.id, linksFor(database.keyring, 881, survey.id, pupils))
  })
  return survey
}

const rows = (query: string, values: unknown[] = []): Promise<Json[]> =>
  database.asOwner(async (client) => (await client.query(query, values)).rows)

const child = (place: number) => town.classes[0]!.pupils[place]!.id

async function citizen(role: 'parent' | 'pupil' | 'youngPerson', pupilId: string): Promise<SignedIn> {
  const [pupil] = await rows('select person_id from common.pupil where id = $1', [pupilId])
  const id = randomUUID()
  const personId = role === 'parent' ? randomUUID() : pupil.person_id
  const token = `881.${randomBytes(32).toString('base64url')}`
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', async (tx) => {
    if (role === 'parent') await insertPersons(tx, database.keyring, [{ id: personId, name: 'Forælder Holm' }])
    const subject = subjectIndex(database.keyring, 881, 'https://login.example', id)
    await insertAccounts(tx, database.keyring, [
      { id, personId, role, subjectIndex: subject, institutionIds: [town.institutionId], classIds: [] },
    ])
    await insertSession(tx, {
      tokenHash: createHash('sha256').update(token).digest(),
      accountId: id,
      now,
      expiresAt: new Date(now.getTime() + 3_600_000),
      by: { provider: 'uni-login', assurance: 'substantial' },
    })
  })
  const relation = role === 'parent' ? 'custody' : 'self'
  await rows('insert into identity.family values (881, $1, $2, $3, $4)', [personId, pupilId, pupil.person_id, relation])
  return {
    actor: { accountId: id, municipalityId: 881, role, institutionIds: [town.institutionId], classIds: [] },
    token,
    headers: { cookie: `${sessionCookie}=${token}` },
  }
}

const open = (who: SignedIn | undefined, pupilId: string, survey: Survey) =>
  call(app, who, 'POST /family/invitations/open', { pupilId, surveyId: survey.id })
const enter = (link: string) => call(app, undefined, 'POST /responses/enter-by-link', { link: link.split('#k=')[1] }, browser())
const childOf = async (who: SignedIn): Promise<Json> => (await call(app, who, 'GET /family')).body.children[0]
const shown = async (who: SignedIn, survey: Survey): Promise<Json | undefined> =>
  (await childOf(who)).surveys.find(({ surveyId }: Json) => surveyId === survey.id)

test('whose child it is not opens nothing, and neither does whoever is not asked', async () => {
  const stranger = await citizen('parent', child(1))
  const unknown = refusalOf(await open(stranger, randomUUID(), parents))
  assert.equal(unknown.status, 404)
  assert.deepEqual(refusalOf(await open(stranger, child(0), parents)), unknown, 'another family’s child')
  assert.deepEqual(refusalOf(await open(stranger, child(1), young)), unknown, 'what the young person is asked is theirs')
  assert.deepEqual(refusalOf(await open(stranger, child(1), town.survey)), unknown, 'a lesson is entered by its code')
  assert.deepEqual(refusalOf(await open(await citizen('youngPerson', child(2)), child(2), parents)), unknown)
  assert.equal((await open(undefined, child(0), parents)).status, 401)
  for (const role of ['municipalAdmin', 'teacher', 'healthVisitor'] as const)
    assert.equal((await open(await signInAs(database, role), child(0), parents)).status, 403, role)
})

test('the database gives a citizen the slips of their own alone, and a respondent or a professional none', async () => {
  const ask = (role: string, reach: string) =>
    database.asOwner(async (client) => {
      await client.query('begin')
      await client.query(
        "select set_config('app.municipality', '881', true), set_config('app.role', $1, true), set_config('app.reach', $2, true)",
        [role, reach],
      )
      await client.query('set local role bul_health')
      const { rows: found } = await client.query('select pupil_id from common.own_links()')
      await client.query('rollback')
      return [...new Set(found.map(({ pupil_id }: Json) => pupil_id))]
    })
  assert.deepEqual(await ask('parent', `${child(0)},${randomUUID()}`), [child(0)])
  assert.deepEqual(await ask('parent', ''), [])
  for (const role of ['pupil', 'respondent', 'healthVisitor', 'guest']) assert.deepEqual(await ask(role, child(0)), [], role)
})

test('a parent sees at once what they are asked, and opens it from their page by the link of the letter', async () => {
  const mother = await citizen('parent', child(0))
  const survey = await shown(mother, parents)
  assert.deepEqual([survey?.respondent, survey?.mayAnswer, survey?.maySay], ['parent', true, false], 'whoever will not answer leaves it')
  assert.equal((await shown(mother, town.survey))?.mayAnswer, false, 'the child answers that, in class')
  assert.equal((await shown(mother, young))?.mayAnswer, false)
  const { body } = await open(mother, child(0), parents)
  assert.equal(body.link, `/svar/min-familie#k=${linkOf(database.keyring, 881, parents.id, child(0), 0)}`)
  const entered = await enter(body.link)
  assert.deepEqual([entered.status, entered.body.about.surveyId, entered.body.forWhom], [200, parents.id, null])
})

test('in two homes both parents have the way in, and neither is told whether the other has used it', async () => {
  const [mother, father] = [await citizen('parent', child(2)), await citizen('parent', child(2))]
  const before = [await shown(father, parents), await shown(mother, parents)]
  const { body: way } = await open(mother, child(2), parents)
  assert.equal((await open(father, child(2), parents)).body.link, way.link)
  const entered = (await enter(way.link)).body
  assert.equal((await answerAll(app, entered, { 0: 1 })).status, 204)
  assert.deepEqual([await shown(father, parents), await shown(mother, parents)], before, 'the pages say what they said')
  const late = await open(father, child(2), parents)
  assert.deepEqual([late.status, late.body.link], [200, way.link], 'and so does the way in')
  assert.equal((await enter(late.body.link)).body.title, 'code-unknown')
})

test('a young person signs in, finds theirs and answers it; their parents are told of it and may not', async () => {
  const self = await citizen('youngPerson', child(3))
  assert.deepEqual([(await shown(self, young))?.mayAnswer, await shown(self, parents)], [true, undefined])
  const { body } = await open(self, child(3), young)
  assert.equal((await enter(body.link)).body.about.surveyId, young.id)
})

test('who is kept out has no way in on their page, and none is given when the survey is over', async () => {
  const [mother, self] = [await citizen('parent', child(0)), await citizen('youngPerson', child(0))]
  assert.equal((await shown(self, young))?.mayAnswer, true)
  const no = (isOut: boolean) => call(app, mother, 'POST /family/opt-outs', { pupilId: child(0), surveyId: young.id, isOut })
  assert.equal((await no(true)).status, 204, 'nobody knows a birthday, so whoever has custody decides')
  assert.equal((await shown(self, young))?.mayAnswer, false)
  await no(false)
  await rows("update common.survey set closes_on = '2026-11-22' where id = $1", [young.id])
  assert.equal((await open(self, child(0), young)).body.title, 'survey-not-open')
})

test('that a family opened the page is logged without what they answered', async () => {
  const logged = await rows("select distinct role, purpose from audit.event where act = 'invitation.opened' and refusal is null")
  assert.deepEqual(logged.map(({ role }) => role).toSorted(), ['parent', 'youngPerson'])
})
