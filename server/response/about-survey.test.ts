/** "Om dine svar": public, generated from the survey's actual settings. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { thresholds } from '#domain/disclosure/thresholds.ts'
import { newest } from '#lillekoebing/newest.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, refusalOf } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 6 })
  await play(database, { '5.A': 6 }, 882)
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const about = (municipalityId: number | string, surveyId: string) => call(app, undefined, `GET /about/${municipalityId}/${surveyId}`)
const inState = (state: string) =>
  database.asOwner((client) => client.query('update common.survey set state = $1 where id = $2', [state, town.survey.id]))

test('anybody may read who asks, what is asked, and when a figure is shown', async () => {
  const { status, body } = await about(881, town.survey.id)
  assert.equal(status, 200)
  const { questionnaire, texts, ...rest } = body
  assert.deepEqual(rest, {
    municipalityId: 881,
    surveyId: town.survey.id,
    title: town.survey.title,
    municipality: 'Lillekøbing',
    track: 'statistics',
    respondent: 'pupil',
    opensOn: '2026-11-01',
    closesOn: '2026-12-18',
    thresholds: {
      open: thresholds.open.minimum,
      sensitive: thresholds.sensitive.minimum,
      highlySensitive: thresholds.highlySensitive.minimum,
    },
    hasSensitive: true,
    grades: [4, 5, 6],
    isRolling: false,
    takesPaper: false,
    hasHighlySensitive: true,
    officer: null,
  })
  assert.deepEqual(questionnaire.items, newest('mellemtrin').items)
  assert.equal(typeof texts.da.title, 'string')
})

test('it names no school, no class and nobody', async () => {
  const { text } = await about(881, town.survey.id)
  for (const secret of [town.institutionId, town.classes[0]!.id, town.classes[0]!.code, 'Åsum Skole', 'Elev'])
    assert.ok(!text.includes(secret), secret)
})

test('a draft, a survey that is not there, and one looked for in another municipality are the same nothing', async () => {
  const unknown = await about(881, randomUUID())
  assert.equal(unknown.status, 404)
  for (const municipalityId of [882, 0, 883, 899])
    assert.deepEqual(refusalOf(await about(municipalityId, town.survey.id)), refusalOf(unknown), String(municipalityId))
  await inState('draft')
  assert.deepEqual(refusalOf(await about(881, town.survey.id)), refusalOf(unknown))
  await inState('open')
})

test('it can be read as long as anything of the survey is kept', async () => {
  for (const state of ['closed', 'sealed', 'open']) {
    await inState(state)
    assert.equal((await about(881, town.survey.id)).status, 200, state)
  }
})

test('what is no municipality and no id is refused before anything is asked', async () => {
  for (const [municipalityId, surveyId] of [
    [900, town.survey.id],
    [-1, town.survey.id],
    ['x', town.survey.id],
    [881, 'x'],
  ] as const) {
    assert.deepEqual(
      [(await about(municipalityId, surveyId)).status, (await about(municipalityId, surveyId)).body.title],
      [400, 'wrong-input'],
    )
  }
})

test('reading it is written down nowhere', async () => {
  const before = await auditOf(database)
  await about(881, town.survey.id)
  assert.deepEqual(await auditOf(database), before)
})
