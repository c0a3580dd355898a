/**
 * An OpenID provider shaped like UNI-Login: authorization code, confidential client, PKCE with S256, scope
 * `openid` only, `state` and `nonce` of at least 16 characters, no single sign-on, Keycloak's addresses.
 */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { type Context, interactionPolicy, Provider } from 'oidc-provider'
import { aboutPage, faultPage, pickPage } from './page.ts'
import { openMemory } from './memory.ts'
import { claimsOf, type Person, subjectOf, userinfoOf } from './people.ts'

export type Options = {
  readonly host: string
  /** 0 lets the machine choose. */
  readonly port: number
  readonly people: readonly Person[]
  /** Where the product takes the code; exact addresses. */
  readonly redirects: readonly string[]
  readonly client: { readonly id: string; readonly secret: string }
}

const realm = '/auth/realms/broker'
const pickPath = '/log-ind/'
const authorizationPath = '/protocol/openid-connect/auth'
const minimumLength = 16
const largestFormBytes = 4096

/** Answers until it is closed. */
export async function startIdentityProvider(options: Options): Promise<AsyncDisposable & { readonly issuer: string }> {
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port, options.host, resolve)
  })
  const issuer = `http://${options.host}:${(server.address() as AddressInfo).port}${realm}`
  const provider = makeProvider(issuer, options)
  const speak = provider.callback()
  const files = readFiles()

  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    answer(request, response).catch((error: unknown) => {
      sendPage(response, 500, faultPage('Noget gik galt', error instanceof Error ? error.message : 'ukendt fejl'))
    })
  })

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', issuer)
    response.setHeader('Cache-Control', 'no-store')
    response.setHeader('Referrer-Policy', 'no-referrer')
    response.setHeader('X-Content-Type-Options', 'nosniff')

    const file = files.get(pathname)
    if (file) return void response.writeHead(200, { 'Content-Type': file.type }).end(file.bytes)
    if (pathname.startsWith(pickPath)) return pick(request, response)
    if (pathname === '/') return sendPage(response, 200, aboutPage(issuer))
    if (!pathname.startsWith(`${realm}/`)) return sendPage(response, 404, faultPage('Siden findes ikke', pathname))

    const fault = pathname === realm + authorizationPath ? faultOf(searchParams) : undefined
    if (fault !== undefined) return sendPage(response, 400, faultPage('Anmodningen om login er forkert', fault))
    forgetWhoWasHere(request)
    Object.assign(request, { originalUrl: request.url, url: request.url?.slice(realm.length) })
    speak(request, response)
  }

  /** The page with the people, and what comes of it. */
  async function pick(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const interaction = await provider.interactionDetails(request, response).catch(() => undefined)
    if (!interaction)
      return sendPage(
        response,
        400,
        faultPage('Login er udløbet', 'Siden har været åben for længe, eller login blev begyndt i en anden browser.'),
      )
    if (request.method !== 'POST') {
      return sendPage(response, 200, pickPage({ people: options.people, action: `${pickPath}${interaction.uid}` }), options.redirects)
    }
    const form = await readForm(request)
    const person = options.people.find(({ uniid }) => uniid === form.get('uniid'))
    if (form.has('leave') || !person) {
      return provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'the person left the login page',
      })
    }
    return provider.interactionFinished(request, response, { login: { accountId: subjectOf(person), remember: false } })
  }

  return {
    issuer,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function makeProvider(issuer: string, { people, redirects, client }: Options): Provider {
  const peopleBySubject = new Map(people.map((person) => [subjectOf(person), person]))
  const { Check, Prompt } = interactionPolicy
  const minutes = 60

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...redirects],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    adapter: openMemory(),
    jwks: { keys: [JSON.parse(readFileSync(new URL('published-key.json', import.meta.url), 'utf8'))] },
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: { openid: ['sub', 'uniid', 'aktoer_gruppe', 'institution_ids', 'unilogin_loa', 'loa', 'nsis_loa', 'inst_brugere'] },
    // UNI-Login puts its claims in the ID token itself, not only in userinfo.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context: Context, subject: string) => {
      const person = peopleBySubject.get(subject)
      return person && { accountId: subject, claims: (use: string) => (use === 'userinfo' ? userinfoOf(person) : claimsOf(person)) }
    },
    interactions: {
      url: (_context: Context, { uid }: { uid: string }) => `${pickPath}${uid}`,
      // Always asks: UNI-Login promises no session, and the next person may sit at the same machine.
      policy: [
        new Prompt(
          { name: 'login', requestable: true },
          new Check('always', 'a person must be picked', ({ oidc }) => oidc.result?.login === undefined),
        ),
      ],
    },
    async loadExistingGrant({ oidc }: Context) {
      if (oidc.client === undefined || oidc.session?.accountId === undefined) return undefined
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId })
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
    features: {
      devInteractions: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      rpInitiatedLogout: { enabled: false },
    },
    routes: {
      authorization: authorizationPath,
      token: '/protocol/openid-connect/token',
      userinfo: '/protocol/openid-connect/userinfo',
      jwks: '/protocol/openid-connect/certs',
    },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    ttl: {
      AccessToken: 5 * minutes,
      AuthorizationCode: minutes,
      Grant: 10 * minutes,
      IdToken: 5 * minutes,
      Interaction: 60 * minutes,
      Session: 60 * minutes,
    },
    renderError: (context: Context, { error, error_description: detail }: { error: string; error_description?: string }) => {
      context.type = 'html'
      context.body = faultPage('Anmodningen om login er forkert', `${error}: ${detail ?? ''}`)
    },
  })
  provider.on('server_error', (_context, error) => process.stderr.write(`${error.stack ?? error.message}\n`))
  return provider
}

/** Every sign-in begins afresh: where one person has a session, the provider would stumble over another. */
function forgetWhoWasHere(request: IncomingMessage): void {
  const { cookie } = request.headers
  if (cookie !== undefined)
    request.headers.cookie = cookie
      .split('; ')
      .filter((pair) => !/^_session(\.sig)?=/.test(pair))
      .join('; ')
}

/** What UNI-Login demands beyond the standard. */
function faultOf(parameters: URLSearchParams): string | undefined {
  if (parameters.get('scope') !== 'openid') return 'scope must be exactly openid'
  for (const name of ['state', 'nonce']) {
    if ((parameters.get(name)?.length ?? 0) < minimumLength) return `${name} must have at least ${minimumLength} characters`
  }
  return undefined
}

function sendPage(response: ServerResponse, status: number, page: string, mayLeaveTo: readonly string[] = []): void {
  // Chromium asks form-action about every redirect that follows the form, so the way back must be allowed.
  const formTargets = ["'self'", ...new Set(mayLeaveTo.map((address) => new URL(address).origin))].join(' ')
  response.writeHead(status, {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src data:; form-action ${formTargets}; frame-ancestors 'none'; base-uri 'none'`,
  })
  response.end(page)
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.byteLength
    if (length > largestFormBytes) throw new Error('the form is too large')
    chunks.push(chunk)
  }
  return new URLSearchParams(Buffer.concat(chunks).toString('utf8'))
}

function readFiles(): ReadonlyMap<string, { readonly type: string; readonly bytes: Buffer }> {
  const near = (name: string) => readFileSync(new URL(name, import.meta.url))
  const font = (weight: number) =>
    readFileSync(createRequire(import.meta.url).resolve(`@fontsource/ibm-plex-sans/files/ibm-plex-sans-latin-${weight}-normal.woff2`))
  return new Map([
    ['/page.css', { type: 'text/css; charset=utf-8', bytes: near('page.css') }],
    ['/search.js', { type: 'text/javascript; charset=utf-8', bytes: near('search.js') }],
    ['/plex-400.woff2', { type: 'font/woff2', bytes: font(400) }],
    ['/plex-600.woff2', { type: 'font/woff2', bytes: font(600) }],
  ])
}
