import assert from 'node:assert/strict'
import { test } from 'node:test'
import { minutesToAnswer } from './duration.ts'
import type { Questionnaire } from './questionnaire.ts'

const ofLength = (items: number) =>
  ({ respondent: 'pupil', grades: [6, 4, 5], items: Array.from({ length: items }, () => ({ kind: 'single' })) }) as unknown as Questionnaire

test('thirty questions take ten minutes in grade 4 and less in grade 6', () => {
  assert.equal(minutesToAnswer(ofLength(30), 4), 10)
  assert.equal(minutesToAnswer(ofLength(30), 6), 8)
})

test('without a grade the time is that of the youngest', () => {
  assert.equal(minutesToAnswer(ofLength(30)), minutesToAnswer(ofLength(30), 4))
})

test('a minute is the least anything takes', () => {
  assert.equal(minutesToAnswer(ofLength(1), 9), 1)
})

test('the younger never get less time than the older', () => {
  const minutes = Array.from({ length: 11 }, (_, grade) => minutesToAnswer(ofLength(60), grade))
  assert.deepEqual(
    minutes,
    minutes.toSorted((one, other) => other - one),
  )
})

test('a short text takes longer than a choice, a face less, and a further row of a grid less', () => {
  const of = (kind: string, grid?: string) =>
    minutesToAnswer(
      {
        respondent: 'pupil',
        grades: [4],
        items: Array.from({ length: 30 }, () => ({ kind, ...(grid ? { grid } : {}) })),
      } as unknown as Questionnaire,
      4,
    )
  assert.equal(of('single'), 10)
  assert.equal(of('text'), 40)
  assert.equal(of('faces'), 8)
  assert.equal(of('agreement', 'g'), 7)
})
