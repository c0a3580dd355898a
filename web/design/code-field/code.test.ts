import assert from 'node:assert/strict'
import { test } from 'node:test'
import { caretIn, cleanCode, groupCode } from './code.ts'

test('a code may be typed in small letters, with spaces and hyphens', () => {
  assert.equal(cleanCode(' k7m-2xq', 6), 'K7M2XQ')
})

test('symbols that no code has are left out', () => {
  assert.equal(cleanCode('0O1ILUåæø.K7', 6), 'K7')
})

test('what is longer than the code is cut', () => {
  assert.equal(cleanCode('K7M2XQ99', 6), 'K7M2XQ')
})

test('a code is shown in groups of three', () => {
  assert.deepEqual(['', 'K', 'K7M', 'K7M2', 'K7M2XQ'].map(groupCode), ['', 'K', 'K7M', 'K7M 2', 'K7M 2XQ'])
})

test('the caret stays behind the symbol it stood behind', () => {
  assert.equal(caretIn('K7M 2XQ', 'k7m2', 6), 5, 'typing over the gap')
  assert.equal(caretIn('K7M 2XQ', 'k', 6), 1, 'typing in the middle')
  assert.equal(caretIn('', '', 6), 0)
})
