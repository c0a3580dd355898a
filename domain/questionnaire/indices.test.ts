import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { blank, declined, hidden } from '../response/answer.ts'
import { countable } from '../response/submit.ts'
import { codebook } from './codebook.ts'
import { countedItems, fitsIndex, indexValues, indicesOf, withWordsOfIndices } from './indices.ts'
import type { Item, Questionnaire, QuestionnaireText } from './questionnaire.ts'

const item = (code: string, favourable: readonly string[], questionClass: Item['questionClass'] = 'open'): Item => ({
  code,
  theme: 'school',
  kind: 'frequency',
  options: ['never', 'few', 'some', 'all'],
  questionClass,
  sensitiveOptions: questionClass === 'open' ? [] : ['all'],
  favourable,
  isCore: true,
  isTeachingEnvironment: true,
})

const asked: Questionnaire = {
  format: 1,
  code: 'made-up',
  version: '1.0',
  respondent: 'pupil',
  grades: [5],
  themes: ['school'],
  items: [item('glad', ['some', 'all']), item('safe', ['all']), item('tired', ['never']), item('alone', ['never'], 'sensitive')],
  indices: [
    { code: 'index-day', theme: 'school', items: ['glad', 'safe', 'tired'] },
    { code: 'index-all', theme: 'school', items: ['glad', 'alone'] },
  ],
}

/** 1 to 11 for 0 to 100. */
const score = (answers: readonly number[]) => ((indexValues(asked, answers, blank)[0] ?? 0) - 1) * 10

test('the best answer to all is 100 and the least good is 0, whichever end of the scale is the good one', () => {
  assert.equal(score([4, 4, 1, 1]), 100)
  assert.equal(score([1, 1, 4, 1]), 0)
  assert.equal(score([4, 4, 4, 1]), 70)
})

test('an index needs half of its questions, and a question that somebody declined or was not asked is missing', () => {
  assert.equal(score([4, 4, declined, 1]), 100)
  assert.equal(score([1, blank, 1, 1]), 50)
  assert.equal(indexValues(asked, [4, declined, blank, hidden], blank)[0], blank)
  assert.equal(indexValues(asked, [hidden, hidden, hidden, hidden], blank)[0], blank)
})

test('it is counted after the items, as a score in steps of ten, with the strictest class of its questions', () => {
  const counted = countedItems(asked)
  assert.deepEqual(
    counted.slice(4).map(({ code, questionClass, sensitiveOptions }) => [code, questionClass, sensitiveOptions.length]),
    [
      ['index-day', 'open', 0],
      ['index-all', 'sensitive', 5],
    ],
  )
  assert.deepEqual(
    codebook(asked)
      .cells.map(({ item: { code, options }, place }) => [code, place, options.length])
      .slice(4),
    [
      ['index-day', 4, 11],
      ['index-all', 5, 11],
    ],
  )
})

test('a row that is counted holds the scores of what it holds, in range, whatever was answered', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -1, max: 4 }), { minLength: 4, maxLength: 4 }), (answers) => {
      const row = countable(asked, answers)
      assert.equal(row.length, 6)
      assert.deepEqual(row.slice(4), indexValues(asked, answers, blank))
      assert.ok(row.slice(4).every((value) => value === blank || (value >= 1 && value <= 11)))
    }),
  )
})

test('an index that has lost a question is gone, with its words', () => {
  assert.deepEqual(
    indicesOf(asked, asked.items.slice(0, 3)).map(({ code }) => code),
    ['index-day'],
  )
})

test('only what everybody is asked, with one choice and one good end, can be added up', () => {
  const glad = item('glad', ['some', 'all'])
  assert.ok(fitsIndex(glad))
  assert.ok(!fitsIndex({ ...glad, kind: 'multiple' }))
  assert.ok(!fitsIndex({ ...glad, favourable: ['few'] }))
  assert.ok(!fitsIndex({ ...glad, favourable: [] }))
  assert.ok(!fitsIndex({ ...glad, showIf: { op: 'answered', item: 'safe' } }))
})

test('in a report it says that it is an index, and of how many questions', () => {
  const text: QuestionnaireText = { title: '', intro: '', themes: {}, items: {}, indices: { 'index-day': 'dagen i skolen' } }
  assert.equal(withWordsOfIndices(asked, text, 'da').items['index-day']?.question, 'Indeks af 3 spørgsmål: dagen i skolen')
})
