import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type LearningEnvironmentAssessment, isEnvironmentDue, latestNextOn, noWords, stepsDone, whyNotPublish } from './environment.ts'

const today = '2026-11-23'
const said = { ...noWords, themes: [{ theme: 'school', well: 'De er trygge', change: '' }] }
const mustChange = { ...noWords, themes: [{ theme: 'school', well: '', change: 'Toiletterne' }] }
const whole: LearningEnvironmentAssessment = {
  institutionId: 'i',
  surveyId: 's',
  words: mustChange,
  followUpOn: '2027-05-01',
  nextOn: '2029-11-23',
}
const mapped = { hasFigures: true, isSealed: true, plans: 1 }

test('all four steps are done before it is published, and it says which is missing', () => {
  assert.equal(whyNotPublish(whole, mapped, today), undefined)
  assert.equal(whyNotPublish(whole, { ...mapped, hasFigures: false }, today), 'environment-not-mapped')
  assert.equal(whyNotPublish({ ...whole, words: noWords }, mapped, today), 'environment-not-assessed')
  assert.equal(whyNotPublish(whole, { ...mapped, plans: 0 }, today), 'environment-no-plan')
  assert.equal(whyNotPublish({ ...whole, followUpOn: null }, mapped, today), 'environment-no-follow-up')
})

test('it waits until no more answers come, for between two versions everybody could read the class that came in between', () => {
  assert.equal(whyNotPublish(whole, { ...mapped, isSealed: false }, today), 'environment-not-sealed')
})

test('where nothing must change, no plan is asked for', () => {
  assert.deepEqual(stepsDone({ ...whole, words: said }, { ...mapped, plans: 0 }), ['mapping', 'assessment', 'plan', 'followUp'])
})

test('the next one is due within three years', () => {
  assert.equal(latestNextOn('2028-02-29'), '2031-02-28')
  assert.equal(whyNotPublish({ ...whole, nextOn: '2029-11-24' }, mapped, today), 'environment-next-too-late')
  assert.equal(whyNotPublish({ ...whole, nextOn: '2027-11-24' }, mapped, today), undefined, 'a daycare may make it each year')
})

test('on the day it is due', () => {
  assert.deepEqual(isEnvironmentDue(whole, '2027-04-30'), { followUp: false, next: false })
  assert.deepEqual(isEnvironmentDue(whole, '2029-11-23'), { followUp: true, next: true })
})
