import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Output } from '../../client.ts'
import { casesThatWait, familyTasks, openCases } from './child-tasks.ts'

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`
const today = '2026-11-23'

type Case = Output<'listAssessments'>[number]
const plus = (number: number, change: Partial<Case> = {}): Case => ({
  id: id(number),
  childName: 'Opfundet Barn',
  className: '2.A',
  institution: 'Åsum Skole',
  state: 'open',
  openedOn: '2026-10-01',
  part: 'owner',
  round: 1,
  invited: 3,
  answered: 1,
  next: null,
  ...change,
})

test('cases stand by their next day, and wait when it is within a week', () => {
  const cases = [
    plus(1),
    plus(2, { next: { what: 'goal', dueOn: '2026-12-24' } }),
    plus(3, { next: { what: 'answers', dueOn: '2026-11-25' } }),
    plus(4, { state: 'closed', next: { what: 'answers', dueOn: '2026-11-20' } }),
  ]
  assert.deepEqual(
    openCases(cases).map((one) => one.id),
    [id(3), id(2), id(1)],
  )
  assert.deepEqual(
    casesThatWait(cases, today).map((one) => one.id),
    [id(3)],
  )
})

type Family = Output<'getFamily'>['children'][number]
type Invitation = Family['invitations'][number]
const invitation = (change: Partial<Invitation> = {}): Invitation => ({
  surveyId: id(3),
  title: 'Før skolestart',
  questionnaire: { code: 'foraeldre-indskoling', version: '1.0', titles: { da: 'Forældre', en: 'Parents' } },
  respondent: 'parent',
  opensOn: '2026-11-01',
  closesOn: '2026-12-01',
  isOpen: true,
  decides: 'custodyHolder',
  decision: 'none',
  mayDecide: true,
  mayAnswer: false,
  answeredOn: null,
  readers: [],
  ...change,
})

test('a family decides before it answers, and what closes first comes first', () => {
  const family = (invitations: readonly Invitation[]): Family => ({
    pupilId: id(1),
    name: 'Opfundet Barn',
    className: '0.A',
    institution: 'Åsum Skole',
    relation: 'custody',
    decidesAlone: false,
    parentsSee: [],
    surveys: [],
    cases: [],
    invitations: [...invitations],
    consents: [],
    responses: [],
    looks: [],
  })
  const tasks = familyTasks([
    family([
      invitation({ decision: 'given', mayAnswer: true, closesOn: '2026-11-25', title: 'svar' }),
      invitation({ closesOn: '2026-12-20', title: 'sidst' }),
      invitation({ closesOn: '2026-11-30', title: 'først' }),
      invitation({ mayDecide: false, title: 'ikke min' }),
      invitation({ decision: 'given', mayAnswer: true, answeredOn: '2026-11-20', title: 'svaret' }),
    ]),
  ])
  assert.deepEqual(
    tasks.map(({ kind, title }) => [kind, title]),
    [
      ['decide', 'først'],
      ['decide', 'sidst'],
      ['answer', 'svar'],
    ],
  )
})
