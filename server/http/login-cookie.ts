/**
 * What must be remembered between leaving for the identity provider and coming back, and between coming back
 * and choosing a role. Kept by the browser, readable and writable by us alone.
 */
import { z } from 'zod'
import { assurances } from '#domain/access/actor.ts'
import { decrypt, encrypt, type Keyring } from '#database/keyring.ts'

/** On the way to the identity provider. */
const Attempt = z.object({
  step: z.literal('attempt'),
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  until: z.int(),
})
export type Attempt = z.infer<typeof Attempt>

/** Back again, with more than one account to choose between. */
const Choice = z.object({
  step: z.literal('choice'),
  accounts: z.array(z.object({ municipalityId: z.int(), accountId: z.uuid() })),
  assurance: z.enum(assurances),
  returnTo: z.string(),
  until: z.int(),
})
export type Choice = z.infer<typeof Choice>

export const loginCookie = '__Host-login'

export const attemptSeconds = 15 * 60
export const choiceSeconds = 5 * 60

const purpose = 'login'

/** SameSite=None, for some logins come back by a form that the provider's page posts to us. */
export const attemptCookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'none', maxAge: attemptSeconds } as const
/** The choice is made on our own page. */
export const choiceCookieOptions = { path: '/', httpOnly: true, secure: true, sameSite: 'strict', maxAge: choiceSeconds } as const

export function sealLogin(keyring: Keyring, login: Attempt | Choice): string {
  return encrypt(keyring.purposeKey(purpose), JSON.stringify(login), login.step).toString('base64url')
}

/** Undefined when there is none, it was altered, is another step's, or its time is up. */
export function openAttempt(keyring: Keyring, cookie: string | undefined, now: Date): Attempt | undefined {
  return open(keyring, cookie, now, 'attempt', Attempt)
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
