import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkSurvey, closeSurvey, openSurvey, type Survey, type SurveyState, takesAnswers } from './survey.ts'

const draft: Survey = {
  id: 's1',
  municipalityId: 881,
  title: 'Trivsel i efteråret',
  track: 'statistics',
  isRolling: false,
  questionnaire: { code: 'mellemtrin', version: '1.0' },
  state: 'draft',
  schoolYear: 2026,
  opensOn: '2026-11-02',
  closesOn: '2026-11-27',
  grades: [4, 5, 6],
  institutionIds: ['lyngholm', 'stenhoej'],
}
const inState = (state: SurveyState): Survey => ({ ...draft, state })

test('a drafted survey opens', () => {
  assert.deepEqual(openSurvey(draft, 300, '2026-11-10'), { ...draft, state: 'open' })
})

test('a school may start the day it is ready: opening early moves the first day', () => {
  assert.deepEqual(openSurvey(draft, 300, '2026-10-20'), { ...draft, state: 'open', opensOn: '2026-10-20' })
})

test('opening on the first day and on the last day is in time, the day after is not', () => {
  assert.equal(typeof openSurvey(draft, 1, '2026-11-02'), 'object')
  assert.equal(typeof openSurvey(draft, 1, '2026-11-27'), 'object')
  assert.equal(openSurvey(draft, 1, '2026-11-28'), 'survey-period-over')
})

test('a survey opens once', () => {
  for (const state of ['open', 'closed', 'sealed'] as const) assert.equal(openSurvey(inState(state), 300, '2026-11-10'), 'survey-not-draft')
})

test('a survey that asks nobody does not open', () => {
  assert.equal(openSurvey(draft, 0, '2026-11-10'), 'survey-has-no-classes')
})

test('only an open survey closes, and it never opens again', () => {
  const closed = closeSurvey(inState('open'))
  assert.deepEqual(closed, inState('closed'))
  assert.equal(openSurvey(inState('closed'), 300, '2026-11-10'), 'survey-not-draft')
  for (const state of ['draft', 'closed', 'sealed'] as const) assert.equal(closeSurvey(inState(state)), 'survey-not-open')
})

test('neither opening nor closing changes the survey it was given, nor its track', () => {
  const before = structuredClone(draft)
  const opened = openSurvey(draft, 300, '2026-10-20')
  assert.deepEqual(draft, before)
  assert.ok(typeof opened === 'object' && opened.track === draft.track)
})

test('answers are taken while it is open, to the end of its last day', () => {
  assert.equal(takesAnswers(inState('open'), '2026-11-27'), true)
  assert.equal(takesAnswers(inState('open'), '2026-11-28'), false)
  for (const state of ['draft', 'closed', 'sealed'] as const) assert.equal(takesAnswers(inState(state), '2026-11-10'), false, state)
})

type Context = Parameters<typeof checkSurvey>[1]
const ready: Context = {
  institutions: [
    {
      id: 'lyngholm',
      name: 'Lyngholm Skole',
      classes: [
        { name: '5.A', pupils: 22 },
        { name: '5.B', pupils: 20 },
      ],
    },
    { id: 'stenhoej', name: 'Stenhøj Skole', classes: [{ name: '5.M', pupils: 12 }] },
  ],
  meantFor: [4, 5, 6],
  others: [],
  smallest: 5,
  today: '2026-11-01',
  days: 26,
}
const findings = (survey: Partial<Survey> = {}, context: Partial<Context> = {}) =>
  checkSurvey({ ...draft, ...survey }, { ...ready, ...context }).map(({ name, level, values }) => [level, name, values])

test('a survey that is ready has nothing in its way', () => {
  assert.deepEqual(findings(), [])
})

test('a period that runs backwards, or is over, stands in the way', () => {
  assert.deepEqual(findings({ opensOn: '2026-11-28' }), [['error', 'period-backwards', {}]])
  assert.deepEqual(findings({}, { today: '2026-11-28' }), [['error', 'period-over', {}]])
  assert.deepEqual(findings({ opensOn: '2026-11-27' }, { today: '2026-11-27', days: 1 }), [])
})

test('a period of more than sixty days is worth a word', () => {
  assert.deepEqual(findings({}, { days: 60 }), [])
  assert.deepEqual(findings({}, { days: 61 }), [['warning', 'period-long', { days: '61' }]])
})

test('that nobody would be asked stands in the way, and the planner is told where', () => {
  const empty = { id: 'lyngholm', name: 'Lyngholm Skole', classes: [] }
  assert.deepEqual(findings({}, { institutions: [empty] }), [
    ['error', 'no-pupils', {}],
    ['warning', 'institution-without-pupils', { institution: 'Lyngholm Skole' }],
  ])
  assert.deepEqual(findings({}, { institutions: [empty, ready.institutions[1]!] }), [
    ['warning', 'institution-without-pupils', { institution: 'Lyngholm Skole' }],
  ])
})

test('a class of four is told beforehand to get no figures of its own, a class of five is not', () => {
  const classesOf = (...sizes: number[]) => ({
    institutions: [{ id: 'lyngholm', name: 'Lyngholm Skole', classes: sizes.map((pupils, place) => ({ name: `${place + 4}.A`, pupils })) }],
  })
  assert.deepEqual(findings({}, classesOf(5, 6)), [])
  assert.deepEqual(findings({}, classesOf(4, 6)), [
    ['warning', 'small-class', { institution: 'Lyngholm Skole', class: '4.A', pupils: '4' }],
  ])
  assert.deepEqual(findings({}, classesOf(0, 6)), [], 'an empty class is no small class')
})

test('a grade the questionnaire was not written for is worth a word', () => {
  assert.deepEqual(findings({ grades: [3, 4] }), [['warning', 'grade-not-meant', { grade: '3' }]])
})

test('another open survey that asks the same of the same school is worth a word; itself, a draft and another school are not', () => {
  const other: Survey = { ...draft, id: 's2', title: 'Trivsel i foråret', state: 'open', institutionIds: ['stenhoej'] }
  assert.deepEqual(findings({}, { others: [other] }), [['warning', 'overlapping-survey', { title: 'Trivsel i foråret' }]])
  const harmless: readonly Partial<Survey>[] = [
    { id: draft.id },
    { state: 'draft' },
    { state: 'sealed' },
    { institutionIds: ['havbrink'] },
    { questionnaire: { code: 'udskoling', version: '1.0' } },
  ]
  for (const difference of harmless) assert.deepEqual(findings({}, { others: [{ ...other, ...difference }] }), [])
})
