/** An OpenID provider: authorization code, confidential client, PKCE with S256, everybody asked each time. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { type Context, interactionPolicy, Provider } from 'oidc-provider'
import { openMemory } from './memory.ts'
import { faultPage, pickPage, type Played } from './page.ts'
import type { Person } from './people.ts'
import { type Face, readForm, sendPage } from './sending.ts'

/** In what an OpenID provider differs from another: where it is, what it tells, what it demands. */
export type OpenIdProfile = {
  readonly played: Played
  /** Path of the issuer, as Keycloak has it. */
  readonly realm: string
  /** Path of the page with the people, slashes around it. */
  readonly pickPath: string
  readonly knows: (person: Person) => boolean
  readonly subject: (person: Person) => string
  readonly tokenClaims: (person: Person) => Readonly<Record<string, unknown>>
  readonly userinfoClaims: (person: Person) => Readonly<Record<string, unknown>>
  readonly claimNames: readonly string[]
  /** What is wrong with a request beyond the standard; undefined when nothing is. */
  readonly faultOf: (parameters: URLSearchParams) => string | undefined
}

export type OpenIdClient = {
  readonly id: string
  readonly secret: string
  /** Where the product takes the code; exact addresses. */
  readonly redirects: readonly string[]
}

const authorizationPath = '/protocol/openid-connect/auth'

/** One OpenID provider at `origin`. */
export function openIdFaces(
  origin: string,
  profile: OpenIdProfile,
  everybody: readonly Person[],
  client: OpenIdClient,
): { readonly issuer: string; readonly faces: readonly Face[] } {
  const people = everybody.filter(profile.knows)
  const issuer = origin + profile.realm
  const provider = makeProvider(issuer, profile, people, client)
  const speak = provider.callback()

  async function answer(request: IncomingMessage, response: ServerResponse, { pathname, searchParams }: URL): Promise<void> {
    const fault = pathname === profile.realm + authorizationPath ? profile.faultOf(searchParams) : undefined
    if (fault !== undefined) return sendPage(response, 400, faultPage('Anmodningen om login er forkert', fault))
    forgetWhoWasHere(request)
    Object.assign(request, { originalUrl: request.url, url: request.url?.slice(profile.realm.length) })
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
      const action = `${profile.pickPath}${interaction.uid}`
      return sendPage(response, 200, pickPage({ played: profile.played, people, action }), client.redirects)
    }
    const form = await readForm(request)
    const person = people.find(({ uniid }) => uniid === form.get('uniid'))
    if (form.has('leave') || !person) {
      return provider.interactionFinished(request, response, {
        error: 'access_denied',
        error_description: 'the person left the login page',
      })
    }
    return provider.interactionFinished(request, response, { login: { accountId: profile.subject(person), remember: false } })
  }

  return {
    issuer,
    faces: [
      { root: profile.realm, answer },
      { root: profile.pickPath.replace(/\/$/, ''), answer: pick },
    ],
  }
}

function makeProvider(issuer: string, profile: OpenIdProfile, people: readonly Person[], client: OpenIdClient): Provider {
  const peopleByAccount = new Map(people.map((person) => [profile.subject(person), person]))
  const { Check, Prompt } = interactionPolicy
  const minutes = 60

  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        client_secret: client.secret,
        redirect_uris: [...client.redirects],
        response_types: ['code'],
        grant_types: ['authorization_code'],
      },
    ],
    clientAuthMethods: ['client_secret_basic', 'client_secret_post'],
    adapter: openMemory(),
    jwks: { keys: [JSON.parse(readFileSync(new URL('published-key.json', import.meta.url), 'utf8'))] },
    responseTypes: ['code'],
    scopes: ['openid'],
    claims: { openid: profile.claimNames },
    // The logins put their claims in the ID token itself, not only in userinfo.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context: Context, account: string) => {
      const person = peopleByAccount.get(account)
      return (
        person && {
          accountId: account,
          claims: (use: string) => ({
            sub: account,
            ...(use === 'userinfo' ? profile.userinfoClaims(person) : profile.tokenClaims(person)),
          }),
        }
      )
    },
    interactions: {
      url: (_context: Context, { uid }: { uid: string }) => `${profile.pickPath}${uid}`,
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
