/** What the data protection officer sees of the publication ledger: what has left, to whom and when, and never a figure. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { listPublicationEntries, listPublishedKinds } from '#database/publication.ts'
import { roles } from '#domain/access/actor.ts'
import { type AnsweredWave, answerWave, group, mellemtrin } from '../../tests/answered-wave.ts'
import { play, testHouse } from '../../tests/play.ts'
import { auditOf, call, type Json, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let officer: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, { Åsum: { '5.A': group(9, 9), '5.B': group(8, 8) }, Bakke: { '5.A': group(12, 12) } })
  for (const classId of Object.values(wave.classes)) await sealClass(testHouse(database), { ...wave, classId })
  officer = await signInAs(database, 'dataProtectionOfficer')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const look = async (query: Readonly<Record<string, string>> = {}) => {
  const { status, body, text } = await call(app, officer, `GET /publications?${new URLSearchParams(query)}`)
  assert.equal(status, 200, text)
  return body as Json
}

test('before anything has been shown the list is empty, and says so of every filter', async () => {
  assert.deepEqual(await look(), { publications: [], hasMore: false, audiences: [], waves: [] })
})

test('it says when first, to which role, in what form, of which survey and whom; no figure, and nobody who read it', async () => {
  const teacher = await signInAs(database, 'teacher', {
    institutionIds: [wave.institutions.Åsum ?? ''],
    classIds: [wave.classes['Åsum/5.A'] ?? ''],
  })
  const analyst = await signInAs(database, 'municipalAnalyst')
  const unit = `class:${wave.classes['Åsum/5.A']}`
  const report = async (who: SignedIn, query: Readonly<Record<string, string>>, form = '') =>
    assert.equal((await call(app, who, `GET /reports/${wave.surveyId}${form}?${new URLSearchParams(query)}`)).status, 200)
  await report(teacher, { unit, split: 'sex', compare: 'rest' })
  await report(analyst, { unit: 'municipalYearGroup:5' })
  await report(analyst, { unit: `yearGroup:${wave.institutions.Bakke}:5` }, '/csv')

  const { publications, audiences, waves, hasMore } = await look()
  assert.equal(hasMore, false)
  assert.deepEqual(audiences, ['municipalAnalyst', 'teacher'])
  assert.deepEqual(
    waves.map(({ wave: id }: Json) => id),
    [wave.surveyId],
  )
  const seen = publications.map(({ audience, form, unit: { level, name, grade }, institution, isRest, isSplit }: Json) =>
    [audience, form, level, name, grade, institution, isRest ? 'rest' : 'whole', isSplit ? 'sexes' : 'all'].join(' '),
  )
  const municipality = publications.find(({ unit: { level } }: Json) => level === 'municipalYearGroup').unit.name
  assert.deepEqual(seen.toSorted(), [
    `municipalAnalyst csv yearGroup  5 Bakke whole all`,
    `municipalAnalyst screen municipalYearGroup ${municipality} 5  whole all`,
    'teacher screen class 5.A 5 Åsum whole sexes',
    'teacher screen institution Åsum   rest all',
  ])
  for (const publication of publications)
    assert.deepEqual(Object.keys(publication).toSorted(), [
      'at',
      'audience',
      'form',
      'institution',
      'isRest',
      'isSplit',
      'mark',
      'schoolYear',
      'title',
      'unit',
    ])
  // Shown again, it is no second line: the first time is what is told.
  await report(teacher, { unit, split: 'sex', compare: 'rest' })
  assert.deepEqual((await look()).publications, publications)
})

test('it is narrowed by role, form and survey, and the next page goes on exactly where one ended', async () => {
  const { publications } = await look()
  const marksOf = async (query: Readonly<Record<string, string>>) => (await look(query)).publications.map(({ mark }: Json) => mark)
  const those = (isOne: (publication: Json) => boolean) => publications.filter(isOne).map(({ mark }: Json) => mark)
  assert.deepEqual(
    await marksOf({ audience: 'teacher' }),
    those(({ audience }) => audience === 'teacher'),
  )
  assert.deepEqual(
    await marksOf({ form: 'csv' }),
    those(({ form }) => form === 'csv'),
  )
  assert.deepEqual(
    await marksOf({ wave: wave.surveyId }),
    those(() => true),
  )
  assert.deepEqual(await marksOf({ wave: 'another' }), [])
  // One at a time: also two that one transaction put down are each seen once.
  await database.doors.as(officer.actor, 'staff', async (tx) => {
    const paged: string[] = []
    for (let before: string | undefined; ; before = paged.at(-1)) {
      const [next] = await listPublicationEntries(tx, { before, limit: 1 })
      if (next === undefined) break
      paged.push(next.mark)
    }
    assert.deepEqual(
      paged,
      those(() => true),
    )
    assert.deepEqual((await listPublishedKinds(tx)).audiences, ['municipalAnalyst', 'teacher'])
  })
  assert.deepEqual(await marksOf({ before: String(publications[0].mark) }), those(() => true).slice(1))
})

test('what was released of region and country is named by its questionnaire and year, in the reader’s language', async () => {
  await database.asOwner((client) =>
    client.query(`
      insert into audit.shown values (881, '\\xab', 'mellemtrin ${mellemtrin.version} 2026', 'region:1084', '{country}', null, 'all', '[{"question": "laughed", "n": 4711, "told": {"daily": 4242}}]');
      insert into audit.publication values (881, '\\xab', 'municipalities', 'release')`),
  )
  const [danish] = (await look({ audience: 'municipalities' })).publications
  const [english] = (await look({ audience: 'municipalities', language: 'en' })).publications
  assert.deepEqual([danish.unit.name, danish.schoolYear, danish.institution], ['Region Hovedstaden', 2026, null])
  assert.notEqual(danish.title, english.title)
  assert.doesNotMatch(JSON.stringify(danish), /4711|4242/)
})

test('nobody else sees it, and a look at it is in the log', async () => {
  for (const role of roles.filter((other) => other !== 'dataProtectionOfficer'))
    assert.equal((await call(app, await signInAs(database, role), 'GET /publications')).status, 403, role)
  await play(database, { '5.A': 1 }, 882)
  const next = await signInAs(database, 'dataProtectionOfficer', { municipalityId: 882 })
  assert.deepEqual((await call(app, next, 'GET /publications')).body.publications, [])
  assert.equal((await call(app, officer, 'GET /publications?before=1-zz-x-y')).status, 400)
  const looked = (await auditOf(database, 881)).filter(({ act }) => act === 'ledger.read')
  assert.ok(looked.length > 0 && looked.every(({ actor_id: who }: Json) => who === officer.actor.accountId))
})
