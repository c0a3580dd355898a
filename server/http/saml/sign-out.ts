/** What a SAML login sends when somebody signs out there: a request that we end their session, or the answer to ours. */
import { inflateRawSync } from 'node:zlib'
import { SAML } from '@node-saml/node-saml'
import type { SamlLogin } from '../login.ts'
import { openEncrypted } from './encryption.ts'
import { namespaces, statuses } from './profile.ts'
import { decodeForm } from './response.ts'
import { isQuerySigned, isSignedAsAWhole } from './signature.ts'
import { childrenOf, type Element, onlyChild, readXml, UnreadableXml } from './xml.ts'

/** As it came: by redirect with the query as it travelled, or by a form. */
export type Arrived = { readonly by: 'redirect'; readonly query: string } | { readonly by: 'post'; readonly form: URLSearchParams }

export type SignOutMessage =
  | {
      readonly what: 'request'
      readonly id: string
      readonly nameId: string
      readonly sessionIndexes: readonly string[]
      readonly document: string
    }
  | { readonly what: 'response'; readonly inResponseTo: string; readonly isDone: boolean; readonly document: string }

const longest = 64 * 1024
const skewMs = 3 * 60_000
const longestMs = 15 * 60_000

/** What the login wants or answers; undefined when it is not from it, not signed, not for us, or too old. */
export async function readSignOut(login: SamlLogin, arrived: Arrived, destination: string, now: Date): Promise<SignOutMessage | undefined> {
  const certificates = login.metadata?.certificates ?? []
  try {
    const parameters = arrived.by === 'redirect' ? new URLSearchParams(arrived.query) : arrived.form
    const name = parameters.has('SAMLRequest') ? 'SAMLRequest' : 'SAMLResponse'
    const field = parameters.get(name) ?? ''
    const document = arrived.by === 'redirect' ? inflate(field) : decodeForm(field)
    const message = readXml(document)
    const isProven =
      arrived.by === 'redirect'
        ? isQuerySigned(arrived.query, name, certificates)
        : isSignedAsAWhole(message) && (await isSignedBy(login, document, name))
    if (!isProven || !isFresh(message, login.issuer, destination, now)) return undefined
    return name === 'SAMLRequest' ? readRequest(login, message, document) : readAnswer(message, document)
  } catch (error) {
    if (error instanceof UnreadableXml) return undefined
    throw error
  }
}

function readRequest(login: SamlLogin, message: Element, document: string): SignOutMessage | undefined {
  if (message.name !== 'LogoutRequest') return undefined
  const encrypted = onlyChild(message, namespaces.assertion, 'EncryptedID')
  const opened =
    encrypted &&
    openEncrypted(
      encrypted,
      login.encryption.map(({ privateKey }) => privateKey),
    )
  const named = opened === undefined ? onlyChild(message, namespaces.assertion, 'NameID') : readXml(opened)
  const sessionIndexes = childrenOf(message, namespaces.protocol, 'SessionIndex').map(({ text }) => text.trim())
  if (named?.name !== 'NameID' || message.attributes['ID'] === undefined) return undefined
  return { what: 'request', id: message.attributes['ID'], nameId: named.text.trim(), sessionIndexes, document }
}

function readAnswer(message: Element, document: string): SignOutMessage | undefined {
  if (message.name !== 'LogoutResponse') return undefined
  const status = onlyChild(onlyChild(message, namespaces.protocol, 'Status'), namespaces.protocol, 'StatusCode')
  return {
    what: 'response',
    inResponseTo: message.attributes['InResponseTo'] ?? '',
    isDone: status?.attributes['Value'] === statuses.success,
    document,
  }
}

/** From this login, to this address, made a moment ago. */
function isFresh(message: Element, issuer: string, destination: string, now: Date): boolean {
  const { IssueInstant, NotOnOrAfter, Destination } = message.attributes
  const issued = Date.parse(IssueInstant ?? '')
  const ends = NotOnOrAfter === undefined ? Number.POSITIVE_INFINITY : Date.parse(NotOnOrAfter)
  const at = now.getTime()
  return (
    message.namespace === namespaces.protocol &&
    onlyChild(message, namespaces.assertion, 'Issuer')?.text.trim() === issuer &&
    Destination === destination &&
    issued - skewMs <= at &&
    at - issued <= longestMs &&
    at - skewMs < ends
  )
}

/**
 * The library's check of a signed message. What it reads is not used: the message is signed as a whole, and read above.
 * It opens an encrypted name identifier on the way, so it is asked with each of our keys.
 */
async function isSignedBy({ metadata, encryption }: SamlLogin, document: string, name: 'SAMLRequest' | 'SAMLResponse'): Promise<boolean> {
  const field = Buffer.from(document).toString('base64')
  for (const { privateKey } of encryption) {
    const library = new SAML({
      idpCert: [...(metadata?.certificates ?? [])],
      issuer: '-',
      callbackUrl: '-',
      acceptedClockSkewMs: -1,
      decryptionPvk: privateKey,
    })
    try {
      if (name === 'SAMLRequest') await library.validatePostRequestAsync({ SAMLRequest: field })
      else if (!(await library.validatePostResponseAsync({ SAMLResponse: field })).loggedOut) return false
      return true
    } catch {
      // Not signed, or not with this key of ours.
    }
  }
  return false
}

/** A redirect's message: base64 of raw DEFLATE, which can make a little into a lot. */
function inflate(field: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(inflateRawSync(Buffer.from(field, 'base64'), { maxOutputLength: longest }))
  } catch {
    throw new UnreadableXml('not deflated')
  }
}
