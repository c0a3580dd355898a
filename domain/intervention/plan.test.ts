import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changePlan, dropPlan, evaluatePlan, isDue, type Plan, startPlan, stateOn } from './plan.ts'

const today = '2026-11-23'
const asked = {
  id: 'a',
  municipalityId: 881,
  institutionId: null,
  unit: 'municipality',
  surveyId: null,
  title: 'Ro',
  aim: '',
  owner: 'Teamet',
  startsOn: '2026-11-23',
  dueOn: '2027-05-01',
  theme: 'sleep',
  item: null,
  interventionCode: null,
}
const made = (given: Partial<typeof asked> = {}): Plan => {
  const plan = startPlan({ ...asked, ...given }, today)
  assert.ok(typeof plan !== 'string')
  return plan
}

test('a plan runs from its start day; until then it is planned', () => {
  assert.equal(made().state, 'running')
  const planned = made({ startsOn: '2026-12-01' })
  assert.deepEqual([planned.state, stateOn(planned, '2026-11-30'), stateOn(planned, '2026-12-01')], ['planned', 'planned', 'running'])
})

test('a plan does not end before it begins', () => {
  assert.equal(startPlan({ ...asked, dueOn: '2026-11-22' }, today), 'plan-period-backwards')
  assert.equal(changePlan(made(), { ...asked, dueOn: '2026-11-22' }, today), 'plan-period-backwards')
})

test('a plan is due on its day and after, while nobody has said how it went', () => {
  const plan = made()
  assert.deepEqual([isDue(plan, '2027-04-30'), isDue(plan, '2027-05-01'), isDue(plan, '2027-06-01')], [false, true, true])
  const over = evaluatePlan(plan, 'better', '', '2027-05-01')
  assert.ok(typeof over !== 'string')
  assert.equal(isDue(over, '2027-06-01'), false)
})

test('what has ended stays as it was', () => {
  const over = evaluatePlan(made(), 'same', 'Det tog tid', today)
  assert.ok(typeof over !== 'string')
  assert.deepEqual([over.outcome, over.lesson, over.evaluatedOn], ['same', 'Det tog tid', today])
  assert.equal(changePlan(over, asked, today), 'plan-over')
  assert.equal(evaluatePlan(over, 'better', '', today), 'plan-over')
  assert.equal(dropPlan(over, 'x', today), 'plan-over')
})

test('what has not begun is given up, never evaluated', () => {
  const planned = made({ startsOn: '2026-12-01' })
  assert.equal(evaluatePlan(planned, 'better', '', today), 'plan-not-running')
  const dropped = dropPlan(planned, 'Ny leder', today)
  assert.ok(typeof dropped !== 'string')
  assert.deepEqual([dropped.state, dropped.outcome], ['dropped', null])
})
