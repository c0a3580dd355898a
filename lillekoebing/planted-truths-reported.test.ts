/** The seed as it is shown: every report of Lillekøbing, read through the contract by a health visitor. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Report, ReportUnit } from '#api/report.ts'
import { unitKey } from '#domain/organisation/unit.ts'
import { falseAlarms } from '#domain/report/verdict.ts'
import { buildApp } from '#server/http/app.ts'
import { closeSurvey } from '#server/jobs/close-survey.ts'
import { releaseFigures } from '#server/jobs/release-figures.ts'
import { sealClass } from '#server/jobs/seal-class.ts'
import { testHouse } from '../tests/play.ts'
import { call, type SignedIn, signInAs } from '../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../tests/test-database.ts'
import { lillekoebing } from './place.ts'
import { furtherTruths } from './further-truths.ts'
import { furtherSurveyId } from './further-waves.ts'
import { reportThatFinds } from './planted-truths-found.ts'
import { plantedTruths } from './planted-truths.ts'
import { seedLillekoebing } from './seed.ts'
import { classId, institutionId } from './town.ts'
import { surveyId } from './waves.ts'

let database: TestDatabase
let app: FastifyInstance
let nurse: SignedIn

before(async () => {
  database = await openTestDatabase()
  const house = testHouse(database)
  await database.asOwner((migrator) =>
    seedLillekoebing({
      migrator,
      doors: database.doors,
      keyring: database.keyring,
      issuer: 'http://127.0.0.1:8090',
      today: '2026-11-22',
      sealing: {
        sealClass: (municipalityId, survey, group) => sealClass(house, { municipalityId, surveyId: survey, classId: group }),
        sealBatch: async () => undefined,
        sealRest: (municipalityId, survey) => closeSurvey(house, { municipalityId, surveyId: survey }),
        release: (municipalityId, survey) => releaseFigures(house, { municipalityId, surveyId: survey }),
        gather: () => releaseFigures(house, {}),
      },
    }),
  )
  app = await buildApp(house, { isReady: async () => true })
  nurse = await signInAs(database, 'healthVisitor', { municipalityId: lillekoebing.id })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

async function read(survey: string, unit: string, query: Readonly<Record<string, string>>): Promise<Report> {
  const answer = await call(app, nurse, `GET /reports/${survey}?${new URLSearchParams({ unit, ...query })}`)
  assert.equal(answer.status, 200, answer.text)
  return answer.body
}

const cardsOf = (report: Report) => report.themes.flatMap(({ cards }) => cards)
const wave = (year: 'thisYear' | 'lastYear') => surveyId(lillekoebing.id, year === 'thisYear' ? 2026 : 2025)

for (const truth of plantedTruths) {
  const { level, year, with: kind } = reportThatFinds(truth)
  test(`the report of the ${level} against ${kind} says ${truth.code}`, async () => {
    const { institutionKey = '', className = '' } = truth.where
    const unit = {
      class: unitKey({ level: 'class', classId: classId(lillekoebing.id, institutionKey, 2026, className) }),
      institution: unitKey({ level: 'institution', institutionId: institutionId(lillekoebing.id, institutionKey) }),
      municipality: unitKey({ level: 'municipality' }),
    }[level]
    const report = await read(wave(year), unit, kind === 'sexes' ? { split: 'sex' } : { compare: kind })
    const card = cardsOf(report).find(({ item }) => item === truth.item)
    const gap = kind === 'sexes' ? card?.split?.gap : card?.comparison?.gap
    // What was planted last year alone is found as a change back.
    const isBetter = truth.shift > 0 !== (kind === 'earlier')
    assert.equal(gap?.verdict, isBetter ? 'clearlyHigher' : 'clearlyLower', JSON.stringify(gap))
  })
}

for (const truth of furtherTruths) {
  const { with: kind } = reportThatFinds(truth)
  test(`the report of the institution against ${kind} on ${truth.questionnaire} says ${truth.code}`, async () => {
    const unit = unitKey({ level: 'institution', institutionId: institutionId(lillekoebing.id, truth.where.institutionKey ?? '') })
    const survey = furtherSurveyId(lillekoebing.id, 2026, truth.questionnaire)
    const report = await read(survey, unit, kind === 'sexes' ? { split: 'sex' } : { compare: kind })
    const card = cardsOf(report).find(({ item }) => item === truth.item)
    const gap = kind === 'sexes' ? card?.split?.gap : card?.comparison?.gap
    assert.equal(gap?.verdict, truth.shift > 0 ? 'clearlyHigher' : 'clearlyLower', JSON.stringify(gap))
  })
}

test('last year one girl in four was away, so how Lillekøbing falls asleep is told weighted too, and lower', async () => {
  const weightedIn = async (year: 'thisYear' | 'lastYear') =>
    cardsOf(await read(wave(year), unitKey({ level: 'municipality' }), {})).filter(({ weighted }) => weighted)
  const told = await weightedIn('lastYear')
  const { figure, weighted } =
    told.find(({ item }) => item === 'sleep-falling-asleep') ?? assert.fail(told.map(({ item }) => item).join(' '))
  assert.ok((weighted?.percent ?? 100) <= (figure?.favourable?.percent ?? 0) - 1, JSON.stringify([figure?.favourable, weighted]))
  assert.ok(told.length < 6, told.map(({ item }) => item).join(' '))
  assert.deepEqual(await weightedIn('thisYear'), [], 'a survey that is open')
})

test('what no truth is about is called clear no oftener than one report in twenty', async () => {
  const planted = new Set(plantedTruths.map(({ item }) => item))
  const list = (await call(app, nurse, 'GET /reports')).body as readonly {
    readonly surveyId: string
    readonly units: readonly ReportUnit[]
  }[]
  let [reports, falseReports] = [0, 0]
  for (const year of ['lastYear', 'thisYear'] as const) {
    const units = list.find((one) => one.surveyId === wave(year))?.units ?? []
    for (const { unit } of units.filter(({ isOpen, level }) => isOpen && level !== 'region' && level !== 'country')) {
      for (const compare of ['rest', 'municipality', 'country', 'earlier']) {
        const report = await read(wave(year), unit, { compare })
        if (report.compared === 0) continue
        reports += 1
        const clear = cardsOf(report).filter(({ comparison }) => comparison?.gap && comparison.gap.verdict !== 'noClearDifference')
        if (clear.some(({ item }) => !planted.has(item))) falseReports += 1
      }
    }
  }
  assert.ok(reports > 300, `${reports} reports`)
  assert.ok(falseReports <= reports * falseAlarms, `${falseReports} of ${reports}`)
})
