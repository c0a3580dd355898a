/** Context Handler and NemLog-in over HTTP: metadata, single sign-on, single logout. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { randomUUID } from 'node:crypto'
import type { Options } from '../identity-provider.ts'
import { carryPage, faultPage, loggedOutPage, pickPage, type Played, sessionsPage } from '../page.ts'
import type { Assurance, Privilege } from '../logins.ts'
import type { Person } from '../people.ts'
import { type Face, readForm, sendAway, sendPage } from '../sending.ts'
import { assertFresh, type AuthnRequest, provenOf, readAuthnRequest, senderOf } from './authn-request.ts'
import { instant } from './assertion.ts'
import { readKey } from './keys.ts'
import { isDone, type LogoutRound, logoutRequest, logoutResponse, readLogoutSubject, type SamlSession } from './logout.ts'
import { fieldsWith, type MessageKind, type Received, receive, redirectWith } from './messages.ts'
import { fetchMetadata, type LoginMetadata, type ServiceProvider, writeMetadata } from './metadata.ts'
import { bindings, nameIdFormats, statuses } from './names.ts'
import { buildRefusal, buildResponse, entityIds, newId, signingKey } from './response.ts'
import { ageOn, birthdayIn, type Profile } from './subject.ts'

/** Where a SAML login is found. */
export type SamlLogin = {
  readonly name: string
  readonly entityId: string
  readonly metadata: string
  readonly singleSignOn: string
  readonly singleLogout: string
  /** Page with who is signed in here, and the button that ends it everywhere. */
  readonly home: string
}

const roots: Readonly<Record<Profile, string>> = { contextHandler: '/context-handler', nemLogin: '/nemlog-in' }

const played: Readonly<Record<Profile, Played>> = {
  contextHandler: {
    login: 'KOMBIT Context Handler',
    tells: ({ logins: { contextHandler: login } }) => [
      ...(login?.privileges.length === 0 ? ['Ret: ingen'] : (login?.privileges.map(tellPrivilege) ?? [])),
      ...tellLevel(login?.assurance),
    ],
  },
  nemLogin: {
    login: 'NemLog-in med MitID',
    tells: ({ logins: { nemLogin: login } }) => [...tellAge(login?.cpr), ...tellLevel(login?.assurance)],
  },
}

function tellPrivilege({ role, constraints, cvr }: Privilege): string {
  const narrowed = Object.entries(constraints).map(([name, value]) => `${name} ${value}`)
  return [`Ret: ${role}`, ...narrowed, ...(cvr === undefined ? [] : [`CVR ${cvr}`])].join(', ')
}

function tellAge(cpr: string | undefined): readonly string[] {
  return cpr === undefined ? [] : [`${ageOn(birthdayIn(cpr), instant(new Date()).slice(0, 10))} år`]
}

function tellLevel(assurance: Assurance | undefined): readonly string[] {
  return assurance === 'Low' ? ['Niveau: Lav'] : []
}

/** More than a demonstration has at once; the oldest goes first. */
const mostKept = 1000

export function samlFace(
  origin: string,
  profile: Profile,
  {
    people: everybody,
    serviceProviders: sources = [],
    generation,
    misbehave,
  }: Pick<Options, 'people' | 'serviceProviders' | 'generation' | 'misbehave'>,
): { readonly login: SamlLogin; readonly face: Face } {
  const root = roots[profile]
  const people = everybody.filter(({ logins }) => logins[profile] !== undefined)
  const login: SamlLogin = {
    name: profile === 'contextHandler' ? 'Context Handler' : 'NemLog-in',
    entityId: entityIds[profile],
    metadata: `${origin}${root}/metadata`,
    singleSignOn: `${origin}${root}/sso`,
    singleLogout: `${origin}${root}/slo`,
    home: `${origin}${root}`,
  }
  const key = signingKey(profile)
  const metadata: LoginMetadata = {
    ...login,
    nameIdFormat: profile === 'contextHandler' ? nameIdFormats.x509Subject : nameIdFormats.persistent,
    signing: key,
    encryption: readKey(profile === 'contextHandler' ? 'context-handler-encryption' : 'nemlog-in-encryption'),
  }
  const cookieName = `stand-in-${root.slice(1)}`
  /** Requests whose person is still to be picked, by an id of ours. */
  const waiting = keep<AuthnRequest>()
  /** Sessions by browser. */
  const sessions = keep<readonly SamlSession[]>()
  /** Logouts on their way, by the id of the request that was sent last. */
  const rounds = keep<LogoutRound>()

  async function answer(request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
    const path = address.pathname.slice(root.length)
    if (path === '/metadata') return sendMetadata(response, address)
    if (path === '/sso') return faulty(response, () => takeRequest(request, response, address))
    if (path.startsWith('/log-ind/')) return pick(request, response, path.slice('/log-ind/'.length))
    if (path === '/slo') return faulty(response, () => takeLogout(request, response, address))
    if (path === '/log-ud' && request.method === 'POST') return beginLogout(request, response)
    if (path === '' || path === '/') {
      const names = [...new Set((sessions.get(browserOf(request) ?? '') ?? []).map(({ name }) => name))]
      const targets = (await knownServiceProviders()).flatMap(({ logout }) => logout.map(({ location }) => location))
      return sendPage(response, 200, sessionsPage({ login: played[profile].login, names, action: `${root}/log-ud` }), targets)
    }
    return sendPage(response, 404, faultPage('Siden findes ikke', address.pathname))
  }

  function sendMetadata(response: ServerResponse, { searchParams }: URL): void {
    response.writeHead(200, { 'Content-Type': 'application/samlmetadata+xml; charset=utf-8' })
    response.end(writeMetadata(metadata, { isSigned: searchParams.get('signed') !== 'no' }))
  }

  async function takeRequest(request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
    const received = await receive(request, address)
    if (!received) throw new Error('there is no SAMLRequest')
    const asked = readAuthnRequest(received, {
      serviceProviders: await knownServiceProviders(),
      destination: login.singleSignOn,
      now: new Date(),
    })
    if (asked.isPassive) return sendResponse(response, asked, refusal(asked, [statuses.responder, statuses.noPassive]))
    const id = newId()
    waiting.set(id, asked)
    return sendAway(response, `${login.home}/log-ind/${id}`)
  }

  async function pick(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const asked = waiting.get(id)
    if (!asked)
      return sendPage(response, 400, faultPage('Login er udløbet', 'Siden har været åben for længe, eller login er allerede brugt.'))
    if (request.method !== 'POST') {
      const action = `${root}/log-ind/${id}`
      return sendPage(response, 200, pickPage({ played: played[profile], people, action }), [asked.acsUrl])
    }
    waiting.delete(id)
    const form = await readForm(request)
    const person = people.find(({ uniid }) => uniid === form.get('uniid'))
    if (form.has('leave') || !person) {
      return sendResponse(response, asked, refusal(asked, [statuses.responder, statuses.authenticationFailed]))
    }
    return signIn(request, response, asked, person)
  }

  async function signIn(request: IncomingMessage, response: ServerResponse, asked: AuthnRequest, person: Person): Promise<void> {
    const { serviceProvider } = asked
    const built = await buildResponse({
      person,
      profile,
      spEntityId: serviceProvider.entityId,
      acsUrl: asked.acsUrl,
      inResponseTo: asked.id,
      ...(serviceProvider.encryption === undefined ? {} : { encryptFor: serviceProvider.encryption }),
      ...(generation === undefined ? {} : { generation }),
      ...(misbehave === undefined ? {} : { fault: misbehave }),
    })
    const browser = browserOf(request) ?? randomUUID()
    const { sessionIndex, nameId, nameIdFormat } = built
    sessions.set(browser, [...(sessions.get(browser) ?? []), { serviceProvider, sessionIndex, nameId, nameIdFormat, name: person.name }])
    response.setHeader('Set-Cookie', `${cookieName}=${browser}; Path=${root}; HttpOnly; SameSite=Lax`)
    return sendResponse(response, asked, built.samlResponse)
  }

  function refusal({ acsUrl, id }: AuthnRequest, status: readonly [string, ...string[]]): string {
    return Buffer.from(buildRefusal({ profile, acsUrl, inResponseTo: id, status }), 'utf8').toString('base64')
  }

  function sendResponse(response: ServerResponse, { acsUrl, relayState }: AuthnRequest, samlResponse: string): void {
    const fields = { SAMLResponse: samlResponse, ...(relayState === undefined ? {} : { RelayState: relayState }) }
    sendPage(response, 200, carryPage({ title: 'Du er på vej tilbage', login: played[profile].login, to: acsUrl, fields }), [acsUrl])
  }

  async function takeLogout(request: IncomingMessage, response: ServerResponse, address: URL): Promise<void> {
    const received = await receive(request, address)
    if (!received) throw new Error('there is neither SAMLRequest nor SAMLResponse')
    const serviceProvider = senderOf(received, await knownServiceProviders())
    const message = provenOf(received, serviceProvider)
    assertFresh(message, { destination: login.singleLogout, now: new Date() })
    return received.kind === 'SAMLRequest'
      ? takeLogoutRequest(response, serviceProvider, message, received)
      : takeLogoutResponse(response, message)
  }

  /** A service provider wants somebody out: the others who know the same browser are told first. */
  function takeLogoutRequest(
    response: ServerResponse,
    serviceProvider: ServiceProvider,
    message: Received['claimed'],
    { relayState }: Received,
  ): void {
    if (message.name !== 'LogoutRequest') throw new Error('a LogoutRequest is expected here')
    const { nameId, sessionIndexes } = readLogoutSubject(message)
    const isMeant = (session: SamlSession) =>
      session.serviceProvider.entityId === serviceProvider.entityId &&
      session.nameId === nameId &&
      (sessionIndexes.length === 0 || sessionIndexes.includes(session.sessionIndex))
    const browser = [...sessions.keys()].find((one) => sessions.get(one)?.some(isMeant))
    const others = (sessions.get(browser ?? '') ?? []).filter((session) => session.serviceProvider.entityId !== serviceProvider.entityId)
    if (browser !== undefined) sessions.delete(browser)
    proceed(response, {
      remaining: others,
      failed: 0,
      answerTo: { serviceProvider, inResponseTo: message.attributes['ID'] ?? '', relayState },
    })
  }

  function takeLogoutResponse(response: ServerResponse, message: Received['claimed']): void {
    if (message.name !== 'LogoutResponse') throw new Error('a LogoutResponse is expected here')
    const asked = message.attributes['InResponseTo'] ?? ''
    const round = rounds.get(asked)
    if (!round) throw new Error('nobody asked for this logout')
    rounds.delete(asked)
    proceed(response, { ...round, failed: round.failed + (isDone(message) ? 0 : 1) })
  }

  function beginLogout(request: IncomingMessage, response: ServerResponse): void {
    const browser = browserOf(request) ?? ''
    const remaining = sessions.get(browser) ?? []
    sessions.delete(browser)
    proceed(response, { remaining, failed: 0, answerTo: undefined })
  }

  /** Sends the browser to the next who is to be told, or ends the round. */
  function proceed(response: ServerResponse, { remaining: [session, ...remaining], failed, answerTo }: LogoutRound): void {
    const now = new Date()
    if (session) {
      const endpoint = endpointOf(session.serviceProvider)
      if (!endpoint) return proceed(response, { remaining, failed: failed + 1, answerTo })
      const { id, document } = logoutRequest({ issuer: login.entityId, to: endpoint.location, session, now })
      rounds.set(id, { remaining, failed, answerTo })
      return carry(response, 'SAMLRequest', document, { to: endpoint.location, binding: endpoint.binding, relayState: undefined })
    }
    if (!answerTo) return sendPage(response, 200, loggedOutPage(played[profile].login, failed))
    const endpoint = endpointOf(answerTo.serviceProvider)
    if (!endpoint) return sendPage(response, 200, loggedOutPage(played[profile].login, failed))
    const { inResponseTo, relayState } = answerTo
    const to = endpoint.responseLocation
    return carry(response, 'SAMLResponse', logoutResponse({ issuer: login.entityId, to, inResponseTo, isWhole: failed === 0, now }), {
      to,
      binding: endpoint.binding,
      relayState,
    })
  }

  function carry(
    response: ServerResponse,
    kind: MessageKind,
    document: string,
    { to, binding, relayState }: { readonly to: string; readonly binding: string; readonly relayState: string | undefined },
  ): void {
    if (binding === bindings.redirect) return sendAway(response, redirectWith(kind, { document, to, relayState, key }))
    sendPage(
      response,
      200,
      carryPage({
        title: 'Du er ved at blive logget ud',
        login: played[profile].login,
        to,
        fields: fieldsWith(kind, { document, relayState, key }),
      }),
      [to],
    )
  }

  /** Asked anew each time: a service provider may have started after us, or have another key by now. */
  async function knownServiceProviders(): Promise<readonly ServiceProvider[]> {
    return (await Promise.all(sources.map((source) => fetchMetadata(source).catch(() => [])))).flat()
  }

  function browserOf({ headers }: IncomingMessage): string | undefined {
    return (headers.cookie ?? '')
      .split('; ')
      .find((pair) => pair.startsWith(`${cookieName}=`))
      ?.slice(cookieName.length + 1)
  }

  return { login, face: { root, answer } }
}

/** What a service provider did wrong is told on a page, never sent back to it. */
async function faulty(response: ServerResponse, take: () => Promise<void>): Promise<void> {
  try {
    await take()
  } catch (error) {
    sendPage(response, 400, faultPage('Anmodningen er forkert', error instanceof Error ? error.message : 'ukendt fejl'))
  }
}

function endpointOf({ logout }: ServiceProvider): ServiceProvider['logout'][number] | undefined {
  return logout.find(({ binding }) => binding === bindings.redirect) ?? logout.find(({ binding }) => binding === bindings.post)
}

/** A map that forgets the oldest. */
function keep<V>(): Map<string, V> {
  const kept = new Map<string, V>()
  const set = kept.set.bind(kept)
  kept.set = (key, value) => {
    const oldest = kept.size >= mostKept ? kept.keys().next().value : undefined
    if (oldest !== undefined) kept.delete(oldest)
    return set(key, value)
  }
  return kept
}
