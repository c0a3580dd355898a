/** Signing and checking: XML Signature inside a document, and the signature over a redirect's query. */
import { createSign, createVerify } from 'node:crypto'
import { SignedXml } from 'xml-crypto'
import type { KeyPair } from './keys.ts'
import { algorithms } from './names.ts'
import { type Element, readXml } from './xml.ts'

const hashes: Readonly<Record<string, string>> = {
  [algorithms.rsaSha256]: 'RSA-SHA256',
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': 'RSA-SHA512',
}

/**
 * Signs the root of a document: enveloped, exclusive canonicalisation, right after the issuer or, where there is
 * none, first. `manner` is wrong in two ways
 * that nobody should take: with SHA-1, or by HMAC with the certificate, which everybody has, as its secret.
 */
export function signRoot(document: string, key: KeyPair, manner: 'sound' | 'sha1' | 'hmac' = 'sound'): string {
  const isWeak = manner === 'sha1'
  const signature = new SignedXml({
    privateKey: manner === 'hmac' ? key.certificate : key.privateKey,
    publicCert: key.certificate,
    signatureAlgorithm: { sound: algorithms.rsaSha256, sha1: algorithms.rsaSha1, hmac: algorithms.hmacSha1 }[manner],
    canonicalizationAlgorithm: algorithms.exclusiveC14n,
  })
  if (manner === 'hmac') signature.enableHMAC()
  signature.addReference({
    xpath: '/*',
    transforms: [algorithms.enveloped, algorithms.exclusiveC14n],
    digestAlgorithm: isWeak ? algorithms.sha1 : algorithms.sha256,
  })
  const hasIssuer = readXml(document).children[0]?.name === 'Issuer'
  signature.computeSignature(document, {
    prefix: 'ds',
    location: hasIssuer ? { reference: "/*/*[local-name(.)='Issuer']", action: 'after' } : { reference: '/*', action: 'prepend' },
  })
  return signature.getSignedXml()
}

/**
 * What is really signed in a document whose root carries a signature by one of these certificates: read only
 * that. Undefined when there is no signature of the root, or none that holds.
 */
export function readSigned(document: string, certificates: readonly string[]): Element | undefined {
  const root = readXml(document)
  const signature = /<((?:[\w-]+:)?)Signature[\s>][\s\S]*?<\/\1Signature>/.exec(document)?.[0]
  if (signature === undefined) return undefined
  for (const certificate of certificates) {
    const check = new SignedXml({ publicCert: certificate })
    try {
      check.loadSignature(signature)
      if (check.getReferences().length !== 1 || check.getReferences()[0]?.uri !== `#${root.attributes['ID']}`) return undefined
      const [signed] = check.checkSignature(document) ? check.getSignedReferences() : []
      if (signed !== undefined) return readXml(signed)
    } catch {
      // Another certificate may still fit.
    }
  }
  return undefined
}

/** The order in which a redirect's parameters are signed (SAML bindings, 3.4.4.1); values as they travel, encoded. */
const signedOrder = ['SAMLRequest', 'SAMLResponse', 'RelayState', 'SigAlg'] as const

/** Adds `SigAlg` and `Signature`. */
export function signQuery(parameters: Readonly<Record<string, string>>, key: KeyPair): string {
  const all: Readonly<Record<string, string>> = { ...parameters, SigAlg: algorithms.rsaSha256 }
  const query = signedOrder
    .filter((name) => all[name] !== undefined)
    .map((name) => `${name}=${encode(all[name] ?? '')}`)
    .join('&')
  const signature = createSign('RSA-SHA256').update(query).sign(key.privateKey, 'base64')
  return `${query}&Signature=${encode(signature)}`
}

/** Whether a query's signature is by one of these certificates, over exactly what was sent. */
export function isQuerySigned(query: string, certificates: readonly string[]): boolean {
  const raw = new Map(query.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)]))
  const hash = hashes[decode(raw.get('SigAlg') ?? '')]
  const signature = decode(raw.get('Signature') ?? '')
  if (hash === undefined || signature === '') return false
  const signed = signedOrder
    .filter((name) => raw.has(name))
    .map((name) => `${name}=${raw.get(name)}`)
    .join('&')
  return certificates.some((certificate) => createVerify(hash).update(signed).verify(certificate, signature, 'base64'))
}

/** Apostrophes too, which a browser would encode on the way, and what was signed would not be what arrives. */
function encode(value: string): string {
  return encodeURIComponent(value).replaceAll("'", '%27')
}

function decode(value: string): string {
  return decodeURIComponent(value.replaceAll('+', ' '))
}
