/** What every login's way back ends in: an account, a choice between several, or a page that says why not and what to do. */
import { createHmac, randomUUID } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { SignedInBy } from '#database/access.ts'
import { insertLoginEvent, type LoginEvent } from '#database/login.ts'
import { noteRefusal } from '../audit/refusals.ts'
import type { House } from '../house.ts'
import { log } from '../log.ts'
import { type Admitted, findAdmitted, type NotAdmitted } from './admission.ts'
import type { Identity } from './claims.ts'
import { isSaml, type Login } from './login.ts'
import {
  choiceCookieOptions,
  choiceSeconds,
  fitsInCookie,
  loginCookie,
  loginSessionCookie,
  loginSessionCookieOptions,
  loginSessionSeconds,
  sealLogin,
} from './login-cookie.ts'
import type { LoginSession } from './saml/exchange.ts'
import { startSession } from './session.ts'
import { choicePage, type Page, passingPage, refusalPage, type SignInRefusal } from './sign-in-page.ts'

export type Arrival = {
  readonly login: Login
  readonly identity: Identity
  readonly returnTo: string
  /** What the login calls this session; undefined where it has no single logout. */
  readonly session?: LoginSession | undefined
}

/** Lets in who came back, when there is one account; offers the choice when there are several. */
export async function letIn(house: House, request: FastifyRequest, reply: FastifyReply, arrival: Arrival): Promise<FastifyReply> {
  const { login, identity, returnTo, session } = arrival
  const requestId = randomUUID()
  const admitted = await findAdmitted(house, login.issuer, identity)
  if ('refusal' in admitted) {
    await noteNotAdmitted(house, login.id, admitted, requestId)
    return refuse(reply, admitted.refusal, returnTo, admitted.code)
  }
  const [first, ...others] = admitted
  if (others.length > 0) {
    const sealed = sealLogin(house.keyring, {
      step: 'choice',
      login: login.id,
      accounts: admitted.map(({ account, institutionIds, classIds }) => ({
        municipalityId: account.municipalityId,
        accountId: account.id,
        ...(institutionIds === undefined ? {} : { institutionIds: [...institutionIds] }),
        ...(classIds === undefined ? {} : { classIds: [...classIds] }),
      })),
      assurance: identity.assurance,
      ...(session === undefined ? {} : { session }),
      returnTo,
      until: house.now().getTime() + choiceSeconds * 1000,
    })
    // What a right is narrowed to can be longer than a browser keeps; half of it would be another right.
    if (!fitsInCookie(sealed)) return refuse(reply, 'noRight', returnTo, 'too-long-to-choose')
    return send(reply.setCookie(loginCookie, sealed, choiceCookieOptions), choicePage(admitted.map(({ account }) => account)))
  }
  await start(house, request, reply, { login, account: first.account, narrowing: first, assurance: identity.assurance, session, requestId })
  return send(reply, passingPage(returnTo))
}

export type Starting = {
  readonly login: Login
  readonly account: Pick<Admitted['account'], 'id' | 'municipalityId' | 'role'>
  readonly narrowing: Pick<SignedInBy, 'institutionIds' | 'classIds'>
  readonly assurance: SignedInBy['assurance']
  readonly session: LoginSession | undefined
  readonly requestId: string
}

/** Starts the session of an account that was let in, and keeps what is needed to end it at the login too. */
export async function start(house: House, request: FastifyRequest, reply: FastifyReply, starting: Starting): Promise<void> {
  const { login, account, narrowing, assurance, session, requestId } = starting
  const { institutionIds, classIds } = narrowing
  const providerSession = session && sessionMac(house, login, session)
  await startSession(house, reply, account, { provider: login.id, assurance, providerSession, institutionIds, classIds }, requestId)
  if (session === undefined) return void reply.clearCookie(loginSessionCookie, loginSessionCookieOptions)
  const kept = {
    step: 'session',
    login: login.id,
    ...session,
    returnTo: '/',
    until: house.now().getTime() + loginSessionSeconds * 1000,
  } as const
  reply.setCookie(loginSessionCookie, sealLogin(house.keyring, kept), loginSessionCookieOptions)
  await noteLogin(house, request, account.municipalityId, { login: login.id, event: 'signedIn', session: providerSession })
}

/** What is stored of a session at a login: it is found by, and leads nowhere without the key. */
export function sessionMac(house: House, login: Login, { nameId, sessionIndex }: Pick<LoginSession, 'nameId' | 'sessionIndex'>): Buffer {
  return createHmac('sha256', house.keyring.purposeKey('login-session'))
    .update(JSON.stringify([login.id, nameId, sessionIndex]))
    .digest()
}

/** Writes into the log that NemLog-in asks for; of Context Handler too, whose terms are alike. Others are not written. */
export async function noteLogin(
  house: House,
  request: FastifyRequest,
  municipalityId: number,
  event: Omit<LoginEvent, 'at' | 'address'>,
): Promise<void> {
  const login = house.logins.find(({ id }) => id === event.login)
  if (!login || !isSaml(login)) return
  await house.doors.as({ municipalityId, role: 'guest' }, 'staff', (tx) =>
    insertLoginEvent(tx, house.keyring, { ...event, at: house.now(), address: request.ip }),
  )
}

/** In the audit log of the municipality whose account it is about; where none is known, in the association's. */
async function noteNotAdmitted(
  house: House,
  login: string,
  { of, code }: Pick<NotAdmitted, 'of' | 'code'>,
  requestId: string,
): Promise<void> {
  if (!of) return noteRefusedLogin(house, login, code, requestId)
  await noteRefusal(house, {
    municipalityId: of.municipalityId,
    actorId: of.id,
    role: of.role,
    act: 'signIn.refused',
    object: `account:${of.id}`,
    refusal: code,
    requestId,
  })
}

/** What a login answered was not believed, or was about nobody here: by which login and why, and nothing of whom. */
export async function noteRefusedLogin(house: House, login: string, code: string, requestId: string): Promise<void> {
  const association = 0
  await noteRefusal(house, {
    municipalityId: association,
    actorId: null,
    role: 'guest',
    act: 'signIn.refused',
    object: `login:${login}`,
    refusal: code,
    requestId,
  })
}

export function refuse(reply: FastifyReply, refusal: SignInRefusal, returnTo: string, code: string): FastifyReply {
  log.signInRefused({ refusal, code })
  return send(reply, refusalPage(refusal, returnTo))
}

export function send(reply: FastifyReply, { status, html }: Page): FastifyReply {
  // NOTE: with no-referrer a form's origin is sent as "null", and the choice could not be told from a forged one.
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .type('text/html; charset=utf-8')
    .send(html)
}
