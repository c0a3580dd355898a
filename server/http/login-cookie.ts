/**
 * What must be remembered between leaving for the identity provider and coming back, and between coming back
 * and choosing a role. Kept by the browser, readable and writable by us alone.
 */
import { z } from 'zod'
import { assurances } from '#domain/access/actor.ts'
import { decrypt, encrypt, type Keyring } from '#database/keyring.ts'

const common = { login: z.string(), returnTo: z.string(), until: z.int() }

/** On the way to a login that speaks OpenID Connect. `level`: how sure it must be of who comes back, where a page has asked. */
const Attempt = z.object({
  step: z.literal('attempt'),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  level: z.enum(assurances).optional(),
  ...common,
})
export type Attempt = z.infer<typeof Attempt>

/** On the way to one that speaks SAML, to sign in or out. */
const SamlAttempt = z.object({ step: z.enum(['saml', 'saml-out']), requestId: z.string(), relayState: z.string(), ...common })
export type SamlAttempt = z.infer<typeof SamlAttempt>

/** A session at the login, as it must be named to end it there. */
const LoginSession = z.object({
  step: z.literal('session'),
  nameId: z.string(),
  nameIdFormat: z.string(),
  sessionIndex: z.string(),
  ...common,
})
export type LoginSessionCookie = z.infer<typeof LoginSession>

/** Back again, with more than one account to choose between: ids, and what the login narrowed each to. */
const Choice = z.object({
  step: z.literal('choice'),
  accounts: z.array(
    z.object({
      municipalityId: z.int(),
      accountId: z.uuid(),
      institutionIds: z.array(z.uuid()).optional(),
      classIds: z.array(z.uuid()).optional(),
    }),
  ),
  assurance: z.enum(assurances),
  session: LoginSession.pick({ nameId: true, nameIdFormat: true, sessionIndex: true }).optional(),
  ...common,
})
export type Choice = z.infer<typeof Choice>

export const loginCookie = '__Host-login'
/** Stays while somebody is signed in by SAML, so that they can sign out there too. */
export const loginSessionCookie = '__Host-login-session'

export const attemptSeconds = 15 * 60
export const choiceSeconds = 5 * 60
export const loginSessionSeconds = 8 * 60 * 60
/** A browser keeps 4096 bytes of a cookie with its name and attributes. */
const longestCookie = 3_900

const purpose = 'login'

/** SameSite=None, for some logins come back by a form that the provider's page posts to us. */
export const attemptCookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'none', maxAge: attemptSeconds } as const
/** The choice is made on our own page. */
export const choiceCookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict', maxAge: choiceSeconds } as const

/** Our own page asks for it, nobody else's. */
export const loginSessionCookieOptions = {
  path: '/',
  httpOnly: true,
  secure: true,
  sameSite: 'strict',
  maxAge: loginSessionSeconds,
} as const

export function sealLogin(keyring: Keyring, login: Attempt | SamlAttempt | Choice | LoginSessionCookie): string {
  return encrypt(keyring.purposeKey(purpose), JSON.stringify(login), login.step).toString('base64url')
}

/** Whether a browser would keep it. */
export function fitsInCookie(sealed: string): boolean {
  return sealed.length <= longestCookie
}

/** Undefined when there is none, it was altered, is another step's, or its time is up. */
export function openAttempt(keyring: Keyring, cookie: string | undefined, now: Date): Attempt | undefined {
  return open(keyring, cookie, now, 'attempt', Attempt)
}

/** As `openAttempt`. */
export function openSamlAttempt(
  keyring: Keyring,
  cookie: string | undefined,
  now: Date,
  step: SamlAttempt['step'],
): SamlAttempt | undefined {
  return open(keyring, cookie, now, step, SamlAttempt)
}

/** As `openAttempt`. */
export function openLoginSession(keyring: Keyring, cookie: string | undefined, now: Date): LoginSessionCookie | undefined {
  return open(keyring, cookie, now, 'session', LoginSession)
}

/** As `openAttempt`. */
export function openChoice(keyring: Keyring, cookie: string | undefined, now: Date): Choice | undefined {
  return open(keyring, cookie, now, 'choice', Choice)
}

function open<T extends { readonly until: number }>(
  keyring: Keyring,
  cookie: string | undefined,
  now: Date,
  step: string,
  schema: z.ZodType<T>,
): T | undefined {
  if (cookie === undefined) return undefined
  try {
    const login = schema.parse(JSON.parse(decrypt(keyring.purposeKey(purpose), Buffer.from(cookie, 'base64url'), step)))
    return login.until > now.getTime() ? login : undefined
  } catch {
    return undefined
  }
}
