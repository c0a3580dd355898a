import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pairsOf } from './follow-up.ts'

type State = 'invited' | 'answered' | 'declined' | 'withdrawn'
const one = (id: string, round: number, follows: string | null, state: State = 'answered') => ({ id, round, follows, state })
const pairs = (...informants: readonly ReturnType<typeof one>[]) =>
  pairsOf(informants).map(({ before, after }) => `${before.id}→${after.id}`)

test('a change is from an informant’s first answer to their latest', () => {
  assert.deepEqual(pairs(one('a1', 1, null), one('a2', 2, 'a1')), ['a1→a2'])
  assert.deepEqual(pairs(one('a1', 1, null), one('a2', 2, 'a1'), one('a3', 3, 'a2')), ['a1→a3'])
})

test('nobody is compared with somebody else', () => {
  assert.deepEqual(pairs(one('a1', 1, null), one('b1', 1, null), one('c2', 2, null)), [])
  assert.deepEqual(pairs(one('a1', 1, null), one('b1', 1, null), one('a2', 2, 'a1'), one('b2', 2, 'b1')), ['a1→a2', 'b1→b2'])
})

test('who has not answered the follow-up has no change, and keeps the one from before', () => {
  assert.deepEqual(pairs(one('a1', 1, null), one('a2', 2, 'a1', 'invited')), [])
  assert.deepEqual(pairs(one('a1', 1, null), one('a2', 2, 'a1'), one('a3', 3, 'a2', 'declined')), ['a1→a2'])
})
