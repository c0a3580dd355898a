/**
 * What can be wrong with a Response, by name: what a service provider must refuse. Signature wrapping is numbered
 * as in Somorovsky et al., "On Breaking SAML: Be Whoever You Want to Be" (USENIX Security 2012).
 */

export const faults = {
  unsigned: 'The assertion carries no signature.',
  'response-signed-only': 'The Response is signed, the assertion inside is not.',
  'other-key': 'Signed with a key that no metadata names, its certificate enclosed.',
  'weak-signature': 'Signed with RSA-SHA1.',
  tampered: 'One attribute was changed after signing.',
  'hmac-signature': 'Signed with HMAC, the login’s public certificate as the secret.',
  'comment-in-digest': 'Forged, its digest in a comment before the true one (CVE-2025-29775).',
  'two-signed-infos': 'Forged, its digest in a second SignedInfo before the signed one (CVE-2025-29774).',
  unencrypted: 'The assertion lies open.',
  'encrypted-for-another': 'Encrypted for a key the receiver does not have.',
  'wrong-audience': 'Meant for another service.',
  'no-audience': 'Meant for nobody in particular.',
  'no-conditions': 'Without conditions altogether.',
  'wrong-recipient': 'The confirmation names another address.',
  'no-recipient': 'The confirmation names no address.',
  'wrong-destination': 'The Response names another address.',
  'not-bearer': 'Confirmed by another method than bearer.',
  expired: 'Ended an hour ago.',
  'not-yet-valid': 'Begins in an hour.',
  'wrong-in-response-to': 'Answers another request.',
  'no-in-response-to': 'Answers no request.',
  'wrong-issuer': 'Issued by somebody else, signed with the right key.',
  'wrong-response-issuer': 'The Response names another issuer than the assertion.',
  'level-twice': 'Says low and high at once.',
  'no-session-index': 'Without a session that could be ended.',
  'comment-in-name-id': 'A comment splits the name identifier; careless readers take what stands before or after it.',
  'two-assertions': 'Two assertions, both signed, about two people.',
  'two-assertions-one-signed': 'Two assertions, the first about somebody else and not signed.',
  'status-failed': 'The login says it failed.',
  'status-failed-with-assertion': 'The login says it failed, and encloses an assertion all the same.',
  doctype: 'The document begins with a DOCTYPE that declares an entity.',
  'deeply-nested': 'Ten thousand elements, one in the other, before the assertion.',
  'xsw-1': 'Signed Response inside the signature of a forged Response, as its object.',
  'xsw-2': 'Signed Response beside its signature, both inside a forged Response.',
  'xsw-3': 'Forged assertion before the signed one.',
  'xsw-4': 'Signed assertion inside a forged one.',
  'xsw-5': 'Forged assertion carries the signature; the signed one, bare, stands last.',
  'xsw-6': 'Forged assertion carries the signature, which carries the signed one.',
  'xsw-7': 'Forged assertion inside Extensions, before the signed one.',
  'xsw-8': 'Forged assertion carries the signature, which carries the signed one as its object.',
} as const satisfies Record<string, string>

export type Fault = keyof typeof faults

export const faultNames = Object.keys(faults) as readonly Fault[]

export function isFault(name: string): name is Fault {
  return Object.hasOwn(faults, name)
}

/** A signature and the rest of a signed document, apart, to be put together otherwise. */
export function takeSignature(signed: string): { readonly signature: string; readonly rest: string } {
  const signature = /<ds:Signature[\s>][\s\S]*?<\/ds:Signature>/.exec(signed)?.[0]
  if (signature === undefined) throw new Error('there is no signature to take')
  return { signature, rest: signed.replace(signature, '') }
}

/**
 * The assertions of a wrapped Response, and what stands before them: from one that is signed and a forged one
 * that is not. Each assertion may then be encrypted by itself.
 */
export function wrapAssertion(
  variant: 'xsw-3' | 'xsw-4' | 'xsw-5' | 'xsw-6' | 'xsw-7' | 'xsw-8',
  signed: string,
  forged: string,
): { readonly assertions: readonly string[]; readonly extensions: string } {
  const { signature, rest } = takeSignature(signed)
  const only = (assertion: string) => ({ assertions: [assertion], extensions: '' })
  switch (variant) {
    case 'xsw-3':
      return { assertions: [forged, signed], extensions: '' }
    case 'xsw-4':
      return only(beforeEnd(forged, signed))
    case 'xsw-5':
      return { assertions: [afterIssuer(forged, signature), rest], extensions: '' }
    case 'xsw-6':
      return only(afterIssuer(forged, beforeEnd(signature, rest)))
    case 'xsw-7':
      return { assertions: [signed], extensions: `<samlp:Extensions>${forged}</samlp:Extensions>` }
    case 'xsw-8':
      return only(afterIssuer(forged, beforeEnd(signature, `<ds:Object>${rest}</ds:Object>`)))
  }
}

/** A forged assertion under the signature of a true one, made to look as if its own digest were the signed one. */
export function swapDigest(variant: 'comment-in-digest' | 'two-signed-infos', signed: string, forgedAndSigned: string): string {
  const { signature } = takeSignature(signed)
  const { signature: own, rest } = takeSignature(forgedAndSigned)
  const digest = /<ds:DigestValue>([^<]*)</.exec(own)?.[1] ?? ''
  const [signedInfo = ''] = /<ds:SignedInfo[\s>][\s\S]*?<\/ds:SignedInfo>/.exec(signature) ?? []
  return afterIssuer(
    rest,
    variant === 'comment-in-digest'
      ? signature.replace('<ds:DigestValue>', `<ds:DigestValue><!--${digest}-->`)
      : signature.replace(signedInfo, signedInfo.replace(/(<ds:DigestValue>)[^<]*/, `$1${digest}`) + signedInfo),
  )
}

/** A wrapped Response, from one that is signed and a forged one that is not. */
export function wrapResponse(variant: 'xsw-1' | 'xsw-2', signed: string, forged: string): string {
  const { signature, rest } = takeSignature(signed)
  return variant === 'xsw-1'
    ? afterIssuer(forged, beforeEnd(signature, `<ds:Object>${rest}</ds:Object>`))
    : afterIssuer(forged, `${rest}${signature}`)
}

function afterIssuer(document: string, addition: string): string {
  const end = '</saml:Issuer>'
  const place = document.indexOf(end) + end.length
  return document.slice(0, place) + addition + document.slice(place)
}

function beforeEnd(element: string, addition: string): string {
  const place = element.lastIndexOf('</')
  return element.slice(0, place) + addition + element.slice(place)
}
