import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOfFile } from './file-choice.ts'

test('a file with something in it is sent, whatever it is', () => {
  assert.equal(faultOfFile(4_000), undefined)
})

test('an empty file and one above 32 MB are sent back before they are sent', () => {
  assert.equal(faultOfFile(0), 'empty')
  assert.equal(faultOfFile(33 * 1024 * 1024), 'tooLarge')
})
