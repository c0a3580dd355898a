/** Earlier years' published figures, through the contract: who may not first, then what is kept, where it is drawn, and that it goes again. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { TrendBoard, TrendReport } from '#api/trend.ts'
import { deleteImportedFigures, insertImportedFigures, listImportedFigures, listImportedShares } from '#database/imported-figure.ts'
import { type AnsweredWave, answerWave, closeWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let analyst: SignedIn
let leader: SignedIn
let politician: SignedIn
let administrator: SignedIn
let stranger: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, { Åsum: { '5.A': group(12, 12) }, Bakke: { '5.A': group(12, 12) } })
  await closeWave(database, wave)
  await closeSurvey(testHouse(database), wave)
  analyst = await signInAs(database, 'municipalAnalyst')
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Åsum ?? ''] })
  politician = await signInAs(database, 'politicalReader')
  administrator = await signInAs(database, 'municipalAdmin')
  stranger = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const head = 'skoleår;enhed;kode;andel;antal svar;kilde'
const csv = (...lines: readonly string[]) => Buffer.from([head, ...lines].join('\r\n'))
const bytes = { 'content-type': 'application/octet-stream' }
const check = (who: SignedIn, file: Buffer, surveyId = wave.surveyId) =>
  call(app, who, `POST /imported-figures/check?surveyId=${surveyId}`, file, bytes)
const keep = (who: SignedIn, file: Buffer) => call(app, who, `POST /imported-figures?surveyId=${wave.surveyId}`, file, bytes)
const list = async (who: SignedIn) => (await call(app, who, `GET /reports/${wave.surveyId}/imported-figures`)).body
const takeBack = (who: SignedIn, id: string) => call(app, who, `DELETE /imported-figures/${id}`)
const trend = async (who: SignedIn, unit: string): Promise<TrendReport> => {
  const answer = await call(app, who, `GET /reports/${wave.surveyId}/trend?${new URLSearchParams({ unit, indicators: 'school-glad' })}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}
const points = (told: Pick<TrendReport, 'items'>) =>
  told.items[0]?.lines[0]?.points.map(({ year, state, percent, n, source }) => [year, state, percent, n, source])
const school = (name: string) => `institution:${wave.institutions[name]}`

test('nobody but the analyst of the municipality brings figures in, and a neighbour knows of no survey here', async () => {
  const file = csv('2021/22;Kommunen;school-glad;80;400;Rapport 2022')
  for (const who of [leader, politician, administrator]) {
    for (const answer of [
      await check(who, file),
      await keep(who, file),
      await takeBack(who, wave.surveyId),
      await call(app, who, `GET /reports/${wave.surveyId}/imported-figures`),
      await call(app, who, `GET /reports/${wave.surveyId}/import-template`),
    ])
      assert.equal(answer.body.title, 'not-allowed', who.actor.role)
  }
  for (const answer of [await check(stranger, file), await keep(stranger, file)]) assert.equal(answer.body.title, 'not-found')
})

test('the template has a line for each question, and comes back as an empty file', async () => {
  const template = await call(app, analyst, `GET /reports/${wave.surveyId}/import-template?language=da`)
  assert.match(template.text, /"skoleår";"enhed";"kode";"spørgsmål";"andel";"antal svar";"kilde"/)
  assert.match(template.text, /"2025\/26";"Kommunen";"school-glad"/)
  const { body } = await check(analyst, template.bytes)
  assert.deepEqual([body.figures, body.faults], [[], [{ line: null, fault: 'empty', found: '' }]])
  const filled = template.text.replace(/("school-glad";"[^"]*");"";"";""/, '$1;"81,5";"400";"Trivselsrapport 2025"')
  const read = (await check(analyst, Buffer.from(filled))).body
  assert.deepEqual(
    read.figures.map((one: { item: string; percent: number; unitName: string }) => [one.item, one.percent, one.unitName]),
    [['school-glad', 81.5, 'Lillekøbing']],
  )
})

test('a file from an old spreadsheet is read, and one that breaks off inside a quotation says so', async () => {
  const { body } = await check(analyst, Buffer.from(`${head}\r\n2021/22;Åsum;school-glad;80;40;Målt dengang`, 'latin1'))
  assert.deepEqual([body.encoding, body.figures[0]?.unit, body.figures[0]?.source], ['windows-1252', school('Åsum'), 'Målt dengang'])
  const broken = await check(analyst, csv('2021/22;Kommunen;school-glad;80;400;"Rapport'))
  assert.deepEqual([broken.body.figures, broken.body.faults[0]?.fault], [[], 'quotes'])
  const long = await check(analyst, csv(...Array.from({ length: 3001 }, () => ';;;;;')))
  assert.equal(long.body.faults[0]?.fault, 'tooLong')
})

test('a file with a fault is kept not at all, and what is too few is said with its line', async () => {
  const file = csv('2021/22;Kommunen;school-glad;80;400;Rapport 2022', '2021/22;Åsum;bullied;80;12;Rapport 2022')
  assert.deepEqual((await check(analyst, file)).body.faults, [{ line: 3, fault: 'nTooFew', found: '20' }])
  assert.equal((await keep(analyst, file)).body.title, 'import-has-faults')
  assert.deepEqual(await list(analyst), [])
})

test('it is drawn where its unit is read, marked and with its source, and gone when it is taken back', async () => {
  const file = csv(
    '2021/22;Kommunen;school-glad;80;400;Trivselsrapport 2022',
    '2022/23;Kommunen;school-glad;70;;Trivselsrapport 2023',
    '2022/23;Åsum;school-glad;75;40;Trivselsrapport 2023',
  )
  const before = points(await trend(analyst, 'municipality'))
  const kept = await keep(analyst, file)
  assert.deepEqual([kept.status, kept.body.figures], [200, 3], kept.text)
  assert.deepEqual(points(await trend(politician, 'municipality')), [
    [2021, 'imported', 80, 400, 'Trivselsrapport 2022'],
    [2022, 'imported', 70, null, 'Trivselsrapport 2023'],
    ...(before ?? []),
  ])
  assert.deepEqual(points(await trend(leader, school('Åsum')))?.[0], [2022, 'imported', 75, 40, 'Trivselsrapport 2023'])
  const board: TrendBoard = (
    await call(app, analyst, `GET /reports/${wave.surveyId}/trend-board?units=municipality,${school('Bakke')}&indicators=school-glad`)
  ).body
  assert.deepEqual(
    board.units.map((unit) => unit.items[0]?.lines[0]?.points.map(({ state }) => state)),
    [
      ['imported', 'imported', 'shown'],
      ['notAsked', 'notAsked', 'shown'],
    ],
    'each unit has its own',
  )
  assert.deepEqual(
    (await check(analyst, file)).body.faults.map(({ fault }: { fault: string }) => fault),
    ['known', 'known', 'known'],
  )
  const [row] = await list(analyst)
  assert.deepEqual([row.figures, row.units, row.from, row.to, row.isOwn], [3, 2, 2021, 2022, true])
  assert.deepEqual(row.sources, ['Trivselsrapport 2022', 'Trivselsrapport 2023'])
  assert.equal((await takeBack(stranger, row.id)).body.title, 'not-found')
  assert.equal((await takeBack(analyst, row.id)).status, 204)
  assert.deepEqual(points(await trend(analyst, 'municipality')), before)
})

test('a report says the same whatever is imported: it is in no atom and no sum', async () => {
  const read = async () =>
    (await call(app, analyst, `GET /reports/${wave.surveyId}?unit=municipality`)).text.replaceAll(/"requestId":"[^"]*"/g, '')
  const before = await read()
  const { body } = await keep(analyst, csv('2021/22;Kommunen;school-glad;1;4000;Trivselsrapport 2022'))
  assert.equal(await read(), before)
  await takeBack(analyst, body.id)
})

test('the database holds others away from it too: a leader reads the own school’s and brings nothing in', async () => {
  const figures = [
    { line: 2, unit: 'municipality', institutionId: null, item: 'school-glad', year: 2018, percent: 80, n: 400, source: 'Rapport 2019' },
    {
      line: 3,
      unit: school('Bakke'),
      institutionId: wave.institutions.Bakke ?? '',
      item: 'school-glad',
      year: 2018,
      percent: 80,
      n: 40,
      source: 'Rapport 2019',
    },
  ]
  const importId = '00000000-0000-4000-8000-000000000001'
  const file = (who: SignedIn) => ({
    questionnaire: 'mellemtrin',
    importId,
    accountId: who.actor.accountId,
    importedAt: '2026-11-20T10:00:00Z',
  })
  const { as } = database.doors
  await assert.rejects(
    as(leader.actor, 'staff', (tx) => insertImportedFigures(tx, file(leader), figures)),
    /row-level security/,
  )
  assert.equal(await as(analyst.actor, 'staff', (tx) => insertImportedFigures(tx, file(analyst), figures)), true)
  const seen = (who: SignedIn) =>
    as(who.actor, 'staff', async (tx) => (await listImportedFigures(tx, 'mellemtrin')).map(({ unit }) => unit))
  assert.deepEqual(await seen(analyst), [school('Bakke'), 'municipality'])
  assert.deepEqual(await seen(leader), ['municipality'])
  assert.deepEqual(await seen(stranger), [])
  const shares = await as(leader.actor, 'report', (tx) => listImportedShares(tx, 'mellemtrin', school('Bakke'), 2026))
  assert.deepEqual(shares, [])
  assert.equal(await as(leader.actor, 'staff', (tx) => deleteImportedFigures(tx, importId)), false)
  assert.equal(await as(analyst.actor, 'staff', (tx) => deleteImportedFigures(tx, importId)), true)
})
