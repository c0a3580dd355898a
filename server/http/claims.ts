/** What an OpenID login says of a person, as far as we use it. UNI-Login's names are the ones taken unless others are configured. */
import { type Assurance, type Role, roles } from '#domain/access/actor.ts'
import type { Privilege } from './saml/privileges.ts'
import { readAssurance } from './assurance.ts'

/** Who came back from a login, in one of three ways of knowing people. */
export type Identity = KnownBySubject | KnownByRight | KnownByCpr

/** UNI-Login, and an installation's own: the roster says what the account may, the login where it works today. */
export type KnownBySubject = {
  readonly by: 'subject'
  /** The person's key at the login. Never an e-mail address. */
  readonly subject: string
  /** Undefined when the login does not tell of institutions at all. */
  readonly institutionNumbers: readonly string[] | undefined
  /** Roles the login vouches for; undefined when it tells of none. */
  readonly roles: readonly Role[] | undefined
  readonly assurance: Assurance
}

/** Context Handler: the municipality's own administration of rights narrows what the roster gave. */
export type KnownByRight = {
  readonly by: 'right'
  readonly subject: string
  readonly privileges: readonly Privilege[]
  readonly assurance: Assurance
}

/** MitID: a citizen. The number goes no further than the keyed look-up. */
export type KnownByCpr = { readonly by: 'cpr'; readonly cpr: string; readonly assurance: Assurance }

/** Which claims say what. */
export type ClaimNames = {
  readonly id: string
  readonly institutions: string | undefined
  /** The first that is there counts. */
  readonly assurance: readonly string[]
  /** Spellings of the login's own, before the usual ones. */
  readonly levels: ReadonlyMap<string, Assurance>
  readonly roles: { readonly claim: string; readonly names: ReadonlyMap<string, Role> } | undefined
}

/** UNI-Login (STIL, OIO OIDC 0.9). Its NSIS level has been seen under several names; its own scale comes last. */
export const uniLoginClaims: ClaimNames = {
  id: 'uniid',
  institutions: 'institution_ids',
  assurance: ['nsis_loa', 'https://data.gov.dk/concept/core/nsis/loa', 'loa', 'unilogin_loa'],
  levels: new Map(),
  roles: undefined,
}

/** Undefined when the login tells too little. A level that is missing or unknown counts as low. */
export function readIdentity(claims: Readonly<Record<string, unknown>>, names: ClaimNames = uniLoginClaims): KnownBySubject | undefined {
  const subject = own(claims, names.id)
  if (typeof subject !== 'string' || !/^[0-9A-Za-z][0-9A-Za-z._@-]{2,98}[0-9A-Za-z]$/.test(subject)) return undefined
  const level = names.assurance.map((name) => own(claims, name)).find((value) => value !== undefined)
  return {
    by: 'subject',
    subject,
    institutionNumbers: names.institutions === undefined ? undefined : texts(own(claims, names.institutions)).filter(isInstitutionNumber),
    roles: names.roles === undefined ? undefined : rolesIn(texts(own(claims, names.roles.claim)), names.roles.names),
    assurance: readAssurance(level, names.levels),
  }
}

/** One text, or a list of texts; anything else is none. */
function texts(value: unknown): readonly string[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.filter((one) => typeof one === 'string')
}

function isInstitutionNumber(text: string): boolean {
  return /^[0-9A-Z]{6}$/.test(text)
}

function rolesIn(told: readonly string[], names: ReadonlyMap<string, Role>): readonly Role[] {
  const given = told.flatMap((name) => names.get(name) ?? [])
  return roles.filter((role) => given.includes(role))
}

function own(claims: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(claims, name) ? claims[name] : undefined
}
