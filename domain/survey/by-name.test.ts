import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Item } from '../questionnaire/questionnaire.ts'
import { mayBeAskedByName, mayBeAskedWithoutName } from './by-name.ts'

const item: Item = {
  code: 'a',
  theme: 'sleep',
  kind: 'single',
  options: ['no', 'yes'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: true,
  isTeachingEnvironment: false,
}

test('a questionnaire is asked in the tracks it says it is for, and in statistics alone when it says nothing', () => {
  assert.deepEqual([mayBeAskedByName({}), mayBeAskedWithoutName({ items: [item] })], [false, true])
  const both = { tracks: ['statistics', 'health'] as const, items: [item] }
  assert.deepEqual([mayBeAskedByName(both), mayBeAskedWithoutName(both)], [true, true])
  const named = { tracks: ['health'] as const, items: [item] }
  assert.deepEqual([mayBeAskedByName(named), mayBeAskedWithoutName(named)], [true, false])
})

test('where somebody is asked for their own words, nobody is asked without a name', () => {
  assert.equal(mayBeAskedWithoutName({ tracks: ['statistics', 'health'], items: [item, { ...item, kind: 'text', options: [] }] }), false)
})
