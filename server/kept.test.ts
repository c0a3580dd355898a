/** What is kept: the latest used, and no more than there is room for. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openKept } from './kept.ts'

const all = (kept: ReturnType<typeof openKept<string>>, keys: string) => [...keys].filter((key) => kept.find(key) === key).join('')

test('the latest used stay, and the oldest make room', () => {
  const kept = openKept<string>(30)
  for (const key of 'abc') kept.keep(key, key, 10)
  assert.equal(kept.find('a'), 'a')
  kept.keep('d', 'd', 10)
  assert.equal(all(kept, 'abcd'), 'acd', 'b was used least lately')
})

test('what was thrown out, or kept again, takes no room', () => {
  const kept = openKept<string>(30)
  for (let times = 0; times < 100; times++) kept.keep('a', 'a', 10)
  for (const key of 'bcdefgh') kept.keep(key, key, 10)
  assert.equal(all(kept, 'abcdefgh'), 'fgh', 'as many as there is room for')
})

test('what is larger than all the room is not kept, and empties nothing', () => {
  const kept = openKept<string>(30)
  for (const key of 'abc') kept.keep(key, key, 10)
  kept.keep('x', 'x', 31)
  assert.equal(all(kept, 'abcx'), 'abc')
})
