import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ProblemError, type Refusal } from '../client.ts'
import { isWorthRetrying, waitBeforeRetry } from './asking-again.ts'

const tries = (problem: Refusal) => [0, 1, 2, 3, 4, 5].filter((failures) => isWorthRetrying(failures, new ProblemError(problem))).length

test('a busy server is asked again some times, a lost line twice, and a refusal never', () => {
  assert.deepEqual([tries('too-busy'), tries('offline'), tries('not-allowed'), tries('defect')], [5, 2, 0, 0])
  assert.equal(isWorthRetrying(0, new Error('our own')), false)
})

test('never sooner than the server asks, longer each time, and not all at once', () => {
  const busy = new ProblemError('too-busy', null, null, 4_000)
  for (const chance of [0, 0.5, 1]) assert.ok(waitBeforeRetry(0, busy, () => chance) >= 4_000)
  assert.notEqual(
    waitBeforeRetry(0, busy, () => 0.1),
    waitBeforeRetry(0, busy, () => 0.9),
  )
  const waits = [0, 1, 2, 3, 9].map((failures) => waitBeforeRetry(failures, new ProblemError('offline'), () => 0))
  assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000, 10_000])
})
