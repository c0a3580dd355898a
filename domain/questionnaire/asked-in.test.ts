import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedIn } from './asked-in.ts'
import { path } from './conditions.ts'
import type { Item, Questionnaire } from './questionnaire.ts'

const item = (code: string, more: Partial<Item> = {}): Item => ({
  code,
  theme: 'wellbeing',
  kind: 'single',
  options: ['0', '1'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: false,
  isTeachingEnvironment: false,
  ...more,
})
const questionnaire = (tracks: Questionnaire['tracks']): Questionnaire => ({
  format: 1,
  code: 'x',
  version: '1.0',
  respondent: 'pupil',
  grades: [8],
  themes: ['wellbeing'],
  items: [item('plain'), item('own-words', { kind: 'text', options: [] }), item('of-whole', { instrument: { code: 'x', version: 'y' } })],
  ...(tracks ? { tracks } : {}),
})
const met = (track: 'statistics' | 'health', tracks: Questionnaire['tracks']) => {
  const asked = askedIn(track, questionnaire(tracks))
  return asked.items.filter((_, place) => path(asked, [1, null, 1])[place]).map(({ code }) => code)
}

test('who is counted without a name meets no text of their own, and no instrument of a questionnaire that is for health alone', () => {
  assert.deepEqual(met('health', ['health']), ['plain', 'own-words', 'of-whole'])
  assert.deepEqual(met('statistics', ['health']), ['plain'])
  assert.deepEqual(met('statistics', ['statistics', 'health']), ['plain', 'of-whole'])
  assert.deepEqual(met('statistics', undefined), ['plain', 'of-whole'])
})
