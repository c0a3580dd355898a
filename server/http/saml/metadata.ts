/** Metadata: what a login tells of itself, and what we tell a login (SAML metadata 2.0). */
import { X509Certificate } from 'node:crypto'
import { bindings, nameIdFormats, namespaces, requestedAttributes } from './profile.ts'
import { childrenOf, type Element, escapeXml, onlyChild, readXml, UnreadableXml } from './xml.ts'

/** What a login tells. */
export type LoginMetadata = {
  readonly entityId: string
  /** Certificates it signs with, PEM: the one that is used and the one that is to come. */
  readonly certificates: readonly string[]
  /** Where an `AuthnRequest` is taken by redirect. */
  readonly signIn: string
  /** Where a `LogoutRequest` is taken by redirect, and where its answers go; undefined for none. */
  readonly signOut: { readonly request: string; readonly response: string } | undefined
}

export type MetadataFault = 'unreadable' | 'no-such-login' | 'no-certificate' | 'no-sign-in'

/** Larger than metadata of a login, smaller than a federation's. */
const limits = { characters: 1024 * 1024, depth: 24, elements: 20_000 }

/** The login of this name, in a document that holds one or several. The document must come from where it is trusted. */
export function readMetadata(document: string, entityId: string): LoginMetadata | MetadataFault {
  let root: Element
  try {
    root = readXml(document, limits)
  } catch (error) {
    if (error instanceof UnreadableXml) return 'unreadable'
    throw error
  }
  const entities = root.name === 'EntityDescriptor' ? [root] : childrenOf(root, namespaces.metadata, 'EntityDescriptor')
  const role = onlyChild(
    entities.find(({ attributes }) => attributes['entityID'] === entityId),
    namespaces.metadata,
    'IDPSSODescriptor',
  )
  if (!role) return 'no-such-login'
  const certificates = childrenOf(role, namespaces.metadata, 'KeyDescriptor')
    .filter(({ attributes }) => attributes['use'] !== 'encryption')
    .flatMap(certificatesOf)
  if (certificates.length === 0) return 'no-certificate'
  const byRedirect = (name: string) =>
    childrenOf(role, namespaces.metadata, name).find(({ attributes }) => attributes['Binding'] === bindings.redirect)?.attributes
  const signIn = byRedirect('SingleSignOnService')?.['Location']
  if (signIn === undefined || !URL.canParse(signIn)) return 'no-sign-in'
  const signOut = byRedirect('SingleLogoutService')
  const request = signOut?.['Location'] ?? ''
  return {
    entityId,
    certificates,
    signIn,
    signOut: URL.canParse(request) ? { request, response: signOut?.['ResponseLocation'] ?? request } : undefined,
  }
}

function certificatesOf(key: Element): readonly string[] {
  const info = onlyChild(key, namespaces.signature, 'KeyInfo')
  return childrenOf(info, namespaces.signature, 'X509Data')
    .flatMap((data) => childrenOf(data, namespaces.signature, 'X509Certificate'))
    .flatMap(({ text }) => {
      try {
        const certificate = new X509Certificate(Buffer.from(text, 'base64'))
        // Nothing but RSA is taken in a signature.
        return certificate.publicKey.asymmetricKeyType === 'rsa' ? [certificate.toString()] : []
      } catch {
        return []
      }
    })
}

/** SHA-256 of a certificate, as 64 hexadecimal digits. */
export function fingerprint(certificate: string): string {
  return new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase()
}

/** What we are to a login. */
export type OwnSide = {
  readonly kind: keyof typeof requestedAttributes
  readonly entityId: string
  /** Where answers are posted, and where we are told of a sign-out. */
  readonly acs: string
  readonly signOut: string
  /** PEM. All of them are published, so that the login knows the next one before it is used. */
  readonly signing: readonly string[]
  readonly encryption: readonly string[]
}

/** Our metadata, for the login's administration. Nothing in it is secret. */
export function writeOwnMetadata({ kind, entityId, acs, signOut, signing, encryption }: OwnSide): string {
  const key = (use: string, methods: readonly string[]) => (certificate: string) =>
    `<md:KeyDescriptor use="${use}"><ds:KeyInfo><ds:X509Data><ds:X509Certificate>${bare(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>${methods
      .map((method) => `<md:EncryptionMethod Algorithm="${method}"/>`)
      .join('')}</md:KeyDescriptor>`
  const nameIdFormat = kind === 'context-handler' ? nameIdFormats.x509Subject : nameIdFormats.persistent
  const attributes = requestedAttributes[kind].map(
    (name) =>
      `<md:RequestedAttribute Name="${escapeXml(name)}" NameFormat="urn:oasis:names:tc:SAML:2.0:attrname-format:uri" isRequired="true"/>`,
  )
  return `<?xml version="1.0" encoding="UTF-8"?>
<md:EntityDescriptor xmlns:md="${namespaces.metadata}" xmlns:ds="${namespaces.signature}" entityID="${escapeXml(entityId)}">
<md:SPSSODescriptor AuthnRequestsSigned="true" WantAssertionsSigned="true" protocolSupportEnumeration="${namespaces.protocol}">
${signing.map(key('signing', [])).join('\n')}
${encryption.map(key('encryption', ['http://www.w3.org/2009/xmlenc11#aes256-gcm', 'http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p'])).join('\n')}
<md:SingleLogoutService Binding="${bindings.redirect}" Location="${escapeXml(signOut)}"/>
<md:SingleLogoutService Binding="${bindings.post}" Location="${escapeXml(signOut)}"/>
<md:NameIDFormat>${nameIdFormat}</md:NameIDFormat>
<md:AssertionConsumerService Binding="${bindings.post}" Location="${escapeXml(acs)}" index="0" isDefault="true"/>
<md:AttributeConsumingService index="0" isDefault="true">
<md:ServiceName xml:lang="da">BørnUngeLiv</md:ServiceName>
${attributes.join('\n')}
</md:AttributeConsumingService>
</md:SPSSODescriptor>
</md:EntityDescriptor>
`
}

function bare(certificate: string): string {
  return new X509Certificate(certificate).raw.toString('base64')
}
