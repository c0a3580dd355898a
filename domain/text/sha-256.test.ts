import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { sha256 } from './sha-256.ts'

test('the sum of a text is the one everybody else reckons, of every length around a block and every kind of letter', () => {
  for (const text of [...Array(140).keys()].map((length) => 'spørgsmål'.repeat(20).slice(0, length)).concat('سؤال', 'питання', '🙂 tegn'))
    assert.equal(sha256(text), createHash('sha256').update(text).digest('hex'), text)
})
