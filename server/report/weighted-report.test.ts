/** A municipality weighted to its years and sexes: the same in each form, in the ledger as what it is made of, and not while its parts are unknown. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { parse } from 'csv-parse/sync'
import type { FastifyInstance } from 'fastify'
import type { Report } from '#api/report.ts'
import { listReportBranch } from '#database/report-base.ts'
import { type AnsweredWave, answerWave, closeWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { pdfText, withoutPoppler } from '../../tests/read-pdf.ts'
import { readWorkbook } from '../../tests/read-workbook.ts'
import { type Answer, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let analyst: SignedIn
let leader: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, {
    Åsum: {
      '5.A': [...group(12, 12, { 'sleep-tired': 'none' })],
      '6.A': [...group(12, 12, { 'sleep-tired': 'all' })],
    },
  })
  // Of year 6 only half have answered.
  await asked('municipalYearGroup:6', 24)
  await closeWave(database, wave)
  analyst = await signInAs(database, 'municipalAnalyst')
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Åsum ?? ''] })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** As many girls and as many boys of a year group. */
const asked = (unit: string, of: number | null) =>
  database.asOwner((client) =>
    client.query(
      'update common.survey_unit set invited_female = $2, invited_male = $2, invited = coalesce(2 * $2, invited) where unit = $1',
      [unit, of],
    ),
  )

function take(file: string, query: Readonly<Record<string, string>> = {}, who = analyst): Promise<Answer> {
  return call(app, who, `GET /reports/${wave.surveyId}${file}?${new URLSearchParams({ unit: 'municipality', ...query })}`)
}

async function cardOf(item: string, query: Readonly<Record<string, string>> = {}) {
  const report: Report = (await take('', query)).body
  return report.themes.flatMap(({ cards }) => cards).find((card) => card.item === item) ?? assert.fail(item)
}

test('while the survey is open nothing is weighted: whoever has not been asked yet is not missing', async () => {
  assert.equal((await cardOf('sleep-tired')).weighted, null)
  await closeSurvey(testHouse(database), wave)
})

test('a year that half answered counts as the whole it is, beside what was answered', async () => {
  const { figure, weighted } = await cardOf('sleep-tired')
  // 24 of 48 are not tired; of the 72 asked year 5 is a third.
  assert.deepEqual([figure?.favourable?.percent, weighted?.percent, weighted?.covers, weighted?.isCapped], [50, 33, 100, false])
  assert.equal((await cardOf('school-glad')).weighted, null, 'all are alike')
})

test('both values stand in every form', async () => {
  const { weighted } = await cardOf('sleep-tired')
  const [percent, low, high] = [weighted?.percent, weighted?.low, weighted?.high]
  const { rows } = (await take('/figures')).body
  const own = rows.filter((row: { weighted: number | null }) => row.weighted !== null)
  assert.deepEqual(
    own.map((row: Record<string, unknown>) => [
      row.item,
      row.option,
      row.group,
      row.split,
      row.percent,
      row.weighted,
      row.weightedLow,
      row.weightedHigh,
    ]),
    [['sleep-tired', 'favourable', 'own', 'all', 50, percent, low, high]],
  )
  const plain: Record<string, string>[] = parse((await take('/csv', { dialect: 'plain' })).bytes, { columns: true })
  assert.deepEqual(
    plain.filter((row) => row.weighted !== '').map((row) => [row.item, row.weighted, row.weightedLow, row.weightedHigh]),
    [['sleep-tired', String(percent), String(low), String(high)]],
  )
  const figures = (await readWorkbook((await take('/workbook')).bytes)).Tal?.rows ?? []
  const column = (name: string) => figures[0]?.indexOf(name) ?? -1
  assert.deepEqual(
    figures
      .slice(1)
      .filter((row) => row[column('Vejet andel i %')])
      .map((row) => ['Andel i %', 'Vejet andel i %', 'Vejet, 95 % fra', 'Vejet, 95 % til'].map((name) => row[column(name)])),
    [[50, percent, low, high]],
  )
  if (withoutPoppler) return
  const said = pdfText((await take('/pdf')).bytes).replaceAll(/\s+/g, ' ')
  assert.ok(
    said.includes(
      `Vejet efter klassetrin og køn er det ${percent} % (mellem ${low} og ${high} %), der var sjældent for trætte til at følge med i skolen, mod 50 % uden vægte.`,
    ),
    said.slice(0, 400),
  )
})

test('the ledger has the girls and the boys of each year that it is made of, and each reader may read them', async () => {
  const { rows } = await database.asOwner((client) =>
    client.query<{ unit: string; split: string; items: number }>(
      `select unit, split, jsonb_array_length(figures)::int as items from audit.shown
        where unit like 'municipalYearGroup:%' and wave = $1 order by unit, split`,
      [wave.surveyId],
    ),
  )
  assert.deepEqual(
    rows.map(({ unit, split }) => `${unit} ${split}`),
    ['5', '6'].flatMap((grade) => ['female', 'male'].map((sex) => `municipalYearGroup:${grade} ${sex}`)),
  )
  assert.ok(rows.every(({ items }) => items > 5))
  for (const grade of ['5', '6']) {
    const answer = await take('', { unit: `municipalYearGroup:${grade}`, split: 'sex' }, leader)
    const card = (answer.body as Report).themes.flatMap(({ cards }) => cards).find(({ item }) => item === 'sleep-tired')
    assert.deepEqual([card?.split?.female.n, card?.split?.male.n], [12, 12])
  }
})

test('a year group whose counts are another is weighed anew, by whoever reads the same address next', async () => {
  const before = (await cardOf('sleep-tired')).weighted?.percent
  const kept = await database.asOwner((client) =>
    client.query("select counts from sealed.total where survey_id = $1 and unit = 'municipalYearGroup:5' and sex = 'female'", [
      wave.surveyId,
    ]),
  )
  await database.asOwner((client) =>
    client.query(
      "update sealed.total t set counts = o.counts from sealed.total o where t.survey_id = $1 and o.survey_id = $1 and t.unit = 'municipalYearGroup:5' and o.unit = 'municipalYearGroup:6' and t.sex = 'female' and o.sex = 'female'",
      [wave.surveyId],
    ),
  )
  assert.notEqual((await cardOf('sleep-tired')).weighted?.percent, before)
  await database.asOwner((client) =>
    client.query("update sealed.total set counts = $2 where survey_id = $1 and unit = 'municipalYearGroup:5' and sex = 'female'", [
      wave.surveyId,
      kept.rows[0].counts,
    ]),
  )
  assert.equal((await cardOf('sleep-tired')).weighted?.percent, before)
})

test('a school, a year group and a girl-boy split are never weighted, nor a municipality of which something is not known', async () => {
  for (const unit of [`institution:${wave.institutions.Åsum}`, 'municipalYearGroup:6'])
    assert.equal((await call(app, leader, `GET /reports/${wave.surveyId}?unit=${unit}`)).body.themes[0].cards[0].weighted, null)
  await asked('municipalYearGroup:5', null)
  const [known] = await database.doors.as(analyst.actor, 'report', (tx) =>
    listReportBranch(tx, wave.surveyId, 'municipality', { comparesAbove: false }),
  )
  assert.deepEqual(
    known?.yearGroups?.map(({ grade, invitedFemale, invitedMale }) => [grade, invitedFemale, invitedMale]),
    [
      [5, null, null],
      [6, 24, 24],
    ],
  )
  assert.equal((await cardOf('sleep-tired')).weighted, null)
})
