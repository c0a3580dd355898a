/** Trends taken away: who may not first, then that the document and the workbook tell what the page tells, marks and all. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { TrendBoard, TrendReport } from '#api/trend.ts'
import { insertImportedFigures } from '#database/imported-figure.ts'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { reportWords } from '#domain/report/report-words.ts'
import { readBoard, readTrends, type TrendsReading } from '#domain/report/trends-reading.ts'
import { type AnsweredWave, answerWave, closeWave, group, mellemtrin } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { pdfAlternatives, pdfFacts, pdfStructure, pdfText, withoutPoppler } from '../../tests/read-pdf.ts'
import { readWorkbook } from '../../tests/read-workbook.ts'
import { type Answer, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { reportTexts } from './report-texts.ts'

let database: TestDatabase
let app: FastifyInstance
let now: AnsweredWave
let leader: SignedIn
let analyst: SignedIn

before(async () => {
  database = await openTestDatabase()
  const house = testHouse(database)
  app = await buildApp(house, { isReady: async () => true })
  let known: AnsweredWave['institutions'] = {}
  for (const [schoolYear, tired] of [
    [2023, 7],
    [2024, 1],
    [2026, 11],
  ] as const) {
    const answers = (many: number) => [
      ...group(many, many, { 'sleep-tired': 'all' }),
      ...group(12 - many, 12 - many, { 'sleep-tired': 'none' }),
    ]
    now = await answerWave(database, { Åsum: { '5.A': answers(tired) }, Bakke: { '5.A': answers(2) } }, { schoolYear, known })
    known = { ...known, ...now.institutions }
    await closeWave(database, now)
    await closeSurvey(house, now)
  }
  // 2024 asked others than 2023: a break.
  await database.asOwner((client) => client.query("update common.survey set grades = '{5}' where survey.school_year = 2023"))
  now = { ...now, institutions: known }
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [known.Åsum ?? ''] })
  analyst = await signInAs(database, 'municipalAnalyst')
  const figure = { item: 'sleep-tired', percent: 62.5, n: 40, source: 'Trivselsrapport 2022' }
  const file = { questionnaire: 'mellemtrin', importId: '00000000-0000-4000-8000-000000000007', accountId: analyst.actor.accountId }
  await database.doors.as(analyst.actor, 'staff', (tx) =>
    insertImportedFigures(tx, { ...file, importedAt: '2026-11-20T10:00:00Z' }, [
      { line: 2, unit: `institution:${known.Åsum}`, institutionId: known.Åsum ?? '', year: 2021, ...figure },
    ]),
  )
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const of = (name: string) => `institution:${now.institutions[name]}`
const files = ['trend/pdf', 'trend/workbook', 'trend-board/pdf', 'trend-board/workbook'] as const

function take(who: SignedIn, file: string, query: Readonly<Record<string, string>>): Promise<Answer> {
  return call(app, who, `GET /reports/${now.surveyId}/${file}?${new URLSearchParams(query)}`)
}

async function taken(who: SignedIn, file: string, query: Readonly<Record<string, string>>): Promise<Buffer> {
  const answer = await take(who, file, query)
  assert.equal(answer.status, 200, answer.text)
  return answer.bytes
}

const words = reportWords('da', reportTexts('da'))
const text = withWordsOfIndices(
  mellemtrin,
  JSON.parse(readFileSync(new URL('../../content/questionnaires/mellemtrin/text.da.json', import.meta.url), 'utf8')),
  'da',
)

async function trendOnPage(query: Readonly<Record<string, string>>): Promise<TrendsReading> {
  const found: TrendReport = (await take(leader, 'trend', query)).body
  return readTrends(found, text, '2026-11-20', words)
}

const chosen = () => ({ unit: of('Åsum'), indicators: 'sleep-tired,school-glad', compare: 'municipality' })
const board = () => ({ units: `municipality,${of('Åsum')},${of('Bakke')}`, indicators: 'sleep-tired,school-glad' })

test('no file of a trend or a board leaves for whoever may not read all of its units', async () => {
  const administrator = await signInAs(database, 'municipalAdmin')
  const stranger = await signInAs(database, 'municipalAnalyst', { municipalityId: 882 })
  for (const file of files) {
    const others = { unit: of('Bakke'), units: `${of('Åsum')},${of('Bakke')}` }
    assert.equal((await take(leader, file, others)).body.title, 'not-found', file)
    assert.equal((await take(stranger, file, { unit: 'municipality', units: 'municipality' })).body.title, 'not-found', file)
    assert.equal((await take(administrator, file, { unit: 'municipality', units: 'municipality' })).body.title, 'not-allowed', file)
    assert.equal((await take(analyst, file, { unit: 'country', units: 'country' })).body.title, 'report-no-such-unit', file)
  }
})

test('the workbook of a trend has each year of the page as numbers, and marks what broke and what others counted', async () => {
  const page = await trendOnPage(chosen())
  const sheets = await readWorkbook(await taken(leader, 'trend/workbook', chosen()))
  assert.deepEqual(Object.keys(sheets), ['Læs mig', 'Tal', 'Ændringer'])
  const figures = sheets.Tal ?? assert.fail()
  assert.match(figures.xml, new RegExp(`<autoFilter ref="A1:L${figures.rows.length}"/>`))
  const empty = (value: string | number | null | undefined) => (value === undefined || value === '' ? null : value)
  const padded = (rows: readonly (readonly (string | number | null)[])[], width: number) =>
    rows.slice(1).map((row) => Array.from({ length: width }, (_, place) => empty(row[place])))
  assert.deepEqual(
    padded(figures.rows, 12),
    page.rows.map((row) => Object.values(row).map(empty)),
  )
  const marked = figures.rows.filter((row) => row[9] === 'indlæst fra tidligere offentliggjorte tal')
  assert.deepEqual(
    marked.map((row) => [row[0], row[1], row[4], row[5], row[8], row[11]]),
    [['Åsum', 'sleep-tired', '2021/22', 63, 40, 'Trivselsrapport 2022']],
  )
  assert.ok(
    figures.rows.some((row) => row[10] === 'spurgt på en anden måde'),
    'the break',
  )
  const changes = padded(sheets.Ændringer?.rows ?? [], 11)
  assert.deepEqual(
    changes,
    page.tried.map((row) => Object.values(row).map(empty)),
  )
  assert.ok(changes.some((row) => row[9] === 'Tydeligt faldende' || row[9] === 'Tydeligt stigende'))
  assert.ok(sheets['Læs mig']?.rows.flat().some((cell) => String(cell).includes('/udvikling?unit=institution:')))
})

test(
  'the document of a trend has each line of the page in a tagged table, each chart in words, and every mark',
  { skip: withoutPoppler },
  async () => {
    const page = await trendOnPage({ ...chosen(), split: 'sex' })
    const pdf = await taken(leader, 'trend/pdf', { ...chosen(), split: 'sex' })
    const [facts, said] = [pdfFacts(pdf), pdfText(pdf).replaceAll(/\s+/g, ' ')]
    assert.deepEqual([facts['Tagged'], facts['Title']], ['yes', 'Udviklingen for Åsum'])
    const trends = page.parts.flatMap((part) => part.trends)
    assert.deepEqual(pdfAlternatives(pdf).toSorted(), trends.map(({ chart }) => chart.description).toSorted())
    assert.deepEqual(
      tableRows(pdfStructure(pdf)),
      trends.flatMap(({ table }) => [
        [table.year, ...table.columns.map(({ heading }) => heading)],
        ...table.rows.map(({ label, cells }) => [label, ...cells.map((cell) => cell.text)]),
      ]),
    )
    const clean = (one: string) => one.replaceAll(/\s+/g, ' ')
    for (const one of [...trends.flatMap(({ verdicts, notes }) => [...verdicts, ...notes]), ...page.waves, ...page.method])
      assert.ok(said.includes(clean(one)), one)
  },
)

test('the files of a board have each unit’s trend of each question, in the order chosen', { skip: withoutPoppler }, async () => {
  const found: TrendBoard = (await take(analyst, 'trend-board', board())).body
  const page = readBoard(found, text, '2026-11-20', words)
  assert.equal(page.rows.length, 3 * 2 * found.years.length)
  const figures = (await readWorkbook(await taken(analyst, 'trend-board/workbook', board()))).Tal
  assert.deepEqual(
    figures?.rows.slice(1).map((row) => [row[0], row[1], row[4], row[5] ?? null]),
    page.rows.map(({ unit, item, year, percent }) => [unit, item, year, percent]),
  )
  const pdf = await taken(analyst, 'trend-board/pdf', board())
  const trends = page.parts.flatMap((part) => part.trends)
  assert.equal(trends.length, 6)
  assert.deepEqual(
    tableRows(pdfStructure(pdf)),
    trends.flatMap(({ table }) => [
      [table.year, ...table.columns.map(({ heading }) => heading)],
      ...table.rows.map(({ label, cells }) => [label, ...cells.map((cell) => cell.text)]),
    ]),
  )
  assert.deepEqual(pdfAlternatives(pdf).toSorted(), trends.map(({ chart }) => chart.description).toSorted())
})

test('what leaves in a file is in the ledger in its form, and in English it is English', { skip: withoutPoppler }, async () => {
  const { rows } = await database.asOwner((client) =>
    client.query<{ form: string; waves: number }>(
      `select form, count(distinct wave)::int as waves from audit.publication join audit.shown using (municipality_id, digest)
        where audience = 'institutionLeader' group by form order by form`,
    ),
  )
  assert.deepEqual(
    rows.map(({ form, waves }) => [form, waves]),
    [
      ['pdf', 3],
      ['screen', 3],
      ['xlsx', 3],
    ],
  )
  assert.match(pdfText(await taken(leader, 'trend/pdf', { ...chosen(), language: 'en' })), /The trend for Åsum/)
})

/** Rows of cells of all tables in what `pdfinfo -struct-text` prints. */
function tableRows(structure: string): readonly (readonly string[])[] {
  const rows: string[][] = []
  let isInTable = false
  for (const line of structure.split('\n')) {
    const [, tag = ''] = /^\s*([A-Z][A-Za-z0-9]*)\b/.exec(line) ?? []
    if (tag === 'TR') rows.push([])
    if (tag === 'TH' || tag === 'TD') rows.at(-1)?.push('')
    if (/^(Table|TR|TH|TD|THead|TBody)$/.test(tag)) isInTable = true
    else if (/^(H\d|P|L|Figure|Document)$/.test(tag)) isInTable = false
    const [, said] = /^\s*"(.*)"$/.exec(line) ?? []
    const row = rows.at(-1)
    if (isInTable && said !== undefined && row && row.length > 0) row[row.length - 1] += said
  }
  return rows
}
