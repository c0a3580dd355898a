import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moved, planFaults } from './plan-faults.ts'

const period = { opensOn: '2026-11-23', closesOn: '2026-12-11' }
const plan = { channels: ['email' as const], invitesOn: '2026-11-23', remindsOn: ['2026-11-30'] }

test('a plan within the period can be saved', () => {
  assert.deepEqual(planFaults(plan, period), [])
  assert.deepEqual(planFaults({ ...plan, invitesOn: period.closesOn, remindsOn: [] }, period), [])
})

test('the first message lies while people can answer', () => {
  for (const invitesOn of ['2026-11-22', '2026-12-12'])
    assert.deepEqual(planFaults({ ...plan, invitesOn, remindsOn: [] }, period), [{ field: 'invites', fault: 'invites.outside' }])
  assert.deepEqual(planFaults({ ...plan, invitesOn: '', remindsOn: [] }, period), [{ field: 'invites', fault: 'invites' }])
})

test('a reminder lies after the first message and while people can answer, once a day', () => {
  const faults = planFaults({ ...plan, remindsOn: ['2026-11-23', '2026-12-12', '', '2026-11-30', '2026-11-30'] }, period)
  assert.deepEqual(faults, [
    { field: 'reminds-0', fault: 'reminds.early' },
    { field: 'reminds-1', fault: 'reminds.late' },
    { field: 'reminds-2', fault: 'reminds' },
    { field: 'reminds-4', fault: 'reminds.twice' },
  ])
})

test('a channel moves one place, and stays where there is no place to move to', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 'c', -1), ['a', 'c', 'b'])
  assert.deepEqual(moved(['a', 'b', 'c'], 'a', 1), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'b'], 'a', -1), ['a', 'b'])
  assert.deepEqual(moved(['a', 'b'], 'b', 1), ['a', 'b'])
})
