import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Actor, type Role, roles } from '../access/actor.ts'
import { inOrderOfDoing, mayBeGivenTask, mayDiscussUnit, mayFinish, mayTakeBack, parseSubjectKey, subjectKey } from './discussion.ts'
import { holdsCpr, refuseCpr } from './no-child.ts'

const school = '00000000-0000-4000-8000-0000000000a1'
const other = '00000000-0000-4000-8000-0000000000a2'
const classId = '00000000-0000-4000-8000-0000000000c1'
const surveyId = '00000000-0000-4000-8000-0000000000d1'

const actor = (role: Role, accountId = '00000000-0000-4000-8000-000000000001'): Actor => ({
  accountId,
  municipalityId: 881,
  role,
  institutionIds: role === 'teacher' || role === 'institutionLeader' ? [school] : [],
  classIds: role === 'teacher' ? [classId] : [],
})

test('a personal number in a text is seen, however it is written', () => {
  for (const text of ['0101129995', '010112-9995', 'barnet (010112 9995) har', 'nr.610112-9995.']) assert.equal(holdsCpr(text), true, text)
})

test('phone numbers, days, school numbers and longer numbers are no personal numbers', () => {
  for (const text of [
    '70 20 30 40',
    '+45 70203040',
    '2026-11-22',
    '280127 elever',
    '3102129995',
    '01011299951',
    'konto 1234 0101129995 1'.slice(0, 10),
  ])
    assert.equal(holdsCpr(text), false, text)
  assert.equal(refuseCpr('Hvem har erfaring?', 'Vi har 12 skoler'), undefined)
  assert.equal(refuseCpr('Hvem?', 'Det gælder 010112-9995'), 'text-holds-cpr')
})

test('a subject is one word and back again, and nothing else is a subject', () => {
  for (const subject of [
    { kind: 'report', surveyId, unit: `class:${classId}` },
    { kind: 'report', surveyId, unit: `yearGroup:${school}:5` },
    { kind: 'report', surveyId, unit: 'municipality' },
    { kind: 'plan', planId: surveyId },
  ] as const)
    assert.deepEqual(parseSubjectKey(subjectKey(subject)), subject)
  for (const key of ['', 'plan:', 'plan:x', `report:${surveyId}`, `report:${surveyId}:child:${classId}`, `report:x:municipality`])
    assert.equal(parseSubjectKey(key), undefined, key)
})

test('who may not read the report may not talk about it', () => {
  const atSchool = { level: 'institution', institutionId: school } as const
  const able = roles.filter((role) => mayDiscussUnit(actor(role), atSchool, school))
  assert.deepEqual(able, [
    'teacher',
    'institutionLeader',
    'healthVisitor',
    'leadHealthVisitor',
    'schoolDoctor',
    'eduPsychologist',
    'socialWorker',
    'municipalAnalyst',
  ])
  assert.equal(mayDiscussUnit(actor('teacher'), { level: 'institution', institutionId: other }, other), false)
  assert.equal(mayDiscussUnit(actor('eduPsychologist'), { level: 'class', classId }, school), false)
})

test('region and country are talked about by nobody here', () => {
  for (const role of roles) {
    assert.equal(mayDiscussUnit(actor(role), { level: 'country' }, null), false)
    assert.equal(mayDiscussUnit(actor(role), { level: 'region', code: '1083' }, null), false)
  }
})

test("a task from the municipality's report is not for every teacher, but for leaders and the whole municipality's people", () => {
  const able = roles.filter((role) => mayBeGivenTask(actor(role), { level: 'municipality' }, null))
  assert.equal(able.includes('teacher'), false)
  assert.equal(able.includes('institutionLeader') && able.includes('eduPsychologist') && able.includes('leadHealthVisitor'), true)
  assert.equal(mayBeGivenTask(actor('teacher'), { level: 'class', classId }, school), true)
})

test('a comment is taken back by its writer alone; a task is finished by giver and taker', () => {
  const [mine, yours, theirs] = ['m', 'y', 't']
  assert.equal(mayTakeBack({ accountId: mine }, { accountId: mine }), true)
  assert.equal(mayTakeBack({ accountId: yours }, { accountId: mine }), false)
  const task = { createdBy: mine, assigneeId: yours }
  assert.deepEqual(
    [mine, yours, theirs].map((accountId) => mayFinish({ accountId }, task)),
    [true, true, false],
  )
})

test('tasks stand in the order they are to be done', () => {
  const tasks = [
    { id: 1, dueOn: '2026-12-01', doneAt: '2026-11-20' },
    { id: 2, dueOn: null, doneAt: null },
    { id: 3, dueOn: '2026-12-24', doneAt: null },
    { id: 4, dueOn: '2026-12-01', doneAt: null },
  ]
  assert.deepEqual(
    inOrderOfDoing(tasks).map(({ id }) => id),
    [4, 3, 2, 1],
  )
})
