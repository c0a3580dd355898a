import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import { SignedXml } from 'xml-crypto'
import { canonicalise } from './xml-canonical.ts'

const key = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
})

/** What the other library makes of an element. */
function byAnotherHand(document: string, prefixes: readonly string[]): string {
  const exclusive = 'http://www.w3.org/2001/10/xml-exc-c14n#'
  const { privateKey } = key
  const signature = new SignedXml({
    privateKey,
    signatureAlgorithm: 'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256',
    canonicalizationAlgorithm: exclusive,
  })
  signature.addReference({
    xpath: "//*[@Id='here']",
    transforms: [exclusive],
    digestAlgorithm: 'http://www.w3.org/2001/04/xmlenc#sha256',
    ...(prefixes.length > 0 && { inclusiveNamespacesPrefixList: [...prefixes] }),
  })
  signature.computeSignature(document, { location: { reference: '/*', action: 'append' } })
  const signed = signature.getSignedXml()
  const check = new SignedXml({ publicCert: key.publicKey, getCertFromKeyInfo: () => null })
  check.loadSignature(/<Signature[\s\S]*<\/Signature>/.exec(signed)?.[0] ?? '')
  assert.ok(check.checkSignature(signed))
  return check.getSignedReferences()[0] ?? ''
}

async function byOurs(document: string, prefixes: readonly string[]): Promise<string> {
  const parts: string[] = []
  await canonicalise(document, [{ isIt: ({ id }) => id === 'here', prefixes, write: (part) => parts.push(part) }])
  return parts.join('')
}

const word = fc.constantFrom('å', 'a b', '&amp;', '&lt;', '&gt;', '&#13;', '&quot;', "'", '<![CDATA[<&>]]>', '<!-- x -->', '\n')
const value = fc.constantFrom('', 'x', '&amp;', '&lt;', '>', '&#10;', '&#9;', '&quot;', 'å')
const uri = fc.constantFrom('urn:a', 'urn:b', 'urn:c')
const prefix = fc.constantFrom('', 'p:', 'q:')

/** Elements in and out of namespaces that are declared, said again and changed at every level. */
const element: fc.Arbitrary<string> = fc.letrec<{ element: string }>((tie) => ({
  element: fc
    .record({
      prefix,
      name: fc.constantFrom('A', 'B'),
      spaces: fc.tuple(uri, uri, uri),
      declares: fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()),
      attributes: fc.uniqueArray(fc.tuple(fc.constantFrom('z', 'b', 'p:c', 'q:a'), value), { selector: ([name]) => name }),
      inside: fc.array(fc.oneof({ depthSize: 'small' }, word, tie('element')), { maxLength: 3 }),
    })
    .map(({ prefix: own, name, spaces, declares, attributes, inside }) => {
      const said = ['xmlns', 'xmlns:p', 'xmlns:q'].flatMap((one, place) => (declares[place] ? [` ${one}="${spaces[place]}"`] : []))
      const given = attributes.map(([one, text]) => ` ${one}="${text}"`)
      return `<${own}${name}${said.join('')}${given.join('')}>${inside.join('')}</${own}${name}>`
    }),
})).element

test('every document has the canonical form that another library gives it', async () => {
  await fc.assert(
    fc.asyncProperty(element, fc.constantFrom([], ['p'], ['p', 'q']), async (inside, prefixes) => {
      const document = `<r xmlns="urn:0" xmlns:p="urn:1" xmlns:q="urn:2" xmlns:s="urn:3"><s:h Id="here">${inside}</s:h></r>`
      assert.equal(await byOurs(document, prefixes), byAnotherHand(document, prefixes))
    }),
    { numRuns: 60 },
  )
})

test('a document type and an instruction are refused', async () => {
  await assert.rejects(byOurs('<!DOCTYPE r><r Id="here"/>', []))
  await assert.rejects(byOurs('<r Id="here"><?do it?></r>', []))
})
