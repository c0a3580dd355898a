import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { leadingZeros, proofText } from '#domain/survey/entry-brake.ts'
import { prove, sha256 } from './proof.ts'

test('the hash is SHA-256, whatever the text and however long', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      assert.equal(Buffer.from(sha256(text)).toString('hex'), createHash('sha256').update(text).digest('hex'))
    }),
  )
  for (const length of [0, 55, 56, 63, 64, 119, 120])
    assert.equal(Buffer.from(sha256('x'.repeat(length))).toString('hex'), createHash('sha256').update('x'.repeat(length)).digest('hex'))
})

test('what is found is what the server looks for', async () => {
  const nonce = await prove({ bits: 14, salt: 'salt' }, 'K7M2XQ-9HFT4B')
  assert.ok(nonce.length <= 20)
  assert.ok(
    leadingZeros(
      createHash('sha256')
        .update(proofText('salt', 'K7M2XQ-9HFT4B', nonce))
        .digest(),
    ) >= 14,
  )
})
