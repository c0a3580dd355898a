import assert from 'node:assert/strict'
import { test } from 'node:test'
import { moduleOf } from './module.ts'

test('parents of children who are in no school yet belong to early childhood', () => {
  assert.equal(moduleOf({ respondent: 'parent', grades: [] }), 'earlyChildhood')
})

test("pupils, and parents of pupils, belong to the school's module", () => {
  assert.equal(moduleOf({ respondent: 'pupil', grades: [4, 5, 6] }), 'school')
  assert.equal(moduleOf({ respondent: 'parent', grades: [0, 1, 2, 3] }), 'school')
})

test('young people have a module of their own, also in the 10th grade', () => {
  assert.equal(moduleOf({ respondent: 'youngPerson', grades: [] }), 'youth')
  assert.equal(moduleOf({ respondent: 'youngPerson', grades: [10] }), 'youth')
})
