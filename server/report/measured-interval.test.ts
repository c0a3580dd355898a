/** Reports of a municipality with many schools, through the contract: what its intervals are made of, and when nothing is compared. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Report } from '#api/report.ts'
import { buildApp } from '../http/app.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealClass } from '../jobs/seal-class.ts'
import { type AnsweredWave, answerWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let analyst: SignedIn

const schools = Array.from({ length: 11 }, (_, at) => `Skole ${at + 1}`)

before(async () => {
  database = await openTestDatabase()
  const house = testHouse(database)
  app = await buildApp(house, { isReady: async () => true })
  // In every second school all are tired, in the others nobody is.
  wave = await answerWave(
    database,
    Object.fromEntries(schools.map((name, at) => [name, { '5.A': group(6, 6, { 'sleep-tired': at % 2 === 0 ? 'all' : 'none' }) }])),
  )
  for (const name of schools) {
    await sealClass(house, { municipalityId: wave.municipalityId, surveyId: wave.surveyId, classId: wave.classes[`${name}/5.A`] ?? '' })
  }
  analyst = await signInAs(database, 'municipalAnalyst')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

async function card(unit: string, query: Readonly<Record<string, string>> = {}): Promise<Report['themes'][number]['cards'][number]> {
  const answer = await call(app, analyst, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit, ...query })}`)
  assert.equal(answer.status, 200, answer.text)
  const { themes } = answer.body as Report
  return themes.flatMap(({ cards }) => cards).find(({ item }) => item === 'sleep-tired') ?? assert.fail()
}

test('of eleven schools the interval is measured on how far apart they are', async () => {
  const { figure } = await card('municipality')
  assert.equal(figure?.interval, 'clusterRobust')
  const { low = 0, high = 0 } = figure?.favourable ?? {}
  // Eleven schools that are all or nothing are worth eleven answers.
  assert.ok(high - low > 45 && high - low < 70, `${low}-${high}`)
})

test('a school is held against the ten others, and its own interval is of its pupils', async () => {
  const unit = `institution:${wave.institutions['Skole 1']}`
  const { figure, comparison } = await card(unit, { compare: 'rest' })
  assert.deepEqual([figure?.interval, comparison?.figure.interval, comparison?.figure.n], ['wilson', 'clusterRobust', 120])
})

test('similar schools of three municipalities are measured too', async () => {
  const others = []
  for (const municipalityId of [882, 883]) {
    const names = ['Nabo 1', 'Nabo 2', 'Nabo 3', 'Nabo 4']
    const classes = Object.fromEntries(names.map((name) => [name, { '5.A': group(7, 7) }]))
    const other = await answerWave(database, classes, { municipalityId, name: `Kommune ${municipalityId}`, region: '1083' })
    for (const classId of Object.values(other.classes))
      await sealClass(testHouse(database), { municipalityId, surveyId: other.surveyId, classId })
    others.push(other)
  }
  for (const { municipalityId, surveyId } of [...others, wave])
    await releaseFigures(testHouse(database), { municipalityId, surveyId, gather: 1 })
  const { comparison } = await card(`institution:${wave.institutions['Skole 1']}`, { compare: 'similar' })
  assert.deepEqual([comparison?.figure.interval, comparison?.figure.n], ['clusterRobust', 11 * 12 + 8 * 14])
  const { low = 0, high = 0 } = comparison?.figure.favourable ?? {}
  // Assumed likeness would have them within six points.
  assert.ok(high - low > 30, `${low}-${high}`)
})

test('a school where few have answered is compared with nothing, and says why', async () => {
  const unit = `institution:${wave.institutions['Skole 2']}`
  await database.asOwner((client) =>
    client.query('update common.survey_unit set invited = 31 where survey_id = $1 and unit = $2', [wave.surveyId, unit]),
  )
  const { figure, comparison, uncompared } = await card(unit, { compare: 'municipality' })
  assert.deepEqual([figure?.n, comparison, uncompared], [12, null, 'lowResponse'])
})
