/**
 * The SAML logins' addresses: our metadata, the way out and back, and signing out at both ends.
 *
 * `/auth/saml/<login>/acs` and `/sign-out` are reached from another site, by a form or a redirect of the login's; they are
 * not checked for their origin, for what they bring is signed, and answers a request that this browser's cookie names.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { insertAuditEvent } from '#database/audit.ts'
import { deleteSessionsOfLogin, listMunicipalitiesHere, spendAssertion } from '#database/login.ts'
import type { House } from '../house.ts'
import type { Departures } from './departures.ts'
import { letIn, noteLogin, noteRefusedLogin, refuse, send, sessionMac } from './let-in.ts'
import { isSaml, type SamlLogin } from './login.ts'
import {
  attemptCookieOptions,
  attemptSeconds,
  loginCookie,
  loginSessionCookie,
  loginSessionCookieOptions,
  openLoginSession,
  openSamlAttempt,
  type SamlAttempt,
  sealLogin,
} from './login-cookie.ts'
import { home } from './return-to.ts'
import { answerSignOut, askToSignIn, askToSignOut, placesOf } from './saml/exchange.ts'
import { readAsserted } from './saml/identity.ts'
import { writeOwnMetadata } from './saml/metadata.ts'
import { readResponse, type SamlRefusal } from './saml/response.ts'
import { type Arrived, readSignOut, type SignOutMessage } from './saml/sign-out.ts'
import { forgetSession } from './session.ts'
import { type SignInRefusal, signedOutPage } from './sign-in-page.ts'

/** A Response with an encrypted assertion in it, and what a form adds. */
const formLimitBytes = 256 * 1024

const association = 0

/** Sends the browser to a SAML login. */
export async function leaveBySaml(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  login: SamlLogin,
  returnTo: string,
  departures: Departures,
): Promise<FastifyReply> {
  if (!departures.mayLeave(request.ip, house.now())) return refuse(reply, 'unavailable', returnTo, 'too-many-departures')
  const relayState = newRelayState()
  const asked = await askToSignIn(login, house.origin, relayState)
  if (!asked) return refuse(reply, 'unavailable', returnTo, 'no-metadata')
  await noteLogin(house, request, association, { login: login.id, event: 'asked', message: asked.address })
  return leave(house, reply, asked.address, { step: 'saml', login: login.id, requestId: asked.id, relayState, returnTo })
}

export function samlRoutes(app: FastifyInstance, house: House): void {
  const loginOf = (request: FastifyRequest): SamlLogin | undefined => {
    const { login } = request.params as { readonly login: string }
    return house.logins.filter(isSaml).find(({ id }) => id === login)
  }

  app.get('/auth/saml/:login/metadata', (request, reply) => {
    const login = loginOf(request)
    if (!login) return refuse(reply, 'lost', home, 'no-such-login')
    const { acs, signOut } = placesOf(login, house.origin)
    const document = writeOwnMetadata({
      kind: login.kind,
      entityId: login.entityId,
      acs,
      signOut,
      signing: [login.signing.certificate],
      encryption: [login.encryption[0].certificate],
    })
    return reply.header('cache-control', 'no-cache').type('application/samlmetadata+xml; charset=utf-8').send(document)
  })

  app.post('/auth/saml/:login/acs', { bodyLimit: formLimitBytes }, async (request, reply) => {
    const login = loginOf(request)
    const attempt = openSamlAttempt(house.keyring, request.cookies[loginCookie], house.now(), 'saml')
    reply.clearCookie(loginCookie, attemptCookieOptions)
    const form = request.body
    // An answer that nobody asked for, or that another browser asked for, is not even read.
    if (!login || attempt?.login !== login.id || !(form instanceof URLSearchParams)) return refuse(reply, 'lost', home, 'no-attempt')
    const { returnTo } = attempt
    if (form.get('RelayState') !== attempt.relayState) return refuse(reply, 'lost', returnTo, 'relay-state')

    const asserted = await readResponse(form.get('SAMLResponse') ?? '', {
      issuer: login.issuer,
      certificates: login.metadata?.certificates ?? [],
      audience: login.entityId,
      recipient: placesOf(login, house.origin).acs,
      inResponseTo: attempt.requestId,
      privateKeys: login.encryption.map(({ privateKey }) => privateKey),
      now: house.now(),
    })
    if ('refusal' in asserted) {
      await noteLogin(house, request, association, { login: login.id, event: 'refused', message: asserted.refusal })
      if (asserted.refusal !== 'cancelled' && asserted.refusal !== 'status')
        await noteRefusedLogin(house, login.id, asserted.refusal, randomUUID())
      return refuse(reply, refusalFor[asserted.refusal], returnTo, asserted.refusal)
    }
    const { id, expiresAt, nameId, nameIdFormat, sessionIndex } = asserted
    const isFirst = await house.doors.as({ municipalityId: association, role: 'guest' }, 'staff', (tx) =>
      spendAssertion(tx, { login: login.id, assertion: id, expiresAt }),
    )
    if (!isFirst) {
      await noteRefusedLogin(house, login.id, 'replayed', randomUUID())
      return refuse(reply, 'lost', returnTo, 'replayed')
    }
    const session = { nameId, nameIdFormat, sessionIndex }
    const message = asserted.document
    await noteLogin(house, request, association, {
      login: login.id,
      event: 'answered',
      session: sessionMac(house, login, session),
      message,
    })
    const identity = readAsserted(login, asserted)
    if (!identity) return refuse(reply, 'notTrusted', returnTo, 'told-too-little')
    return letIn(house, request, reply, { login, identity, returnTo, session })
  })

  app.get('/auth/signed-out', (request, reply) => {
    const { there: told } = request.query as Readonly<Record<string, unknown>>
    if (told === 'yes' || told === 'no') return send(reply, signedOutPage(told === 'yes' ? 'everywhere' : 'notThere'))
    const there = openLoginSession(house.keyring, request.cookies[loginSessionCookie], house.now())
    const login = house.logins.filter(isSaml).find(({ id }) => id === there?.login)
    return send(reply, signedOutPage(login?.metadata?.signOut === undefined ? 'here' : 'stillThere'))
  })

  app.get('/auth/sign-out-there', async (request, reply) => {
    const there = openLoginSession(house.keyring, request.cookies[loginSessionCookie], house.now())
    reply.clearCookie(loginSessionCookie, loginSessionCookieOptions)
    const login = house.logins.filter(isSaml).find(({ id }) => id === there?.login)
    if (!there || !login) return reply.redirect('/auth/signed-out')
    // Whoever goes this way from a page that is still open is signed out here first: the login must not outlive us.
    await endSessions(house, request, login, there.nameId, [there.sessionIndex])
    forgetSession(reply)
    const relayState = newRelayState()
    const asked = await askToSignOut(login, house.origin, there, relayState)
    if (!asked) return send(reply, signedOutPage('here'))
    await noteLogin(house, request, association, {
      login: login.id,
      event: 'signOutAsked',
      session: sessionMac(house, login, there),
      message: asked.address,
    })
    return leave(house, reply, asked.address, { step: 'saml-out', login: login.id, requestId: asked.id, relayState, returnTo: '/' })
  })

  const takeSignOut = async (request: FastifyRequest, reply: FastifyReply, arrived: Arrived) => {
    const login = loginOf(request)
    const message = login && (await readSignOut(login, arrived, placesOf(login, house.origin).signOut, house.now()))
    if (!login || !message) return refuse(reply, 'notTrusted', home, 'sign-out-not-proven')
    return message.what === 'request'
      ? takeRequest(request, reply, login, message, relayStateOf(arrived))
      : takeAnswer(request, reply, login, message, relayStateOf(arrived))
  }
  app.get('/auth/saml/:login/sign-out', (request, reply) => {
    const start = request.url.indexOf('?')
    return takeSignOut(request, reply, { by: 'redirect', query: start === -1 ? '' : request.url.slice(start + 1) })
  })
  app.post('/auth/saml/:login/sign-out', { bodyLimit: formLimitBytes }, (request, reply) =>
    takeSignOut(request, reply, { by: 'post', form: request.body instanceof URLSearchParams ? request.body : new URLSearchParams() }),
  )

  /** Somebody has signed out at the login, or at another system that uses it: they are signed out here. */
  async function takeRequest(
    request: FastifyRequest,
    reply: FastifyReply,
    login: SamlLogin,
    { id, nameId, sessionIndexes, document }: Extract<SignOutMessage, { what: 'request' }>,
    relayState: string,
  ): Promise<FastifyReply> {
    await noteLogin(house, request, association, { login: login.id, event: 'signOutAsked', message: document })
    await endSessions(house, request, login, nameId, sessionIndexes)
    // The cookies stay: strict ones do not travel here, so nobody knows whose browser was sent, and what was ended is worth nothing.
    reply.header('clear-site-data', '"cache"')
    // That nobody was signed in any more is as good; only a request that names no session cannot be obeyed.
    const address = await answerSignOut(login, house.origin, { requestId: id, relayState, isDone: sessionIndexes.length > 0 })
    return address === undefined ? send(reply, signedOutPage('here')) : reply.header('cache-control', 'no-store').redirect(address)
  }

  /** The login's answer to our own request. */
  async function takeAnswer(
    request: FastifyRequest,
    reply: FastifyReply,
    login: SamlLogin,
    { inResponseTo, isDone, document }: Extract<SignOutMessage, { what: 'response' }>,
    relayState: string,
  ): Promise<FastifyReply> {
    const attempt = openSamlAttempt(house.keyring, request.cookies[loginCookie], house.now(), 'saml-out')
    reply.clearCookie(loginCookie, attemptCookieOptions)
    if (attempt?.login !== login.id || attempt.requestId !== inResponseTo || attempt.relayState !== relayState)
      return refuse(reply, 'lost', home, 'no-attempt')
    await noteLogin(house, request, association, { login: login.id, event: 'signedOut', message: document })
    // Told at an address of its own: the message's is long, and good once.
    return reply.header('cache-control', 'no-store').redirect(`/auth/signed-out?there=${isDone ? 'yes' : 'no'}`, 303)
  }
}

/** Ends the sessions that the login means, in whichever municipality they are. */
async function endSessions(
  house: House,
  request: FastifyRequest,
  login: SamlLogin,
  nameId: string,
  sessionIndexes: readonly string[],
): Promise<void> {
  const municipalityIds = await house.doors.as({ municipalityId: association, role: 'guest' }, 'staff', listMunicipalitiesHere, {
    readOnly: true,
  })
  for (const sessionIndex of sessionIndexes.slice(0, mostSessions)) {
    const session = sessionMac(house, login, { nameId, sessionIndex })
    for (const municipalityId of [association, ...municipalityIds]) {
      const ended = await house.doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
        const accounts = await deleteSessionsOfLogin(tx, login.id, session)
        for (const { accountId, role } of accounts)
          await insertAuditEvent(tx, { at: house.now(), actorId: accountId, role, act: 'session.ended', object: `account:${accountId}` })
        return accounts
      })
      if (ended.length > 0) await noteLogin(house, request, municipalityId, { login: login.id, event: 'signedOut', session })
    }
  }
}

/** Nobody has more sessions at once that one message means. */
const mostSessions = 10

function leave(house: House, reply: FastifyReply, address: string, attempt: Omit<SamlAttempt, 'until'>): FastifyReply {
  const sealed = sealLogin(house.keyring, { ...attempt, until: house.now().getTime() + attemptSeconds * 1000 })
  return reply.setCookie(loginCookie, sealed, attemptCookieOptions).header('cache-control', 'no-store').redirect(address)
}

function relayStateOf(arrived: Arrived): string {
  return (arrived.by === 'redirect' ? new URLSearchParams(arrived.query) : arrived.form).get('RelayState') ?? ''
}

function newRelayState(): string {
  return randomBytes(24).toString('base64url')
}

/** What the person is told; the log has the reason. */
const refusalFor: Readonly<Record<SamlRefusal, SignInRefusal>> = {
  cancelled: 'declined',
  status: 'unavailable',
  'not-asked-for': 'lost',
  expired: 'lost',
  'not-yet-valid': 'lost',
  unreadable: 'notTrusted',
  'not-a-response': 'notTrusted',
  issuer: 'notTrusted',
  destination: 'notTrusted',
  'not-encrypted': 'notTrusted',
  'not-for-our-key': 'notTrusted',
  'several-assertions': 'notTrusted',
  'not-signed': 'notTrusted',
  signature: 'notTrusted',
  'not-bearer': 'notTrusted',
  recipient: 'notTrusted',
  audience: 'notTrusted',
  'no-session': 'notTrusted',
}
