/** What the statistics track keeps of a row that was submitted by name. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedIn } from '../questionnaire/asked-in.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { hidden } from './answer.ts'
import { countable } from './submit.ts'

const item = (code: string, more: Partial<Item> = {}): Item => ({
  code,
  theme: 'wellbeing',
  kind: 'single',
  options: ['no', 'yes'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: false,
  isTeachingEnvironment: false,
  ...more,
})
const questionnaire: Questionnaire = {
  format: 1,
  code: 'made-up',
  version: '1.0',
  respondent: 'pupil',
  grades: [8],
  themes: ['wellbeing'],
  tracks: ['health'],
  items: [
    item('slept'),
    item('said', { kind: 'text', options: [] }),
    item('more', { showIf: { op: 'answered', item: 'said' } }),
    item('woke', { showIf: { op: 'equals', item: 'slept', option: 'no' } }),
  ],
}

test('what follows from a text is not counted either: the statistics twin is never asked it, so its count would say who answered by name', () => {
  assert.deepEqual(countable(askedIn('statistics', questionnaire), [1, 1, 2, 2]), [1, hidden, hidden, 2])
})

test('what is kept once is kept the same again', () => {
  const asked = askedIn('statistics', questionnaire)
  const kept = countable(asked, [1, 1, 2, 2])
  assert.deepEqual(countable(asked, kept), kept)
})
