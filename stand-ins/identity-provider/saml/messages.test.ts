/** Laws of what is written, signed and carried, for whatever text is in it. */
import assert from 'node:assert/strict'
import type { IncomingMessage } from 'node:http'
import { Readable } from 'node:stream'
import { test } from 'node:test'
import fc from 'fast-check'
import { readKey } from './keys.ts'
import { fieldsWith, receive, redirectWith } from './messages.ts'
import { readSigned, signRoot } from './signature.ts'
import { birthdayIn } from './subject.ts'
import { readXml, xml } from './xml.ts'

const key = readKey('context-handler-signing')
/** What XML can carry at all, without the line ends that every reader makes one of. */
const text = fc.string({ unit: 'grapheme' }).map((given) => given.replace(/[\p{Cc}\uFFFE\uFFFF]/gu, ''))

test('whatever is written as text is read as that text', () => {
  fc.assert(
    fc.property(text, (given) => {
      const read = readXml(xml`<a name="${given}">${given}</a>`.xml)
      assert.equal(read.text, given)
      assert.equal(read.attributes['name'], given)
    }),
  )
})

test('a document that declares entities is not read', () => {
  assert.throws(() => readXml('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), /DOCTYPE/)
})

const document = (value: string) => xml`<a ID="_aaaaaaaaaaaaaaaaaaaa"><Issuer>me</Issuer><b name="${value}">${value}</b></a>`.xml

test('a signature holds for what was signed, by the key that signed, and after nothing was changed', () => {
  fc.assert(
    fc.property(text, fc.nat(), (given, place) => {
      const signed = signRoot(document(given), key)
      assert.equal(readSigned(signed, [key.certificate])?.children.at(-1)?.text, given)
      assert.equal(readSigned(signed, [readKey('forger').certificate]), undefined)
      const at = signed.indexOf('<b ') + (place % (signed.indexOf('</b>') - signed.indexOf('<b ')))
      const changed = `${signed.slice(0, at)}x${signed.slice(at)}`
      let read: unknown
      try {
        read = readSigned(changed, [key.certificate])
      } catch {
        // No longer XML.
      }
      assert.equal(read, undefined)
    }),
    { numRuns: 30 },
  )
})

test('what is sent by redirect or by form arrives as it was, with its relay state, and proven', async () => {
  await fc.assert(
    fc.asyncProperty(text, text, async (given, relayState) => {
      const to = 'http://127.0.0.1/slo'
      const address = new URL(redirectWith('SAMLRequest', { document: document(given), to, relayState, key }))
      const byRedirect = await receive({ method: 'GET', url: `${address.pathname}${address.search}` } as IncomingMessage, address)
      const fields = fieldsWith('SAMLRequest', { document: document(given), relayState, key })
      const form = Object.assign(Readable.from([Buffer.from(new URLSearchParams(fields).toString())]), { method: 'POST' })
      const byForm = await receive(form as unknown as IncomingMessage, new URL(to))
      for (const received of [byRedirect, byForm]) {
        assert.equal(received?.relayState, relayState)
        assert.equal(received?.proven([key.certificate])?.children.at(-1)?.text, given)
        assert.equal(received?.proven([readKey('forger').certificate]), undefined)
      }
    }),
    { numRuns: 20 },
  )
})

test('a CPR number tells the day, also where sixty was added to it and in each century', () => {
  for (const [cpr, day] of [
    ['7403844002', '1984-03-14'],
    ['0101801111', '1980-01-01'],
    ['8102125095', '2012-02-21'],
    ['6101364000', '2036-01-01'],
    ['6101374000', '1937-01-01'],
    ['6112579999', '1957-12-01'],
    ['0112586000', '1858-12-01'],
  ] as const)
    assert.equal(birthdayIn(cpr), day, cpr)
})
