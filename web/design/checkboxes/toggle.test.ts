import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toggle } from './toggle.ts'

const options = [{ value: 'sport' }, { value: 'music' }, { value: 'declined', isApart: true }]

test('a press chooses, and a second press takes it back', () => {
  assert.deepEqual(toggle(options, [], 'music'), ['music'])
  assert.deepEqual(toggle(options, ['music'], 'music'), [])
})

test('choices keep the order of the options', () => {
  assert.deepEqual(toggle(options, ['music'], 'sport'), ['sport', 'music'])
})

test('not wanting to answer stands alone', () => {
  assert.deepEqual(toggle(options, ['sport', 'music'], 'declined'), ['declined'])
  assert.deepEqual(toggle(options, ['declined'], 'sport'), ['sport'])
})
