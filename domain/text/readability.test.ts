import assert from 'node:assert/strict'
import { test } from 'node:test'
import { lix, words } from './readability.ts'

test('LIX is words per sentence plus the percentage of words over six letters', () => {
  // Nine words, two sentences, one long word ("pladsen", seven letters; "skolen" has six): 4.5 + 100/9.
  assert.equal(lix('Vi løb fra skolen til pladsen. Det var sjovt.').toFixed(2), (4.5 + 100 / 9).toFixed(2))
})

test('an empty text is not hard to read, and a text without a full stop is one sentence', () => {
  assert.equal(lix(''), 0)
  assert.equal(lix('en to tre'), 3)
})

test('a word with a hyphen or an apostrophe is one word, and Danish letters are letters', () => {
  assert.deepEqual(words("1–2 dage på UNI-Login, “årgangen” don't"), ['1–2', 'dage', 'på', 'UNI-Login', 'årgangen', "don't"])
})
