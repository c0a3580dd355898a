/** A Response as the two SAML logins send it: a signed assertion, encrypted; or one with a named fault in it. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Assurance, Generation } from '../logins.ts'
import type { Person } from '../people.ts'
import { assertion, type AssertionParts, instant } from './assertion.ts'
import { encryptElement } from './encryption.ts'
import { type Fault, swapDigest, wrapAssertion, wrapResponse } from './faults.ts'
import { type KeyPair, readKey } from './keys.ts'
import { namespaces, nsis, statuses } from './names.ts'
import { signRoot } from './signature.ts'
import { type Profile, type Subject, subjectOfSaml } from './subject.ts'
import { type Xml, xml } from './xml.ts'

/** Who the two logins say they are. They do not change with the port, for accounts are known by them. */
export const entityIds: Readonly<Record<Profile, string>> = {
  contextHandler: 'https://context-handler.efterligning.example',
  nemLogin: 'https://nemlog-in.efterligning.example',
}

export type ResponseWish = {
  readonly person: Person
  readonly profile: Profile
  /** Context Handler's attributes; the person's own unless given. */
  readonly generation?: Generation
  /** NSIS; the person's own unless given. */
  readonly assurance?: Assurance
  readonly spEntityId: string
  readonly acsUrl: string
  readonly inResponseTo: string
  /** `spEntityId` unless given. */
  readonly audience?: string
  readonly issuer?: string
  readonly now?: Date
  /** `now` unless given. */
  readonly notBefore?: Date
  /** Five minutes after `now` unless given. */
  readonly notOnOrAfter?: Date
  /** The receiver's certificate, PEM; the assertion lies open without. */
  readonly encryptFor?: string
  /** The login's published key unless given. */
  readonly signWith?: KeyPair
  readonly fault?: Fault
  /** Random unless given: the same twice is a replay that a receiver knows by its id alone. */
  readonly assertionId?: string
  readonly sessionIndex?: string
  /** Whom a forger wants to be, where a fault tells of two people. Somebody invented here unless given. */
  readonly forged?: Person
}

export type BuiltResponse = {
  readonly xml: string
  /** Base64, as the form field `SAMLResponse` carries it. */
  readonly samlResponse: string
  readonly responseId: string
  readonly assertionId: string
  readonly sessionIndex: string
  readonly nameId: string
  readonly nameIdFormat: string
}

const minute = 60_000

export async function buildResponse(wish: ResponseWish): Promise<BuiltResponse> {
  const { person, profile, spEntityId, acsUrl, fault, now = new Date() } = wish
  const signWith = fault === 'other-key' ? readKey('forger') : (wish.signWith ?? signingKey(profile))
  const issuer = wish.issuer ?? entityIds[profile]
  const subject = subjectOfSaml(person, {
    profile,
    today: instant(now).slice(0, 10),
    ...(wish.generation === undefined ? {} : { generation: wish.generation }),
    ...(wish.assurance === undefined ? {} : { assurance: wish.assurance }),
  })
  const sessionIndex = wish.sessionIndex ?? newId()
  const parts: AssertionParts = {
    id: wish.assertionId ?? newId(),
    issuer: fault === 'wrong-issuer' ? 'https://another-login.example' : issuer,
    subject: fault === 'level-twice' ? withBothLevels(subject) : subject,
    issuedAt: fault === 'expired' ? later(now, -65) : now,
    notBefore: wish.notBefore ?? (fault === 'expired' ? later(now, -65) : fault === 'not-yet-valid' ? later(now, 60) : now),
    notOnOrAfter: wish.notOnOrAfter ?? (fault === 'expired' ? later(now, -60) : fault === 'not-yet-valid' ? later(now, 65) : later(now, 5)),
    inResponseTo: inResponseToOf(wish),
    recipient: fault === 'no-recipient' ? undefined : fault === 'wrong-recipient' ? 'https://another-service.example/acs' : acsUrl,
    audience:
      fault === 'no-audience' ? undefined : fault === 'wrong-audience' ? 'https://another-service.example' : (wish.audience ?? spEntityId),
    sessionIndex: fault === 'no-session-index' ? undefined : sessionIndex,
    confirmation: fault === 'not-bearer' ? 'sender-vouches' : 'bearer',
    ...(fault === 'comment-in-name-id' ? { nameId: commented(subject.nameId) } : {}),
    hasConditions: fault !== 'no-conditions',
  }
  const responseId = newId()
  const document = await compose(wish, { parts, responseId, signWith, forgedParts: forgedParts(wish, parts, now), now })
  return {
    xml: document,
    samlResponse: Buffer.from(document, 'utf8').toString('base64'),
    responseId,
    assertionId: parts.id,
    sessionIndex,
    nameId: subject.nameId,
    nameIdFormat: subject.nameIdFormat,
  }
}

/** Tells the receiver that nobody was signed in, and why: `statuses`, most general first. */
export function buildRefusal({
  profile,
  acsUrl,
  inResponseTo,
  status,
  message = '',
  now = new Date(),
}: Pick<ResponseWish, 'profile' | 'acsUrl' | 'inResponseTo' | 'now'> & {
  readonly status: Status
  readonly message?: string
}): string {
  const refusal = responseAround({
    id: newId(),
    issuer: entityIds[profile],
    destination: acsUrl,
    inResponseTo,
    now,
    status: statusOf(status, message),
    content: '',
  })
  return signRoot(refusal, signingKey(profile))
}

/** An id as SAML wants it: no digit first, 128 bits of chance or more. */
export function newId(): string {
  return `_${randomBytes(20).toString('hex')}`
}

export function signingKey(profile: Profile): KeyPair {
  return readKey(profile === 'contextHandler' ? 'context-handler-signing' : 'nemlog-in-signing')
}

type Making = {
  readonly parts: AssertionParts
  readonly forgedParts: AssertionParts
  readonly responseId: string
  readonly signWith: KeyPair
  readonly now: Date
}

type Around = { readonly extensions?: string; readonly id?: string; readonly status?: Status }

type Status = readonly [general: string, ...particular: string[]]
const success: Status = [statuses.success]

async function compose(wish: ResponseWish, { parts, forgedParts: forgery, responseId, signWith, now }: Making): Promise<string> {
  const { fault, acsUrl } = wish
  const sign = (unsigned: AssertionParts) =>
    signRoot(assertion(unsigned).xml, signWith, fault === 'weak-signature' ? 'sha1' : fault === 'hmac-signature' ? 'hmac' : 'sound')
  const forged = () => assertion(forgery).xml
  const enclose = async (assertions: readonly string[], { extensions = '', id = responseId, status = success }: Around = {}) =>
    responseAround({
      id,
      issuer: fault === 'wrong-response-issuer' ? 'https://another-login.example' : (wish.issuer ?? entityIds[wish.profile]),
      destination: fault === 'wrong-destination' ? 'https://another-service.example/acs' : acsUrl,
      inResponseTo: inResponseToOf(wish),
      now,
      extensions,
      status: statusOf(status, ''),
      content: (await Promise.all(assertions.map((one) => sealed(one, wish)))).join(''),
    })

  switch (fault) {
    case 'unsigned':
      return enclose([assertion(parts).xml])
    case 'response-signed-only':
      return signRoot(await enclose([assertion(parts).xml]), signWith)
    case 'tampered':
      return enclose([tamper(sign(parts))])
    case 'comment-in-digest':
    case 'two-signed-infos':
      return enclose([swapDigest(fault, sign(parts), sign({ ...forgery, id: parts.id }))])
    case 'deeply-nested':
      return enclose([sign(parts)], {
        extensions: `<samlp:Extensions>${'<a>'.repeat(10_000)}${'</a>'.repeat(10_000)}</samlp:Extensions>`,
      })
    case 'two-assertions':
      return enclose([sign(parts), sign(forgery)])
    case 'two-assertions-one-signed':
      return enclose([forged(), sign(parts)])
    case 'status-failed':
      return enclose([], { status: [statuses.responder, statuses.authenticationFailed] })
    case 'status-failed-with-assertion':
      return enclose([sign(parts)], { status: [statuses.responder, statuses.authenticationFailed] })
    case 'doctype':
      return `<!DOCTYPE samlp:Response [<!ENTITY who "nobody">]>${await enclose([sign(parts)])}`
    case 'xsw-1':
    case 'xsw-2':
      return wrapResponse(fault, signRoot(await enclose([sign(parts)]), signWith), await enclose([forged()], { id: newId() }))
    case 'xsw-3':
    case 'xsw-4':
    case 'xsw-5':
    case 'xsw-6':
    case 'xsw-7':
    case 'xsw-8': {
      const { assertions, extensions } = wrapAssertion(fault, sign(parts), forged())
      return enclose(assertions, { extensions })
    }
    default:
      return enclose([sign(parts)])
  }
}

function responseAround({
  id,
  issuer,
  destination,
  inResponseTo,
  now,
  extensions = '',
  status,
  content,
}: {
  readonly id: string
  readonly issuer: string
  readonly destination: string
  readonly inResponseTo: string | undefined
  readonly now: Date
  readonly extensions?: string
  readonly status: Xml
  readonly content: string
}): string {
  return xml`
    <samlp:Response xmlns:samlp="${namespaces.protocol}" xmlns:saml="${namespaces.assertion}" ID="${id}" Version="2.0" IssueInstant="${instant(now)}" Destination="${destination}"${inResponseTo !== undefined && xml` InResponseTo="${inResponseTo}"`}>
      <saml:Issuer>${issuer}</saml:Issuer>
      ${{ xml: extensions }}
      <samlp:Status>${status}</samlp:Status>
      ${{ xml: content }}
    </samlp:Response>`.xml
}

function statusOf([general, ...particular]: Status, message: string): Xml {
  return xml`
    <samlp:StatusCode Value="${general}">${particular.map((code) => xml`<samlp:StatusCode Value="${code}"/>`)}</samlp:StatusCode>
    ${message !== '' && xml`<samlp:StatusMessage>${message}</samlp:StatusMessage>`}`
}

async function sealed(one: string, { encryptFor, fault }: ResponseWish): Promise<string> {
  const certificate = fault === 'encrypted-for-another' ? readKey('forger').certificate : encryptFor
  if (certificate === undefined || fault === 'unencrypted') return one
  return `<saml:EncryptedAssertion>${await encryptElement(one, certificate)}</saml:EncryptedAssertion>`
}

function inResponseToOf({ fault, inResponseTo }: ResponseWish): string | undefined {
  return fault === 'no-in-response-to' ? undefined : fault === 'wrong-in-response-to' ? newId() : inResponseTo
}

/** The assertion a forger writes: everything fits, but for the person and the signature. */
function forgedParts({ forged, profile }: ResponseWish, parts: AssertionParts, now: Date): AssertionParts {
  const person = forged ?? forger
  return {
    ...parts,
    id: newId(),
    sessionIndex: newId(),
    subject: subjectOfSaml(person, { profile, today: instant(now).slice(0, 10) }),
  }
}

const forger: Person = {
  uniid: 'forg0000',
  name: 'Falsk Forfalsker',
  role: 'municipalAdmin',
  aktoerGruppe: 'Medarbejder',
  institutionNumbers: [],
  municipality: '',
  note: '',
  assurance: 'Substantial',
  isVouchedByAdult: false,
  logins: {
    contextHandler: {
      cvr: '99000000',
      organisation: 'Ingen Kommune',
      uuid: randomUUID(),
      generation: 'oiosaml-3',
      assurance: 'High',
      privileges: [{ role: 'undersoegelsesadministrator', constraints: {} }],
    },
    nemLogin: { cpr: '0101019999', uuid: randomUUID(), assurance: 'High' },
  },
}

function withBothLevels(subject: Subject): Subject {
  const level = subject.attributes.find(({ name }) => name === nsis.loa || name.endsWith(':AssuranceLevel'))
  const low = level && { ...level, value: level.name === nsis.loa ? 'Low' : '2' }
  return { ...subject, attributes: [...(low ? [low] : []), ...subject.attributes] }
}

/** Another level than was signed, or where there is none so written, another name. */
function tamper(signed: string): string {
  const changed = signed.replace(/<saml:AttributeValue([^>]*)>[^<]*</, '<saml:AttributeValue$1>changed<')
  if (changed === signed) throw new Error('nothing was tampered with')
  return changed
}

/** A comment in the middle, as somebody writes who owns `abc<!---->.evil` and wants to be `abc`. */
function commented(nameId: string): Xml {
  const middle = Math.floor(nameId.length / 2)
  return xml`${nameId.slice(0, middle)}${{ xml: '<!-- cut here -->' }}${nameId.slice(middle)}`
}

function later(moment: Date, minutes: number): Date {
  return new Date(moment.getTime() + minutes * minute)
}
