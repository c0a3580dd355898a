/** The other reports on the same figures: who may not first, then that they say what the report says. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Report } from '#api/report.ts'
import type { KeyFigures, NeedsOverview } from '#api/report-kinds.ts'
import { type AnsweredWave, answerWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let leader: SignedIn
let analyst: SignedIn
let politician: SignedIn
let administrator: SignedIn
let stranger: SignedIn

const school = () => `institution:${wave.institutions.Åsum}`
const seal = (name: string) =>
  sealClass(testHouse(database), { municipalityId: wave.municipalityId, surveyId: wave.surveyId, classId: wave.classes[name] ?? '' })

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, {
    Åsum: { '5.A': group(14, 12, { 'sleep-tired': 'all' }), '5.B': group(12, 10) },
    Bakke: { '5.A': group(12, 12) },
  })
  await seal('Åsum/5.A')
  await seal('Bakke/5.A')
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Åsum ?? ''] })
  analyst = await signInAs(database, 'municipalAnalyst')
  politician = await signInAs(database, 'politicalReader')
  administrator = await signInAs(database, 'municipalAdmin')
  stranger = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const get = (who: SignedIn, kind: string, query: Readonly<Record<string, string>> = {}) =>
  call(app, who, `GET /reports/${wave.surveyId}/${kind}?${new URLSearchParams(query)}`)

test('who may not read a report reads none of its other kinds', async () => {
  for (const kind of ['key-figures', 'version'] as const) {
    for (const [who, unit] of [
      [leader, `institution:${wave.institutions.Bakke}`],
      [analyst, `class:${wave.classes['Åsum/5.A']}`],
      [politician, school()],
      [stranger, 'municipality'],
    ] as const)
      assert.equal((await get(who, kind, { unit })).body.title, 'not-found', `${who.actor.role} ${kind} ${unit}`)
    assert.equal((await get(administrator, kind, { unit: 'municipality' })).body.title, 'not-allowed')
    assert.equal((await get(analyst, kind, { unit: 'somewhere' })).body.title, 'report-no-such-unit')
  }
  assert.equal((await get(administrator, 'needs')).body.title, 'not-allowed')
  assert.equal((await get(stranger, 'needs')).body.title, 'not-found')
})

test('key figures are the report’s own cards, in the order chosen, and the usual ones where nothing is', async () => {
  const report: Report = (
    await call(app, leader, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit: school(), compare: 'municipality' })}`)
  ).body
  const chosen: KeyFigures = (
    await get(leader, 'key-figures', { unit: school(), compare: 'municipality', indicators: 'sleep-tired,school-glad,nothing' })
  ).body
  assert.deepEqual(
    chosen.cards.map(({ item }) => item),
    ['sleep-tired', 'school-glad'],
  )
  const cards = report.themes.flatMap((theme) => theme.cards)
  for (const card of chosen.cards)
    assert.deepEqual(
      card,
      cards.find(({ item }) => item === card.item),
    )
  const usual: KeyFigures = (await get(leader, 'key-figures', { unit: school() })).body
  assert.deepEqual(
    usual.cards.map(({ item }) => item),
    usual.usual,
  )
  assert.ok(usual.usual.length >= 8 && usual.usual.every((item) => usual.offered.includes(item)))
})

test('needs stand by institution, the municipality first; a leader sees the own one, a politician none', async () => {
  const read = async (who: SignedIn): Promise<NeedsOverview> => (await get(who, 'needs', { indicators: 'sleep-tired' })).body
  const placesOf = ({ places }: NeedsOverview) => places.map(({ level, name }) => (level === 'municipality' ? level : name))
  const all = await read(analyst)
  assert.deepEqual(placesOf(all).slice(0, 3), ['municipality', 'Bakke', 'Åsum'])
  assert.deepEqual(placesOf(await read(leader)), ['municipality', 'Åsum'])
  assert.deepEqual(placesOf(await read(politician)), ['municipality'])
  const own = all.places.find(({ name }) => name === 'Åsum') ?? assert.fail()
  const [tired] = own.figures
  assert.equal(tired?.percent, 100, 'everybody there answered that they are tired all days')
  assert.deepEqual(
    [tired?.low, tired?.high].map(Number).map((end) => end >= 0 && end <= 100),
    [true, true],
  )
  // 12 of the 26 who are invited: enough to guess at the others, with 5.B not yet sealed.
  assert.equal(tired?.people?.count, own.invited)
})

test('the version is another when a class is sealed, for its school and for the municipality', async () => {
  const version = async (who: SignedIn, unit: string): Promise<string> => (await get(who, 'version', { unit })).body.version
  const before = [await version(leader, school()), await version(analyst, 'municipality')]
  assert.deepEqual([await version(leader, school()), await version(analyst, 'municipality')], before)
  await seal('Åsum/5.B')
  assert.notEqual(await version(leader, school()), before[0])
  assert.notEqual(await version(analyst, 'municipality'), before[1])
  assert.deepEqual((await get(analyst, 'version', { unit: 'country' })).body, { version: 'released', isFinal: true })
})
