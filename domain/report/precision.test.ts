import assert from 'node:assert/strict'
import { test } from 'node:test'
import { percentDecimals, roundTo } from './precision.ts'

test('whole percent below a hundred answers, one decimal from there, and none in a class', () => {
  assert.deepEqual(
    [percentDecimals(99, 'municipality'), percentDecimals(100, 'municipality'), percentDecimals(100, 'yearGroup')],
    [0, 1, 1],
  )
  assert.equal(percentDecimals(1000, 'class'), 0)
  assert.deepEqual([roundTo(33.349, 1), roundTo(33.349, 0), roundTo(-0.26, 1)], [33.3, 33, -0.3])
})
