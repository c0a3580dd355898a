import assert from 'node:assert/strict'
import { test } from 'node:test'
import { actOfKey } from './remote.ts'

test('a remote has two keys, and each page turner calls them something else', () => {
  for (const key of ['ArrowRight', 'PageDown', ' ']) assert.equal(actOfKey(key, 'page'), 'next', key)
  for (const key of ['ArrowLeft', 'PageUp']) assert.equal(actOfKey(key, 'page'), 'back', key)
  assert.deepEqual(
    ['Home', 'End', '.', 'B', 'Escape'].map((key) => actOfKey(key, 'page')),
    ['first', 'last', 'blank', 'blank', 'leave'],
  )
})

test('space presses the button that has the focus, and turns no page', () => {
  assert.equal(actOfKey(' ', 'button'), undefined)
  assert.equal(actOfKey('PageDown', 'button'), 'next')
})

test('what is typed in a field is typed there', () => {
  for (const key of ['n', ' ', 'Home', 'ArrowDown']) assert.equal(actOfKey(key, 'field'), undefined, key)
})
