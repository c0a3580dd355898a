import assert from 'node:assert/strict'
import { test } from 'node:test'
import { daysBetween } from '../calendar/calendar.ts'
import { checkInvitations } from './check.ts'

const survey = { opensOn: '2026-11-23', closesOn: '2026-12-11', isRolling: false }
const plan = { channels: ['email' as const, 'letter' as const], invitesOn: '2026-11-23', remindsOn: ['2026-11-30'] }
const well = { plan, available: ['email', 'letter'] as const, receivers: 40, unreached: 4, daysBetween }
const names = (...given: Parameters<typeof checkInvitations>) => checkInvitations(...given).map(({ name }) => name)

test('a plan within the period, by channels that are there, that reaches nearly everybody, needs no word', () => {
  assert.deepEqual(names(survey, well), [])
})

test('nobody has planned how people are told', () => {
  assert.deepEqual(names(survey, { ...well, plan: undefined }), ['invitations-unplanned'])
})

test('a period that has been moved leaves the plan’s days behind', () => {
  assert.deepEqual(names({ ...survey, opensOn: '2026-11-24' }, well), ['invitations-outside'])
  assert.deepEqual(names({ ...survey, closesOn: '2026-11-29' }, well), ['invitations-outside'])
})

test('families told in the last week have little time, but whoever is asked one at a time is told when it is their turn', () => {
  const late = { ...well, plan: { ...plan, invitesOn: '2026-12-05', remindsOn: [] } }
  assert.deepEqual(checkInvitations(survey, late), [{ name: 'invitations-late', level: 'warning', values: { days: '6' } }])
  assert.deepEqual(names(survey, { ...well, plan: { ...plan, invitesOn: '2026-12-04', remindsOn: [] } }), [])
  assert.deepEqual(names({ ...survey, isRolling: true }, late), [])
})

test('a channel of the plan has been taken away', () => {
  assert.deepEqual(names(survey, { ...well, available: ['letter'] }), ['invitations-channel-missing'])
})

test('more than one in ten can be told by hand alone', () => {
  assert.deepEqual(checkInvitations(survey, { ...well, unreached: 5 }), [
    { name: 'invitations-unreached', level: 'warning', values: { unreached: '5', receivers: '40' } },
  ])
  assert.deepEqual(names(survey, { ...well, receivers: 0, unreached: 0 }), [])
})
