import assert from 'node:assert/strict'
import { test } from 'node:test'
import { countWaiting, inOrder, type Invitation, nextOf, subjectOf } from './family-facts.ts'

const invitation = (rest: Partial<Invitation> = {}): Invitation => ({
  surveyId: 's',
  title: 'Før skolestart',
  questionnaire: { code: 'foraeldre-indskoling', version: '1.0', titles: { da: 'Forældre', en: 'Parents' } },
  respondent: 'parent',
  opensOn: '2026-11-02',
  closesOn: '2026-12-04',
  isOpen: true,
  decides: 'custodyHolder',
  decision: 'none',
  mayDecide: true,
  mayAnswer: false,
  answeredOn: null,
  readers: [],
  ...rest,
})

const childWith = (...invitations: Invitation[]) => ({
  pupilId: 'p',
  name: 'Ida',
  className: '0.A',
  institution: 'Stenhøj Skole',
  relation: 'custody' as const,
  decidesAlone: false,
  parentsSee: [],
  surveys: [],
  cases: [],
  invitations,
  consents: [],
  responses: [],
  looks: [],
})

test('consent is asked before anything is answered', () => {
  assert.equal(nextOf(invitation()), 'choose')
  assert.equal(nextOf(invitation({ decision: 'given', mayAnswer: true })), 'answer')
  assert.equal(nextOf(invitation({ respondent: 'pupil', decision: 'given' })), 'lesson')
})

test('who may not decide waits, and who said no is asked no more', () => {
  assert.equal(nextOf(invitation({ decides: 'self', mayDecide: false })), 'wait')
  assert.equal(nextOf(invitation({ decision: 'declined' })), 'nothing')
  assert.equal(nextOf(invitation({ isOpen: false })), 'closed')
})

test('what is only counted in the statistics never waits, for nobody knows whether it was answered', () => {
  const refused = invitation({ decision: 'refused', mayAnswer: true })
  assert.equal(nextOf(refused), 'answer')
  assert.equal(countWaiting([childWith(refused)]), 0)
  assert.equal(countWaiting([childWith(invitation(), invitation({ decision: 'given', mayAnswer: true }))]), 2)
})

test('what can be done stands before what is over', () => {
  const ordered = inOrder([
    invitation({ surveyId: 'old', answeredOn: '2026-01-01' }),
    invitation({ surveyId: 'late', closesOn: '2027-01-01' }),
    invitation({ surveyId: 'soon' }),
  ])
  assert.deepEqual(
    ordered.map(({ surveyId }) => surveyId),
    ['soon', 'late', 'old'],
  )
})

test('a parent’s own answers, the child’s and one’s own are three things', () => {
  assert.equal(subjectOf({ relation: 'custody' }, { respondent: 'parent' }), 'parent')
  assert.equal(subjectOf({ relation: 'custody' }, { respondent: 'pupil' }), 'pupil')
  assert.equal(subjectOf({ relation: 'self' }, { respondent: 'pupil' }), 'self')
})
