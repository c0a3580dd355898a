/** A lesson as paper: tagged, with what pupils may be shown and nothing else, for whoever may read the report. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { type AnsweredWave, answerWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { pdfAlternatives, pdfFacts, pdfText, withoutPoppler } from '../../tests/read-pdf.ts'
import { type Answer, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let teacher: SignedIn

const unitOf = (name: string) => `class:${wave.classes[name]}`
const lesson = (who: SignedIn, unit: string, more = ''): Promise<Answer> =>
  call(app, who, `GET /reports/${wave.surveyId}/lesson?unit=${unit}${more}`)
const texts = (name: string): Record<string, string> =>
  JSON.parse(readFileSync(new URL(`../../content/texts/${name}`, import.meta.url), 'utf8'))
const plain = (text: string) => text.replaceAll(/\s+/g, ' ')

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  wave = await answerWave(database, { Åsum: { '5.A': group(12, 12), '5.B': group(10, 10), '5.M': group(2, 2) } })
  for (const name of ['Åsum/5.A', 'Åsum/5.B', 'Åsum/5.M'])
    await sealClass(testHouse(database), { municipalityId: 881, surveyId: wave.surveyId, classId: wave.classes[name] ?? '' })
  const classIds = [wave.classes['Åsum/5.A'] ?? '', wave.classes['Åsum/5.M'] ?? '']
  teacher = await signInAs(database, 'teacher', { institutionIds: [wave.institutions.Åsum ?? ''], classIds })
})

after(async () => {
  await app?.close()
  await database?.[Symbol.asyncDispose]()
})

test('nobody has a lesson about a class whose report they may not read, nor about one with nothing to show', async () => {
  assert.equal((await lesson(teacher, unitOf('Åsum/5.B'))).status, 404)
  assert.equal((await lesson(teacher, unitOf('Åsum/5.M'))).status, 404)
  assert.equal((await lesson(await signInAs(database, 'municipalAdmin'), unitOf('Åsum/5.A'))).status, 403)
})

test('it is tagged, in its language, with a chart to each of three answers and five questions', { skip: withoutPoppler }, async () => {
  for (const language of ['da', 'en'] as const) {
    const { status, bytes } = await lesson(teacher, unitOf('Åsum/5.A'), `&language=${language}`)
    assert.equal(status, 200)
    assert.equal(pdfFacts(bytes)['Tagged'], 'yes')
    assert.equal(pdfAlternatives(bytes).length, 3)
    const text = plain(pdfText(bytes))
    const use = texts(`use.${language}.json`)
    for (const part of ['strength', 'look', 'act']) assert.ok(text.includes(use[`use.lesson.part.${part}`] ?? '?'), part)
    const questions = Object.values(texts(`dialogue.${language}.json`)).filter((one) => text.includes(one))
    assert.ok(questions.length >= 10 && questions.length <= 15, `${questions.length} questions`)
  }
})

test('a teacher’s own choice stands in it, and a sensitive question chosen by its address does not', { skip: withoutPoppler }, async () => {
  const questionnaire = JSON.parse(readFileSync(new URL('../../content/questionnaires/mellemtrin/text.da.json', import.meta.url), 'utf8'))
  const question = (item: string): string => questionnaire.items[item].question
  const { bytes } = await lesson(teacher, unitOf('Åsum/5.A'), '&chosen=breakfast,lonely')
  const text = plain(pdfText(bytes))
  assert.ok(text.includes(question('breakfast')))
  assert.ok(!text.includes(question('lonely')))
})
