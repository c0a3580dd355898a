import assert from 'node:assert/strict'
import { test } from 'node:test'
import { intervalFor } from './question.ts'
import { wilson } from './wilson.ts'

test('what all of the class would have said is nearer than what such a class might say', () => {
  for (const [count, n, roster, low, high] of [
    [3, 20, 22, 0.108, 0.2046],
    [5, 18, 24, 0.186, 0.393],
    [3, 20, 2000, 0.0526, 0.3593],
  ] as const) {
    const asked = intervalFor('roster', { count, n, roster })
    assert.ok(Math.abs(asked.low - low) < 0.00005 && Math.abs(asked.high - high) < 0.00005, JSON.stringify(asked))
    assert.deepEqual(intervalFor('chance', { count, n, roster }), wilson(count, n))
  }
})

test('with everybody heard there is nothing left to guess of this class, and as much as ever of the next', () => {
  assert.deepEqual(intervalFor('roster', { count: 5, n: 20, roster: 20 }), { low: 0.25, high: 0.25 })
  assert.deepEqual(intervalFor('chance', { count: 5, n: 20, roster: 20 }), wilson(5, 20))
  assert.deepEqual(intervalFor('roster', { count: 0, n: 0, roster: 20 }), { low: 0, high: 1 })
})
