/**
 * Signing in: `/auth/sign-in` offers the installation's logins and leaves for one, `/auth/callback` takes who comes back
 * from those that speak OpenID Connect (`saml-sign-in.ts` the others), `/auth/choose` settles the role of somebody who has
 * several. There is no other way in, also in a demonstration.
 */
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Assurance, assurances } from '#domain/access/actor.ts'
import { reaches } from '#domain/access/assurance.ts'
import { findAccount } from '#database/access.ts'
import type { House } from '../house.ts'
import { countDepartures } from './departures.ts'
import { log } from '../log.ts'
import { isOpen } from './admission.ts'
import { connectProvider, type Provider } from './identity-provider.ts'
import { letIn, noteRefusedLogin, refuse, send, start } from './let-in.ts'
import { isSaml, type Login } from './login.ts'
import {
  attemptCookieOptions,
  attemptSeconds,
  choiceCookieOptions,
  loginCookie,
  openAttempt,
  openChoice,
  sealLogin,
} from './login-cookie.ts'
import { home, readReturnTo } from './return-to.ts'
import { leaveBySaml, samlRoutes } from './saml-sign-in.ts'
import { endedPage, loginsPage, refusalPage } from './sign-in-page.ts'

const formLimitBytes = 1024

export async function signIn(app: FastifyInstance, { house }: { readonly house: House }): Promise<void> {
  const providers = new Map<string, Provider>(
    house.logins.flatMap((login) =>
      isSaml(login) ? [] : [[login.id, connectProvider(login, { isDemo: house.isDemo, redirect: `${house.origin}${callbackOf(login)}` })]],
    ),
  )

  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string', bodyLimit: formLimitBytes }, (_request, body, done) =>
    done(null, new URLSearchParams(String(body))),
  )
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) => {
    const requestId = randomUUID()
    if ((error.statusCode ?? 500) < 500) return send(reply, refusalPage('lost', home))
    log.defect({ requestId, where: 'sign-in', error })
    return send(reply, refusalPage('defect', home, requestId))
  })
  const departures = countDepartures()
  servePageFiles(app)
  samlRoutes(app, house)

  app.get('/auth/sign-in', async (request, reply) => {
    const { returnTo: wanted, again, login: chosen, level: asked } = request.query as Readonly<Record<string, unknown>>
    const returnTo = readReturnTo(wanted)
    const level = assurances.find((one) => one === asked)
    // The cookie must be set on the host that the login sends people back to.
    if (house.isDemo && request.host !== new URL(house.origin).host && again === undefined) {
      const same = { ...(typeof chosen === 'string' ? { login: chosen } : {}), ...(level === undefined ? {} : { level }) }
      return reply.redirect(`${house.origin}/auth/sign-in?${new URLSearchParams({ returnTo, again: '1', ...same })}`)
    }
    const login = house.logins.length === 1 ? house.logins[0] : house.logins.find(({ id }) => id === chosen)
    if (!login) return send(reply, loginsPage(house.logins, returnTo, level))
    return isSaml(login) ? leaveBySaml(house, request, reply, login, returnTo, departures) : leave(reply, login, returnTo, level)
  })

  async function leave(reply: FastifyReply, login: Login, returnTo: string, level: Assurance | undefined): Promise<FastifyReply> {
    const departure = await providers.get(login.id)?.depart(level)
    if (!departure) return refuse(reply, 'unavailable', returnTo, 'no-answer')
    const { address, state, nonce, verifier } = departure
    const until = house.now().getTime() + attemptSeconds * 1000
    const attempt = { step: 'attempt', login: login.id, state, nonce, verifier, level, returnTo, until } as const
    return reply
      .setCookie(loginCookie, sealLogin(house.keyring, attempt), attemptCookieOptions)
      .header('cache-control', 'no-store')
      .redirect(address)
  }

  for (const login of house.logins) {
    if (isSaml(login)) continue
    // Each login comes back to an address of its own: one that is false cannot pass a code off as another's (RFC 9700, 4.4).
    app.get(callbackOf(login), async (request, reply) => {
      const attempt = openAttempt(house.keyring, request.cookies[loginCookie], house.now())
      reply.clearCookie(loginCookie, attemptCookieOptions)
      const provider = providers.get(login.id)
      if (attempt?.login !== login.id || !provider) return refuse(reply, 'lost', home, 'no-attempt')
      const { returnTo } = attempt

      const arrived = await provider.arrive(new URL(request.url, house.origin), attempt)
      if ('refusal' in arrived) {
        if (arrived.refusal !== 'unavailable' && arrived.refusal !== 'declined')
          await noteRefusedLogin(house, login.id, arrived.code, randomUUID())
        return refuse(reply, arrived.refusal, returnTo, arrived.code)
      }
      if (!reaches(arrived.assurance, attempt.level ?? 'low')) return refuse(reply, 'tooWeak', returnTo, 'assurance-below-asked')
      return letIn(house, request, reply, { login, identity: arrived, returnTo })
    })
  }

  // Where a page goes that nobody has touched: it takes along what the browser has kept of the others.
  app.get('/auth/ended', (request, reply) => {
    const { returnTo } = request.query as Readonly<Record<string, unknown>>
    return send(reply.header('clear-site-data', '"cache"'), endedPage(readReturnTo(returnTo)))
  })

  app.post('/auth/choose', async (request, reply) => {
    const choice = openChoice(house.keyring, request.cookies[loginCookie], house.now())
    reply.clearCookie(loginCookie, choiceCookieOptions)
    const login = house.logins.find(({ id }) => id === choice?.login)
    if (request.headers.origin !== house.origin || !choice || !login) return refuse(reply, 'lost', home, 'no-choice')
    const { returnTo, assurance, session } = choice

    const wanted = choice.accounts.find(({ municipalityId, accountId }) => `${municipalityId}.${accountId}` === chosenIn(request))
    if (!wanted) return refuse(reply, 'lost', returnTo, 'choice-unknown')
    const account = await house.doors.as(
      { municipalityId: wanted.municipalityId, role: 'guest' },
      'staff',
      (tx) => findAccount(tx, wanted.accountId),
      { readOnly: true },
    )
    if (!account || !isOpen(account, house)) return refuse(reply, 'accountClosed', returnTo, 'account-closed')
    await start(house, request, reply, { login, account, narrowing: wanted, assurance, session, requestId: randomUUID() })
    return reply.header('cache-control', 'no-store').redirect(returnTo, 303)
  })
}

/** Where a login sends people back to; UNI-Login's stays what it is registered as at STIL. */
function callbackOf({ kind, id }: Login): string {
  return kind === 'uni-login' ? '/auth/callback' : `/auth/callback/${id}`
}

function chosenIn(request: FastifyRequest): string | undefined {
  return request.body instanceof URLSearchParams ? (request.body.get('account') ?? undefined) : undefined
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
