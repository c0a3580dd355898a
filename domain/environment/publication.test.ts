import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import type { Card } from '../report/card.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { Questionnaire as QuestionnaireSchema } from '../questionnaire/questionnaire-schema.ts'
import { publishedThemes } from './publication.ts'

const read = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../content/questionnaires/foraeldre-2-7-aar/${file}`, import.meta.url), 'utf8'))
const asked: Questionnaire = QuestionnaireSchema.parse(read('questionnaire.json'))
const texts = { da: read('text.da.json'), en: read('text.en.json') }
const [open, own] = asked.items.filter(({ favourable, questionClass }) => favourable.length > 0 && questionClass === 'open')

/** The daycare's parents were asked one question more, which somebody in the municipality wrote. */
const composed = (questionClass: 'open' | 'sensitive' | 'highlySensitive'): Questionnaire => ({
  ...asked,
  items: asked.items.map((item) => (item.code === own?.code ? { ...item, questionClass } : item)),
})
const card = (item: string) => {
  const favourable = { count: 30, percent: 75, low: 60, high: 86 }
  return {
    item,
    theme: 'sleep',
    state: 'shown',
    figure: { n: 40, favourable, bars: [], decimals: 0 },
    bands: null,
    comparison: null,
  } as unknown as Card
}
const themes = [{ theme: 'sleep', cards: [card(open?.code ?? ''), card(own?.code ?? '')] }]
const published = (questionClass: Parameters<typeof composed>[0]) =>
  publishedThemes(themes, composed(questionClass), texts).map(({ figures, hidden }) => [figures.map(({ item }) => item), hidden])

test('a highly sensitive question is published by no one, whoever put it into the questionnaire', () => {
  assert.deepEqual(published('open'), [[[open?.code, own?.code], 0]])
  assert.deepEqual(published('sensitive'), [[[open?.code, own?.code], 0]])
  assert.deepEqual(published('highlySensitive'), [[[open?.code], 1]])
})
