/** An installation's logins: who tells us who people are. Read once at start; secrets are in here, so it is never logged. */
import { type ClaimNames, uniLoginClaims } from './claims.ts'
import type { LoginMetadata } from './saml/metadata.ts'

export type Login = OpenIdLogin | SamlLogin

export const loginKinds = ['uni-login', 'oidc', 'context-handler', 'nemlog-in'] as const
export type LoginKind = (typeof loginKinds)[number]

type Common = {
  /** Short name of our own: in addresses, in the session, in the log. */
  readonly id: string
  /** What the choice of logins calls it; the kind's usual words unless given. */
  readonly label: Readonly<Record<'da' | 'en', string>> | undefined
  /** Who the login says it is: OpenID's issuer, SAML's entity id. Accounts are known by it. */
  readonly issuer: string
}

/** OpenID Connect: UNI-Login, or one of the installation's own. */
export type OpenIdLogin = Common & {
  readonly kind: 'uni-login' | 'oidc'
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly claims: ClaimNames
}

/** A private key and its certificate, both PEM. */
export type KeyPair = { readonly privateKey: string; readonly certificate: string }

/** SAML 2.0: KOMBIT's Context Handler, or NemLog-in. */
export type SamlLogin = Common & {
  readonly kind: 'context-handler' | 'nemlog-in'
  /** Who we are to it. */
  readonly entityId: string
  readonly signing: KeyPair
  /** The first is published; what was encrypted for the others is still opened. */
  readonly encryption: readonly [KeyPair, ...KeyPair[]]
  /** Our domain in names of roles and constraints, as declared at KOMBIT. */
  readonly roles: string
  /** Where its metadata is fetched at start; undefined when it was read from a file. */
  readonly metadataAddress: string | undefined
  /** Undefined until it has been fetched. */
  readonly metadata: LoginMetadata | undefined
}

/** UNI-Login, as STIL has it: one scope, its own claims. */
export function uniLogin(client: Pick<OpenIdLogin, 'issuer' | 'clientId' | 'clientSecret'>): OpenIdLogin {
  return { kind: 'uni-login', id: 'uni-login', label: undefined, ...client, scope: 'openid', claims: uniLoginClaims }
}

export function isSaml(login: Login): login is SamlLogin {
  return login.kind === 'context-handler' || login.kind === 'nemlog-in'
}

/**
 * The issuer of the login that a roster speaks of: a user's UUID in the municipality belongs to Context Handler, anything
 * else to UNI-Login, or where there is none to the installation's own.
 */
export function issuerOfRoster(logins: readonly Login[], userId: string): string {
  const kinds: readonly LoginKind[] = isUuid(userId) ? ['context-handler', 'oidc', 'uni-login'] : ['uni-login', 'oidc']
  const meant = kinds.flatMap((kind) => logins.find((login) => login.kind === kind) ?? [])
  const login = meant[0] ?? logins[0]
  if (!login) throw new Error('an installation without a login')
  return login.issuer
}

export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)
}
