/**
 * Signing in: `/auth/sign-in` leaves for the identity provider, `/auth/callback` takes who comes back,
 * `/auth/choose` settles the role of somebody who has several. There is no other way in, also in a demonstration.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { institutionBound } from '#domain/access/actor.ts'
import { type Account, findAccount, listAccountsOfSubject, listMunicipalitiesOf, subjectIndex } from '#database/access.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { log } from '../log.ts'
import type { Identity } from './claims.ts'
import { connectProvider } from './identity-provider.ts'
import {
  attemptCookieOptions,
  attemptSeconds,
  choiceCookieOptions,
  choiceSeconds,
  loginCookie,
  openAttempt,
  openChoice,
  sealLogin,
} from './login-cookie.ts'
import { home, readReturnTo } from './return-to.ts'
import { startSession } from './session.ts'
import { choicePage, type Page, passingPage, refusalPage, type SignInRefusal } from './sign-in-page.ts'

const formLimitBytes = 1024
/** More municipalities than anybody works in; keeps a strange login from opening a hundred transactions. */
const mostMunicipalities = 5

export async function signIn(app: FastifyInstance, { house }: { readonly house: House }): Promise<void> {
  const provider = connectProvider(house.identityProvider, { isDemo: house.isDemo, redirect: `${house.origin}/auth/callback` })

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: formLimitBytes }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  )
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const requestId = randomUUID()
    if ((error.statusCode ?? 500) < 500) return send(reply, refusalPage('lost', home))
    log.defect({ requestId, where: 'sign-in', error })
    return send(reply, refusalPage('defect', home, requestId))
  })
  servePageFiles(app)

  app.get('/auth/sign-in', async (request, reply) => {
    const { returnTo: wanted, again } = request.query as Readonly<Record<string, unknown>>
    const returnTo = readReturnTo(wanted)
    // The cookie must be set on the host that the provider sends people back to.
    if (house.isDemo && request.host !== new URL(house.origin).host && again === undefined) {
      return reply.redirect(`${house.origin}/auth/sign-in?${new URLSearchParams({ returnTo, again: '1' })}`)
    }
    const departure = await provider.depart()
    if (!departure) return refuse(reply, 'unavailable', returnTo, 'no-answer')
    const { address, state, nonce, verifier } = departure
    const attempt = { step: 'attempt', state, nonce, verifier, returnTo, until: house.now().getTime() + attemptSeconds * 1000 } as const
    return reply
      .setCookie(loginCookie, sealLogin(house.keyring, attempt), attemptCookieOptions)
      .header('cache-control', 'no-store')
      .redirect(address)
  })

  app.get('/auth/callback', async (request, reply) => {
    const attempt = openAttempt(house.keyring, request.cookies[loginCookie], house.now())
    reply.clearCookie(loginCookie, attemptCookieOptions)
    if (!attempt) return refuse(reply, 'lost', home, 'no-attempt')
    const { returnTo } = attempt

    const arrived = await provider.arrive(new URL(request.url, house.origin), attempt)
    if ('refusal' in arrived) return refuse(reply, arrived.refusal, returnTo, arrived.code)
    if (arrived.assurance === 'low') return refuse(reply, 'tooWeak', returnTo, 'assurance-low')

    const accounts = await findAccounts(house, arrived)
    const open = accounts.filter((account) => isOpen(account, house))
    const [first, ...others] = open
    if (!first)
      return accounts.length > 0
        ? refuse(reply, 'accountClosed', returnTo, 'account-closed')
        : refuse(reply, 'noAccount', returnTo, 'no-account')
    if (others.length > 0) {
      const choice = {
        step: 'choice',
        accounts: open.map(({ municipalityId, id }) => ({ municipalityId, accountId: id })),
        assurance: arrived.assurance,
        returnTo,
        until: house.now().getTime() + choiceSeconds * 1000,
      } as const
      return send(reply.setCookie(loginCookie, sealLogin(house.keyring, choice), choiceCookieOptions), choicePage(open))
    }
    await startSession(house, reply, first, { provider: 'uni-login', assurance: arrived.assurance }, randomUUID())
    return send(reply, passingPage(returnTo))
  })

  app.post('/auth/choose', async (request, reply) => {
    const choice = openChoice(house.keyring, request.cookies[loginCookie], house.now())
    reply.clearCookie(loginCookie, choiceCookieOptions)
    if (request.headers.origin !== house.origin || !choice) return refuse(reply, 'lost', home, 'no-choice')
    const { returnTo } = choice

    const wanted = choice.accounts.find(({ municipalityId, accountId }) => `${municipalityId}.${accountId}` === chosenIn(request))
    if (!wanted) return refuse(reply, 'lost', returnTo, 'choice-unknown')
    const account = await house.doors.as(
      { municipalityId: wanted.municipalityId, role: 'guest' },
      'staff',
      (tx) => findAccount(tx, wanted.accountId),
      { readOnly: true },
    )
    if (!account || !isOpen(account, house)) return refuse(reply, 'accountClosed', returnTo, 'account-closed')
    await startSession(house, reply, account, { provider: 'uni-login', assurance: choice.assurance }, randomUUID())
    return reply.header('cache-control', 'no-store').redirect(returnTo, 303)
  })
}

/** Every account this login has, in the municipalities of the institutions it names. */
async function findAccounts(house: House, { uniid, institutionNumbers }: Identity): Promise<readonly Account[]> {
  const association = 0
  const municipalityIds = await house.doors.as(
    { municipalityId: association, role: 'guest' },
    'staff',
    (tx) => listMunicipalitiesOf(tx, institutionNumbers),
    { readOnly: true },
  )
  const found: Account[] = []
  for (const municipalityId of municipalityIds.slice(0, mostMunicipalities)) {
    const subject = subjectIndex(house.keyring, municipalityId, house.identityProvider.issuer, uniid)
    found.push(
      ...(await house.doors.as({ municipalityId, role: 'guest' }, 'staff', (tx) => listAccountsOfSubject(tx, house.keyring, subject), {
        readOnly: true,
      })),
    )
  }
  return found.filter((account) => isVouchedFor(account, institutionNumbers))
}

/** Who works at a school must still be there according to the login: it narrows what the roster gave, and never widens it. */
function isVouchedFor({ role, institutions }: Account, institutionNumbers: readonly string[]): boolean {
  return !institutionBound.includes(role) || institutions.some(({ number }) => institutionNumbers.includes(number))
}

function isOpen({ closedOn }: Account, house: House): boolean {
  return closedOn === null || closedOn > dayInDenmark(house.now())
}

function chosenIn(request: FastifyRequest): string | undefined {
  return request.body instanceof URLSearchParams ? (request.body.get('account') ?? undefined) : undefined
}

function refuse(reply: FastifyReply, refusal: SignInRefusal, returnTo: string, code: string): FastifyReply {
  log.signInRefused({ refusal, code })
  return send(reply, refusalPage(refusal, returnTo))
}

function send(reply: FastifyReply, { status, html }: Page): FastifyReply {
  // NOTE: with no-referrer a form's origin is sent as "null", and the choice could not be told from a forged one.
  return reply
    .code(status)
    .header('cache-control', 'no-store')
    .header('referrer-policy', 'same-origin')
    .type('text/html; charset=utf-8')
    .send(html)
}

function servePageFiles(app: FastifyInstance): void {
  const style = readFileSync(new URL('sign-in.css', import.meta.url))
  app.get('/auth/page.css', (_request, reply) => reply.header('cache-control', 'max-age=3600').type('text/css; charset=utf-8').send(style))

  const family = createRequire(import.meta.url)
  for (const [name, file] of [
    ['plex-400', '400Regular/IBMPlexSans_400Regular.ttf'],
    ['plex-600', '600SemiBold/IBMPlexSans_600SemiBold.ttf'],
  ]) {
    const font = readFileSync(family.resolve(`@expo-google-fonts/ibm-plex-sans/${file}`))
    app.get(`/auth/${name}.ttf`, (_request, reply) =>
      reply.header('cache-control', 'max-age=31536000, immutable').type('font/ttf').send(font),
    )
  }
}
