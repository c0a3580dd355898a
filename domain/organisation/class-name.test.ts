import assert from 'node:assert/strict'
import { test } from 'node:test'
import { classKey, gradeOfClassName } from './class-name.ts'

test('spellings of one class are one class', () => {
  for (const name of ['5.A', '5.a', '5a', '5 A', '5 . a', ' 5. A ']) assert.equal(classKey(name), '5.A', name)
  assert.equal(classKey('Rød  stue'), classKey('rød stue'))
})

test('different classes stay different', () => {
  assert.notEqual(classKey('5.A'), classKey('5.B'))
  assert.notEqual(classKey('1.1'), classKey('11'))
  assert.notEqual(classKey('1.A'), classKey('11.A'))
  assert.notEqual(classKey('0.Ø'), classKey('0.Å'))
})

test('the number a class name begins with is its grade, up to ten', () => {
  assert.equal(gradeOfClassName('5.A'), 5)
  assert.equal(gradeOfClassName('0. klasse'), 0)
  assert.equal(gradeOfClassName('10B'), 10)
  assert.equal(gradeOfClassName('11.B'), null)
  assert.equal(gradeOfClassName('Rød stue'), null)
})
