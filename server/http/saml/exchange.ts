/** What we send to a SAML login: a request to sign in, a request to sign out, an answer to its own. Signed, by redirect. */
import { randomBytes } from 'node:crypto'
import { SAML } from '@node-saml/node-saml'
import type { SamlLogin } from '../login.ts'
import { nameIdFormats, requestedContexts } from './profile.ts'

/** Where a login finds us. */
export type Places = { readonly metadata: string; readonly acs: string; readonly signOut: string }

export function placesOf({ id }: Pick<SamlLogin, 'id'>, origin: string): Places {
  const root = `${origin}/auth/saml/${id}`
  return { metadata: `${root}/metadata`, acs: `${root}/acs`, signOut: `${root}/sign-out` }
}

/** An id as SAML wants it: no digit first, 160 bits of chance. */
export function newMessageId(): string {
  return `_${randomBytes(20).toString('hex')}`
}

/** A session at the login, as it must be named to end it. */
export type LoginSession = { readonly nameId: string; readonly nameIdFormat: string; readonly sessionIndex: string }

type Sent = { readonly address: string; readonly id: string }

/** Where to send the browser to sign in; undefined while the login's metadata is not known. */
export async function askToSignIn(login: SamlLogin, origin: string, relayState: string): Promise<Sent | undefined> {
  if (!login.metadata) return undefined
  const id = newMessageId()
  const library = libraryFor(login, origin, id, login.metadata.signIn)
  return { id, address: await library.getAuthorizeUrlAsync(relayState, undefined, {}) }
}

/** Where to send the browser to sign out there too; undefined where the login has no such thing. */
export async function askToSignOut(
  login: SamlLogin,
  origin: string,
  { nameId, nameIdFormat, sessionIndex }: LoginSession,
  relayState: string,
): Promise<Sent | undefined> {
  const to = login.metadata?.signOut?.request
  if (to === undefined) return undefined
  const id = newMessageId()
  const profile = { issuer: login.issuer, nameID: nameId, nameIDFormat: nameIdFormat, sessionIndex }
  return { id, address: await libraryFor(login, origin, id, to).getLogoutUrlAsync(profile, relayState, {}) }
}

/** Where to send the browser with our answer to the login's request to sign somebody out. */
export async function answerSignOut(
  login: SamlLogin,
  origin: string,
  { requestId, relayState, isDone }: { readonly requestId: string; readonly relayState: string; readonly isDone: boolean },
): Promise<string | undefined> {
  const to = login.metadata?.signOut?.response
  if (to === undefined) return undefined
  const asked = { ID: requestId, issuer: login.issuer, nameID: '', nameIDFormat: '' }
  return libraryFor(login, origin, newMessageId(), to).getLogoutResponseUrlAsync(asked, relayState, {}, isDone)
}

function libraryFor(login: SamlLogin, origin: string, id: string, to: string): SAML {
  return new SAML({
    issuer: login.entityId,
    callbackUrl: placesOf(login, origin).acs,
    idpCert: [...(login.metadata?.certificates ?? [])],
    entryPoint: to,
    logoutUrl: to,
    privateKey: login.signing.privateKey,
    signatureAlgorithm: 'sha256',
    identifierFormat: login.kind === 'context-handler' ? nameIdFormats.x509Subject : nameIdFormats.persistent,
    authnContext: [...requestedContexts[login.kind]],
    racComparison: 'minimum',
    generateUniqueId: () => id,
  })
}
