/** A unit over its waves, through the contract: who may not first, then what is told and what is never joined. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Report } from '#api/report.ts'
import type { TrendBoard, TrendReport } from '#api/trend.ts'
import { type AnsweredWave, answerWave, closeWave, group, mellemtrin } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
/** By school year. */
const waves = new Map<number, AnsweredWave>()
let now: AnsweredWave
let teacher: SignedIn
let leader: SignedIn
let analyst: SignedIn
let politician: SignedIn
let administrator: SignedIn
let stranger: SignedIn

const tired = (many: number, of: number) => [...group(many, 0, { 'sleep-tired': 'all' }), ...group(of - many, 0, { 'sleep-tired': 'none' })]
const school = () => `institution:${now.institutions.Åsum}`
const unitOf = (name: string) => `class:${now.classes[name]}`

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  for (const [year, schools] of [
    [2023, { Åsum: { '3.A': tired(20, 24), '5.A': tired(4, 24) } }],
    [2024, { Åsum: { '4.A': tired(14, 24), '5.A': tired(4, 24) } }],
    [2025, { Åsum: { '5.A': tired(8, 24) }, Bakke: { '5.A': tired(2, 24) } }],
    [2026, { Åsum: { '6.A': tired(2, 24), '5.A': tired(5, 24) }, Bakke: { '5.A': tired(2, 24), '4.M': tired(1, 3) } }],
  ] as const) {
    const wave = await answerWave(database, schools, { schoolYear: year, known: waves.get(year - 1)?.institutions ?? {} })
    waves.set(year, { ...wave, institutions: { ...waves.get(year - 1)?.institutions, ...wave.institutions } })
    for (const classId of Object.values(wave.classes))
      await sealClass(testHouse(database), { municipalityId: wave.municipalityId, surveyId: wave.surveyId, classId })
    if (year < 2026) {
      await closeWave(database, wave)
      await closeSurvey(testHouse(database), wave)
    }
  }
  now = waves.get(2026) as AnsweredWave
  const institutionIds = [now.institutions.Åsum ?? '']
  teacher = await signInAs(database, 'teacher', { institutionIds, classIds: [now.classes['Åsum/6.A'] ?? ''] })
  leader = await signInAs(database, 'institutionLeader', { institutionIds })
  analyst = await signInAs(database, 'municipalAnalyst')
  politician = await signInAs(database, 'politicalReader')
  administrator = await signInAs(database, 'municipalAdmin')
  stranger = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const get = (who: SignedIn, query: Readonly<Record<string, string>>, surveyId = now.surveyId) =>
  call(app, who, `GET /reports/${surveyId}/trend?${new URLSearchParams(query)}`)

async function read(who: SignedIn, unit: string, query: Readonly<Record<string, string>> = {}): Promise<TrendReport> {
  const answer = await get(who, { unit, ...query })
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const lineOf = (trend: TrendReport, item: string, of = 'all') =>
  trend.items.find((one) => one.item === item)?.lines.find((line) => line.of === of) ?? assert.fail(`${item} ${of}`)

test('who may not read a unit reads nothing of its years', async () => {
  for (const [who, unit] of [
    [leader, `institution:${now.institutions.Bakke}`],
    [teacher, unitOf('Åsum/5.A')],
    [analyst, unitOf('Åsum/6.A')],
    [politician, school()],
    [stranger, 'municipality'],
  ] as const)
    assert.equal((await get(who, { unit })).body.title, 'not-found', `${who.actor.role} ${unit}`)
  assert.equal((await get(administrator, { unit: 'municipality' })).body.title, 'not-allowed')
  for (const unit of ['country', 'region:1083', 'somewhere']) assert.equal((await get(analyst, { unit })).body.title, 'report-no-such-unit')
})

test('a class follows its children back through the classes they were, and its teacher reads them', async () => {
  const trend = await read(teacher, unitOf('Åsum/6.A'), { indicators: 'sleep-tired' })
  assert.deepEqual(
    trend.waves.map(({ schoolYear, unit }) => `${schoolYear} ${unit.name}`),
    ['2023 3.A', '2024 4.A', '2025 5.A', '2026 6.A'],
  )
  const line = lineOf(trend, 'sleep-tired')
  assert.deepEqual(
    line.points.map(({ n, percent }) => [n, percent]),
    [
      [24, 17],
      [24, 42],
      [24, 67],
      [24, 92],
    ],
  )
  assert.deepEqual(
    line.trends.map(({ from, to, verdict }) => [from, to, verdict]),
    [[2023, 2026, 'clearlyRising']],
  )
  const before = waves.get(2025) as AnsweredWave
  const alone = await get(teacher, { unit: `class:${before.classes['Åsum/5.A']}` }, before.surveyId)
  assert.equal(alone.body.title, 'not-found', 'what the class was is read with the class, and not by itself')
})

test('each year says what its own report says', async () => {
  const trend = await read(leader, school(), { indicators: 'sleep-tired,school-glad', split: 'none' })
  for (const [place, { surveyId, schoolYear }] of trend.waves.entries()) {
    const report: Report = (await call(app, leader, `GET /reports/${surveyId}?${new URLSearchParams({ unit: school() })}`)).body
    for (const { item } of trend.items) {
      const card = report.themes.flatMap(({ cards }) => cards).find((one) => one.item === item)
      const { year, n, percent, low, high } = lineOf(trend, item).points[place] ?? assert.fail()
      assert.deepEqual(
        [year, n, percent, low, high],
        [schoolYear, card?.figure?.n, card?.figure?.favourable?.percent, card?.figure?.favourable?.low, card?.figure?.favourable?.high],
      )
    }
  }
})

test('a year of others is not joined to, and what stays as it was has no clear change', async () => {
  const trend = await read(leader, school(), { indicators: 'school-glad' })
  assert.deepEqual(
    trend.items[0]?.lines[0]?.trends.map(({ verdict }) => verdict),
    ['noClearChange'],
  )
  await database.asOwner((client) =>
    client.query("update common.survey set grades = '{5}' where survey.id = any ($1::uuid[])", [
      [2025].map((year) => waves.get(year)?.surveyId),
    ]),
  )
  const broken = await read(leader, school(), { indicators: 'school-glad' })
  const line = lineOf(broken, 'school-glad')
  assert.deepEqual(
    line.points.map(({ isBreak }) => isBreak),
    [false, false, true, true],
  )
  assert.deepEqual(
    line.trends.map(({ from, to }) => [from, to]),
    [[2023, 2024]],
  )
  await database.asOwner((client) => client.query("update common.survey set grades = '{4,5,6}'"))
})

test('what is too small stays hidden, in every year', async () => {
  const trend = await read(leader, `yearGroup:${now.institutions.Åsum}:5`, { indicators: 'sleep-tired', split: 'sex' })
  assert.deepEqual(
    trend.items[0]?.lines.map(({ of, points }) => [of, points.map(({ state }) => state).join(' ')]),
    [
      ['female', 'hidden hidden hidden hidden'],
      ['male', 'hidden hidden hidden hidden'],
    ],
  )
})

test('the municipality stands beside its school as a line of its own, and is not tried', async () => {
  const trend = await read(leader, school(), { indicators: 'sleep-tired', compare: 'municipality' })
  assert.equal(trend.other?.level, 'municipality')
  const other = lineOf(trend, 'sleep-tired', 'other')
  assert.deepEqual(
    other.points.map(({ n }) => n),
    [48, 48, 48, 72],
  )
  assert.deepEqual(other.trends, [])
  assert.equal(trend.compared, 1)
})

test('the choice is themes, named questions, or the usual ones', async () => {
  const theme = mellemtrin.items.find(({ code }) => code === 'sleep-tired')?.theme ?? ''
  const usual = await read(politician, 'municipality')
  assert.ok(usual.items.length >= 8)
  const ofTheme = await read(politician, 'municipality', { themes: theme })
  assert.deepEqual([...new Set(ofTheme.items.map((item) => item.theme))], [theme])
  const named = await read(politician, 'municipality', { themes: theme, indicators: 'school-glad,nothing' })
  assert.deepEqual(
    named.items.map(({ item }) => item),
    ['school-glad'],
  )
})

test('of one wave alone nothing is said to have changed', async () => {
  const first = await get(analyst, { unit: 'municipality', indicators: 'school-glad' }, waves.get(2023)?.surveyId)
  assert.deepEqual(first.body.years, [2023])
  assert.deepEqual(first.body.items[0].lines[0].trends, [])
})

test('a board is each unit’s own trend side by side, tried as one family; with one unit that is not to be read there is none', async () => {
  const board = (who: SignedIn, units: string) =>
    call(app, who, `GET /reports/${now.surveyId}/trend-board?${new URLSearchParams({ units, indicators: 'sleep-tired,school-glad' })}`)
  const bakke = `institution:${now.institutions.Bakke}`
  assert.equal((await board(leader, `${school()},${bakke}`)).body.title, 'not-found')
  assert.equal((await board(administrator, 'municipality')).body.title, 'not-allowed')
  assert.equal((await board(analyst, 'country')).body.title, 'report-no-such-unit')
  const found: TrendBoard = (await board(analyst, `${bakke},${school()},municipality`)).body
  assert.deepEqual(
    found.units.map(({ name, level }) => [level, name]),
    [
      ['institution', 'Bakke'],
      ['institution', 'Åsum'],
      ['municipality', 'Lillekøbing'],
    ],
    'in the order asked for',
  )
  assert.deepEqual(found.years, [2023, 2024, 2025, 2026])
  assert.equal(found.compared, 6, 'two questions of three units')
  const alone = await read(analyst, school(), { indicators: 'sleep-tired' })
  const points = (line: TrendReport['items'][number] | undefined) => line?.lines[0]?.points.map(({ year, percent }) => [year, percent])
  assert.deepEqual(points(found.units[1]?.items[0]), points(alone.items[0]))
  assert.deepEqual(
    found.units[0]?.items[0]?.lines[0]?.points.map(({ state }) => state),
    ['notAsked', 'notAsked', 'shown', 'shown'],
  )
})
