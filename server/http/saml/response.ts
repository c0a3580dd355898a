/**
 * What a SAML login answers, checked before a word of it is believed (SAML core 2.0, profiles 4.1.4.3; OIOSAML 3).
 *
 * In this order: read strictly · what it says about itself · decrypted · read strictly again · signed as a whole ·
 * signed by the login · and only then what was signed: for us, now, in answer to what this browser asked.
 */
import { createHash } from 'node:crypto'
import { openEncrypted } from './encryption.ts'
import { bearer, namespaces, statuses } from './profile.ts'
import { isSignedAsAWhole, readSignedAssertion } from './signature.ts'
import { below, childrenOf, type Element, onlyChild, readXml, UnreadableXml } from './xml.ts'

/** Who is meant, as an answer must say. */
export type Expected = {
  /** Who the login says it is. */
  readonly issuer: string
  /** The login's certificates: more than one while one replaces another. */
  readonly certificates: readonly string[]
  /** Who we are to the login. */
  readonly audience: string
  /** Where answers to us go. */
  readonly recipient: string
  /** The request that left with this browser. */
  readonly inResponseTo: string
  /** Our keys for decrypting, the current one first. */
  readonly privateKeys: readonly string[]
  readonly now: Date
}

export type SamlRefusal =
  | 'unreadable'
  | 'not-a-response'
  | 'status'
  | 'cancelled'
  | 'issuer'
  | 'destination'
  | 'not-asked-for'
  | 'not-encrypted'
  | 'not-for-our-key'
  | 'several-assertions'
  | 'not-signed'
  | 'signature'
  | 'not-bearer'
  | 'recipient'
  | 'audience'
  | 'expired'
  | 'not-yet-valid'
  | 'no-session'

export type Asserted = {
  /** SHA-256 of the assertion's id: it lets in once. */
  readonly id: Buffer
  /** Until when that must be remembered. */
  readonly expiresAt: Date
  readonly nameId: string
  readonly nameIdFormat: string
  readonly sessionIndex: string
  /** The answer as it came, and the assertion that was in it: the proof that is kept. */
  readonly document: string
  /** By name; an attribute with several values, or given twice, is left out: what is not clear is not said. */
  readonly attributes: ReadonlyMap<string, string>
}

/** How far the login's clock may be from ours (OIOSAML allows three to five minutes). */
const skewMs = 3 * 60_000
/** Nobody needs longer from the login's page to ours. */
const longestMs = 60 * 60_000

/** What was asserted, or why it is not believed. `samlResponse` is the form field: base64. */
export async function readResponse(samlResponse: string, expected: Expected): Promise<Asserted | { readonly refusal: SamlRefusal }> {
  try {
    return await read(decodeForm(samlResponse), expected)
  } catch (error) {
    if (error instanceof UnreadableXml) return refuse('unreadable')
    throw error
  }
}

async function read(document: string, expected: Expected): Promise<Asserted | { readonly refusal: SamlRefusal }> {
  const response = readXml(document)
  const about = refuseEnvelope(response, expected)
  if (about) return refuse(about)

  const [encrypted, ...others] = childrenOf(response, namespaces.assertion, 'EncryptedAssertion')
  if (others.length > 0 || below(response, 'EncryptedAssertion').length > 1) return refuse('several-assertions')
  if (below(response, 'Assertion').length > 0 || !encrypted) return refuse('not-encrypted')
  const opened = openEncrypted(encrypted, expected.privateKeys)
  if (opened === undefined) return refuse('not-for-our-key')

  const claimed = readXml(opened)
  if (!isNamed(claimed, namespaces.assertion, 'Assertion')) return refuse('not-a-response')
  if (['Assertion', 'EncryptedAssertion', 'EncryptedID', 'Response'].some((name) => below(claimed, name).length > 0))
    return refuse('several-assertions')
  if (!isSignedAsAWhole(claimed)) return refuse('not-signed')
  const signed = await readSignedAssertion(opened.slice(claimed.from, claimed.to), expected.certificates)
  // The library read the same one: else two readers saw two things.
  if (!signed || !isNamed(signed, namespaces.assertion, 'Assertion') || signed.attributes['ID'] !== claimed.attributes['ID'])
    return refuse('signature')
  const asserted = readSigned(signed, expected)
  return 'refusal' in asserted ? asserted : { ...asserted, document: `${document}\n${opened}` }
}

/** What the answer says around the assertion. Unsigned, so it can only refuse. */
function refuseEnvelope(response: Element, expected: Expected): SamlRefusal | undefined {
  if (!isNamed(response, namespaces.protocol, 'Response') || response.attributes['Version'] !== '2.0') return 'not-a-response'
  const { Destination, InResponseTo } = response.attributes
  if (InResponseTo !== expected.inResponseTo) return 'not-asked-for'
  if (Destination !== undefined && Destination !== expected.recipient) return 'destination'
  const issuers = childrenOf(response, namespaces.assertion, 'Issuer')
  if (issuers.some(({ text }) => text.trim() !== expected.issuer)) return 'issuer'
  const status = onlyChild(onlyChild(response, namespaces.protocol, 'Status'), namespaces.protocol, 'StatusCode')
  if (status?.attributes['Value'] === statuses.success) return undefined
  // A person who leaves the login's page is told from a login that has failed, where the login tells them apart.
  return status?.children.some(({ attributes }) => /:(AuthnFailed|RequestDenied)$/.test(attributes['Value'] ?? '')) === true
    ? 'cancelled'
    : 'status'
}

function readSigned(assertion: Element, expected: Expected): Omit<Asserted, 'document'> | { readonly refusal: SamlRefusal } {
  const child = (parent: Element | undefined, name: string) => onlyChild(parent, namespaces.assertion, name)
  if (child(assertion, 'Issuer')?.text.trim() !== expected.issuer) return refuse('issuer')

  const subject = child(assertion, 'Subject')
  const nameId = child(subject, 'NameID')
  const confirmation = child(subject, 'SubjectConfirmation')
  const data = child(confirmation, 'SubjectConfirmationData')
  if (!nameId || !data || confirmation?.attributes['Method'] !== bearer) return refuse('not-bearer')
  if (data.attributes['Recipient'] !== expected.recipient) return refuse('recipient')
  if (data.attributes['InResponseTo'] !== expected.inResponseTo) return refuse('not-asked-for')

  const conditions = child(assertion, 'Conditions')
  const restrictions = childrenOf(conditions, namespaces.assertion, 'AudienceRestriction')
  const isForUs = restrictions.every((restriction) =>
    childrenOf(restriction, namespaces.assertion, 'Audience').some(({ text }) => text.trim() === expected.audience),
  )
  if (!conditions || restrictions.length === 0 || !isForUs) return refuse('audience')

  const now = expected.now.getTime()
  const ends = [data.attributes['NotOnOrAfter'], conditions.attributes['NotOnOrAfter']].map(momentOf)
  const begins = [data.attributes['NotBefore'] ?? conditions.attributes['NotBefore'], conditions.attributes['NotBefore']].map(momentOf)
  if (ends.some((end) => end === undefined || now - skewMs >= end)) return refuse('expired')
  if (begins.some((begin) => begin === undefined || now + skewMs < begin)) return refuse('not-yet-valid')
  const issued = momentOf(assertion.attributes['IssueInstant'])
  if (issued === undefined || issued - skewMs > now || now - issued > longestMs) return refuse('expired')

  const statement = child(assertion, 'AuthnStatement')
  const sessionIndex = statement?.attributes['SessionIndex']
  if (sessionIndex === undefined || sessionIndex === '') return refuse('no-session')
  const sessionEnds = statement?.attributes['SessionNotOnOrAfter']
  if (sessionEnds !== undefined && (momentOf(sessionEnds) ?? 0) <= now - skewMs) return refuse('expired')

  const latest = Math.max(...ends.map((end) => end ?? 0), now)
  return {
    id: createHash('sha256')
      .update(assertion.attributes['ID'] ?? '')
      .digest(),
    expiresAt: new Date(Math.min(latest, now + 24 * 60 * 60_000) + 2 * skewMs),
    nameId: nameId.text.trim(),
    nameIdFormat: nameId.attributes['Format'] ?? '',
    sessionIndex,
    attributes: attributesOf(assertion),
  }
}

function attributesOf(assertion: Element): ReadonlyMap<string, string> {
  const given = childrenOf(assertion, namespaces.assertion, 'AttributeStatement').flatMap((statement) =>
    childrenOf(statement, namespaces.assertion, 'Attribute'),
  )
  const byName = Map.groupBy(given, ({ attributes }) => attributes['Name'] ?? '')
  const read = new Map<string, string>()
  for (const [name, same] of byName) {
    const value = same.length === 1 ? onlyChild(same[0], namespaces.assertion, 'AttributeValue') : undefined
    if (value !== undefined && value.children.length === 0) read.set(name, value.text.trim())
  }
  return read
}

/** Strict: UTC, as SAML writes moments (core 1.3.3). */
function momentOf(text: string | undefined): number | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

function isNamed(element: Element, namespace: string, name: string): boolean {
  return element.namespace === namespace && element.name === name
}

/** The text in a form field. Throws `UnreadableXml` at what is not base64 of UTF-8. */
export function decodeForm(field: string): string {
  if (!/^[A-Za-z0-9+/=\s]+$/.test(field)) throw new UnreadableXml('not base64')
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(field, 'base64'))
  } catch {
    throw new UnreadableXml('not UTF-8')
  }
}

function refuse(refusal: SamlRefusal): { readonly refusal: SamlRefusal } {
  return { refusal }
}
