import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isPossible } from './validate.ts'

const possible = (kind: 'single' | 'multiple' | 'ladder', options: number) =>
  [-1, 0, 1, 3, 4, 7, 8, 11, 12, 1.5, Number.NaN].filter((value) =>
    isPossible({ kind, options: Array.from({ length: options }, String) }, value),
  )

test('of one choice an option is possible, or declining', () => {
  assert.deepEqual(possible('single', 4), [0, 1, 3, 4])
})

test('of several choices any set of options is possible, or declining', () => {
  assert.deepEqual(possible('multiple', 3), [0, 1, 3, 4, 7])
})

test('a ladder has eleven steps', () => {
  assert.deepEqual(possible('ladder', 11), [0, 1, 3, 4, 7, 8, 11])
})
