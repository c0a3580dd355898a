import assert from 'node:assert/strict'
import { test } from 'node:test'
import { checkPlan, dueToday, suggestPlan } from './plan.ts'

const survey = { opensOn: '2026-11-01', closesOn: '2026-12-18' }
const plan = { channels: ['email', 'sms'], invitesOn: '2026-11-23', remindsOn: ['2026-11-30'] } as const

test('what most would do: at once, after a week, and three days before the end, by what there is', () => {
  assert.deepEqual(suggestPlan(survey, ['letter', 'email'], '2026-11-23'), {
    channels: ['email', 'letter'],
    invitesOn: '2026-11-23',
    remindsOn: ['2026-11-30', '2026-12-15'],
  })
  assert.deepEqual(suggestPlan(survey, ['letter'], '2026-10-01').invitesOn, '2026-11-01', 'not before it opens')
  assert.deepEqual(
    suggestPlan({ ...survey, closesOn: '2026-12-02' }, [], '2026-11-23').remindsOn,
    ['2026-11-30'],
    'not twice in three days',
  )
  assert.deepEqual(suggestPlan({ ...survey, closesOn: '2026-11-24' }, [], '2026-11-23').remindsOn, [])
})

test('a plan in good order: days within the survey, reminders after the first word, once each', () => {
  const given = { survey, available: ['email', 'sms', 'letter'] } as const
  assert.deepEqual(
    checkPlan({ ...plan, remindsOn: ['2026-12-01', '2026-11-30', '2026-12-01'], channels: ['sms', 'email', 'sms'] }, given),
    {
      channels: ['sms', 'email'],
      invitesOn: '2026-11-23',
      remindsOn: ['2026-11-30', '2026-12-01'],
    },
  )
  assert.equal(checkPlan({ ...plan, channels: ['digitalPost'] }, given), 'invitation-channel-missing')
  assert.equal(checkPlan({ ...plan, invitesOn: '2026-10-31' }, given), 'invitation-days-wrong')
  assert.equal(checkPlan({ ...plan, remindsOn: ['2026-11-22'] }, given), 'invitation-days-wrong')
})

test('the first word from its day on, for whoever is invited later; a reminder on its day alone', () => {
  assert.deepEqual(dueToday(plan, survey, '2026-11-22'), [])
  const invitation = { occasion: 'invitation', dueOn: '2026-11-01' }
  assert.deepEqual(dueToday(plan, survey, '2026-11-23'), [invitation])
  assert.deepEqual(
    dueToday({ ...plan, invitesOn: '2026-11-24' }, survey, '2026-11-24'),
    [invitation],
    'a plan that is moved makes no second first word',
  )
  assert.deepEqual(dueToday(plan, survey, '2026-11-30'), [invitation, { occasion: 'reminder', dueOn: '2026-11-30' }])
  assert.deepEqual(dueToday(plan, survey, '2026-12-01'), [invitation])
})
