import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPictogram } from './pictograms.ts'
import { presentationOf } from './presentation.ts'

const ageOf = (grades: readonly number[], respondent: 'pupil' | 'parent' | 'youngPerson' = 'pupil') =>
  presentationOf({ respondent, grades }).age

test('a questionnaire is shown to whom it is written for', () => {
  assert.equal(ageOf([0, 1, 2, 3]), 'indskoling')
  assert.equal(ageOf([4, 5, 6]), 'mellemtrin')
  assert.equal(ageOf([7, 8, 9]), 'udskoling')
  assert.equal(ageOf([], 'youngPerson'), 'unge')
  assert.equal(ageOf([0, 1], 'parent'), 'voksen')
})

test('of several ages the youngest is met, and who has no grade is met in the middle', () => {
  assert.equal(ageOf([4, 5, 6, 7, 8, 9]), 'mellemtrin')
  assert.equal(ageOf([]), 'mellemtrin')
})

test('only the youngest hear the question first, and children up to grade 6 meet one at a time', () => {
  assert.ok(presentationOf({ respondent: 'pupil', grades: [1] }).isHeardFirst)
  assert.ok(!presentationOf({ respondent: 'pupil', grades: [5] }).isHeardFirst)
  assert.equal(presentationOf({ respondent: 'pupil', grades: [5] }).questionsOnPage, 1)
})

test('a picture has a name of the list', () => {
  assert.ok(isPictogram('moon'))
  assert.ok(!isPictogram('gun'))
})
