import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nameAYearAgo } from './earlier.ts'

test('6.B was 5.B a year ago', () => {
  assert.equal(nameAYearAgo('6.B', 6), '5.B')
  assert.equal(nameAYearAgo('10.X', 10), '9.X')
  assert.equal(nameAYearAgo('1a', 1), '0a')
})

test('a class that does not say whose children it holds has no past', () => {
  for (const [name, grade] of [
    ['0.A', 0],
    ['Mariehønen', null],
    ['Modtageklassen', 5],
    ['5.B', 6],
    ['60.B', 6],
    ['6', 6],
  ] as const)
    assert.equal(nameAYearAgo(name, grade), undefined, name)
})
