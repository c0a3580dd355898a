/** Which signatures are taken: over a whole message (XML Signature), and over a redirect's query (SAML bindings 3.4.4.1). */
import { constants, createVerify, X509Certificate } from 'node:crypto'
import { SAML } from '@node-saml/node-saml'
import { algorithms, namespaces } from './profile.ts'
import { below, type Element, onlyChild, readXml, UnreadableXml } from './xml.ts'

/**
 * Whether this element carries exactly one signature, over the whole of itself and nothing else, made as we take it.
 * Says nothing yet about who signed; that is the library's part. Everything else that a signature can be is refused
 * here: more than one, one deeper down, an `Object` inside it, several references (Somorovsky et al., USENIX Security 2012).
 */
export function isSignedAsAWhole(element: Element): boolean {
  const [signature, ...others] = below(element, 'Signature')
  if (!signature || others.length > 0 || onlyChild(element, namespaces.signature, 'Signature') !== signature) return false
  const info = onlyChild(signature, namespaces.signature, 'SignedInfo')
  const reference = onlyChild(info, namespaces.signature, 'Reference')
  const id = element.attributes['ID']
  if (!info || !reference || id === undefined || !/^[A-Za-z_][A-Za-z0-9_.-]{7,200}$/.test(id)) return false
  const transforms = onlyChild(reference, namespaces.signature, 'Transforms')
  const used = (parent: Element | undefined, name: string) => onlyChild(parent, namespaces.signature, name)?.attributes['Algorithm'] ?? ''
  return (
    reference.attributes['URI'] === `#${id}` &&
    below(signature, 'Reference').length === 1 &&
    below(signature, 'SignedInfo').length === 1 &&
    below(signature, 'Object').length === 0 &&
    allowed(algorithms.signature, used(info, 'SignatureMethod')) &&
    allowed(algorithms.canonicalisation, used(info, 'CanonicalizationMethod')) &&
    allowed(algorithms.digest, used(reference, 'DigestMethod')) &&
    (transforms?.children.length ?? 0) > 0 &&
    (transforms?.children ?? []).every(
      ({ name, attributes }) => name === 'Transform' && allowed(algorithms.transform, attributes['Algorithm'] ?? ''),
    )
  )
}

/**
 * What was really signed of an assertion that stands alone, by one of these certificates: the bytes the signature is
 * over, read anew. Undefined when it is not signed by any of them. Nothing but the answer may be believed.
 *
 * node-saml is pinned to 5.1.0 or later in package.json: before that a changed value could pass (CVE-2025-54369,
 * CVE-2025-54419), and through its xml-crypto before 6.0.1 a second signature or a comment in a digest
 * (CVE-2025-29774, CVE-2025-29775). It gets one assertion in an envelope of our own, so that nothing a stranger put
 * around it is ever looked at; the moments it names are compared by ourselves, with a clock that tests can turn.
 */
export async function readSignedAssertion(assertion: string, certificates: readonly string[]): Promise<Element | undefined> {
  const library = new SAML({
    idpCert: [...certificates],
    issuer: '-',
    callbackUrl: '-',
    audience: false,
    wantAssertionsSigned: true,
    wantAuthnResponseSigned: false,
    acceptedClockSkewMs: -1,
  })
  const alone = `<samlp:Response xmlns:samlp="${namespaces.protocol}">${assertion}</samlp:Response>`
  try {
    const { profile } = await library.validatePostResponseAsync({ SAMLResponse: Buffer.from(alone).toString('base64') })
    const signed = profile?.getAssertionXml?.()
    return signed === undefined ? undefined : readXml(signed)
  } catch (error) {
    if (error instanceof UnreadableXml) throw error
    return undefined
  }
}

/** Hashes and paddings of the allowed signatures, for a query. */
const hashes: Readonly<Record<(typeof algorithms.signature)[number], { readonly hash: string; readonly padding: number }>> = {
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha256': { hash: 'sha256', padding: constants.RSA_PKCS1_PADDING },
  'http://www.w3.org/2001/04/xmldsig-more#rsa-sha512': { hash: 'sha512', padding: constants.RSA_PKCS1_PADDING },
  'http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1': { hash: 'sha256', padding: constants.RSA_PKCS1_PSS_PADDING },
}

/**
 * Whether a redirect's query is signed by one of these certificates, over exactly what was sent, each parameter once.
 * The library's own check takes a query without a signature, and finds parameters by a piece of their name.
 */
export function isQuerySigned(query: string, message: 'SAMLRequest' | 'SAMLResponse', certificates: readonly string[]): boolean {
  const pairs = query.split('&').map((pair) => [pair.slice(0, pair.indexOf('=')), pair] as const)
  const raw = (name: string) => {
    const found = pairs.filter(([given]) => given === name)
    return found.length === 1 ? found[0]?.[1] : undefined
  }
  const value = (name: string) => decoded(raw(name)?.slice(name.length + 1))
  const algorithm = algorithms.signature.find((one) => one === value('SigAlg'))
  const signature = value('Signature')
  const names = pairs.map(([name]) => name)
  const isTwice = new Set(names).size < names.length
  const isBoth = names.includes('SAMLRequest') && names.includes('SAMLResponse')
  if (isTwice || isBoth || raw(message) === undefined || algorithm === undefined || signature === undefined) return false
  const signed = [message, 'RelayState', 'SigAlg'].flatMap((name) => raw(name) ?? []).join('&')
  const { hash, padding } = hashes[algorithm]
  return certificates.some((certificate) => {
    try {
      return createVerify(hash)
        .update(signed)
        .verify({ key: new X509Certificate(certificate).publicKey, padding }, signature, 'base64')
    } catch {
      return false
    }
  })
}

function decoded(value: string | undefined): string | undefined {
  try {
    return value === undefined ? undefined : decodeURIComponent(value.replaceAll('+', ' '))
  } catch {
    return undefined
  }
}

function allowed(list: readonly string[], algorithm: string): boolean {
  return list.includes(algorithm)
}
