/** Metadata: what a login tells of itself, and what it reads of a service provider. */
import { readFileSync } from 'node:fs'
import { bare, type KeyPair, pem } from './keys.ts'
import { algorithms, bindings, namespaces } from './names.ts'
import { newId } from './response.ts'
import { signRoot } from './signature.ts'
import { below, childOf, type Element, readXml, xml } from './xml.ts'

export type LoginMetadata = {
  readonly entityId: string
  readonly singleSignOn: string
  readonly singleLogout: string
  readonly nameIdFormat: string
  readonly signing: KeyPair
  readonly encryption: KeyPair
}

/** An EntityDescriptor for the two bindings; signed unless told otherwise. */
export function writeMetadata(login: LoginMetadata, { isSigned = true }: { readonly isSigned?: boolean } = {}): string {
  const key = (use: string, certificate: string, methods: readonly string[]) => xml`
    <md:KeyDescriptor use="${use}">
      <ds:KeyInfo><ds:X509Data><ds:X509Certificate>${bare(certificate)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>
      ${methods.map((method) => xml`<md:EncryptionMethod Algorithm="${method}"/>`)}
    </md:KeyDescriptor>`
  const endpoints = (name: string, location: string) =>
    Object.values(bindings).map((binding) => xml`<md:${{ xml: name }} Binding="${binding}" Location="${location}"/>`)
  const document = xml`
    <md:EntityDescriptor xmlns:md="${namespaces.metadata}" xmlns:ds="${namespaces.signature}" ID="${newId()}" entityID="${login.entityId}">
      <md:IDPSSODescriptor WantAuthnRequestsSigned="true" protocolSupportEnumeration="${namespaces.protocol}">
        ${key('signing', login.signing.certificate, [])}
        ${key('encryption', login.encryption.certificate, [algorithms.aes256Gcm, algorithms.rsaOaep])}
        ${endpoints('SingleLogoutService', login.singleLogout)}
        <md:NameIDFormat>${login.nameIdFormat}</md:NameIDFormat>
        ${endpoints('SingleSignOnService', login.singleSignOn)}
      </md:IDPSSODescriptor>
    </md:EntityDescriptor>`.xml
  return isSigned ? signRoot(document, login.signing) : document
}

export type ServiceProvider = {
  readonly entityId: string
  /** Where Responses may be posted to; the first is the default. */
  readonly consumers: readonly { readonly location: string; readonly index: string | undefined }[]
  readonly logout: readonly { readonly binding: string; readonly location: string; readonly responseLocation: string }[]
  /** PEM. */
  readonly signing: readonly string[]
  /** PEM; undefined where it cannot receive anything encrypted. */
  readonly encryption: string | undefined
}

/** Reads metadata of one service provider, or of several in an EntitiesDescriptor. */
export function readServiceProviders(document: string): readonly ServiceProvider[] {
  const root = readXml(document)
  return (root.name === 'EntityDescriptor' ? [root] : below(root, 'EntityDescriptor')).flatMap((entity) => {
    const role = childOf(entity, 'SPSSODescriptor')
    return role ? [readServiceProvider(entity, role)] : []
  })
}

function readServiceProvider(entity: Element, role: Element): ServiceProvider {
  const certificates = (use: string) =>
    below(role, 'KeyDescriptor')
      .filter(({ attributes }) => attributes['use'] === undefined || attributes['use'] === use)
      .flatMap((key) => below(key, 'X509Certificate').map(({ text }) => pem(text)))
  return {
    entityId: entity.attributes['entityID'] ?? '',
    consumers: below(role, 'AssertionConsumerService')
      .filter(({ attributes }) => attributes['Binding'] === bindings.post)
      .toSorted((left, right) => Number(right.attributes['isDefault'] === 'true') - Number(left.attributes['isDefault'] === 'true'))
      .map(({ attributes }) => ({ location: attributes['Location'] ?? '', index: attributes['index'] })),
    logout: below(role, 'SingleLogoutService').map(({ attributes }) => ({
      binding: attributes['Binding'] ?? '',
      location: attributes['Location'] ?? '',
      responseLocation: attributes['ResponseLocation'] ?? attributes['Location'] ?? '',
    })),
    signing: certificates('signing'),
    encryption: certificates('encryption')[0],
  }
}

/** Metadata from an address or a file. Throws when it cannot be had. */
export async function fetchMetadata(where: string): Promise<readonly ServiceProvider[]> {
  if (!/^https?:/.test(where)) return readServiceProviders(readFileSync(where, 'utf8'))
  const response = await fetch(where, { signal: AbortSignal.timeout(5000) })
  if (!response.ok) throw new Error(`${where} answered ${response.status}`)
  return readServiceProviders(await response.text())
}
