import assert from 'node:assert/strict'
import { test } from 'node:test'
import { faultOfFile } from './file-choice.ts'

const text = new TextEncoder().encode('Institutionsnummer;Klasse')

test('a text file is taken', () => {
  assert.equal(faultOfFile(text.length, text), undefined)
})

test('a spreadsheet is recognised by its beginning, whatever it is called', () => {
  assert.equal(faultOfFile(4000, Uint8Array.of(0x50, 0x4b, 3, 4)), 'spreadsheet')
  assert.equal(faultOfFile(4000, Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0)), 'spreadsheet')
})

test('an empty file and one above 32 MB are sent back before they are sent', () => {
  assert.equal(faultOfFile(0, new Uint8Array()), 'empty')
  assert.equal(faultOfFile(33 * 1024 * 1024, text), 'tooLarge')
})
