/** Talks OpenID Connect with the identity provider: authorization code, PKCE, state, nonce, checked signature. */
import { setTimeout as wait } from 'node:timers/promises'
import * as client from 'openid-client'
import type { Assurance } from '#domain/access/actor.ts'
import { StartRefusal } from '#database/start-refusal.ts'
import { type KnownBySubject, readIdentity } from './claims.ts'
import { type IssuerRefusal, refuseIssuer } from './issuer.ts'
import type { OpenIdLogin } from './login.ts'

export type Departure = { readonly address: string; readonly state: string; readonly nonce: string; readonly verifier: string }

/** Why nobody was told: the attempt is spent or was tampered with, the person left, or the provider does not answer. */
export type ArrivalRefusal = { readonly refusal: 'lost' | 'declined' | 'unavailable'; readonly code: string }

export type Provider = {
  /** Where to send the browser; undefined when the provider does not answer. `level`: how sure the login is asked to be. */
  readonly depart: (level?: Assurance) => Promise<Departure | undefined>
  /** Who came back. `arrivedAt` is the whole address the provider sent the browser to. */
  readonly arrive: (arrivedAt: URL, attempt: Pick<Departure, 'state' | 'nonce' | 'verifier'>) => Promise<KnownBySubject | ArrivalRefusal>
}

/** As OIO's profiles name a level (Digitaliseringsstyrelsen, OIOSAML 3.0.3, 4.3). */
const nsisLevels = 'https://data.gov.dk/concept/core/nsis/loa/'

const requestSeconds = 5
const triesAtOnce = 3
const pauseMs = 300

/** How the provider is asked; a test gives its own. */
export type Ask = (address: string, options: RequestInit) => Promise<Response>

const askNetwork: Ask = (address, options) => fetch(address, options)

/** Discovers at the first use, and again after a failure. */
export function connectProvider(
  provider: OpenIdLogin,
  { isDemo, redirect, ask = askNetwork }: { readonly isDemo: boolean; readonly redirect: string; readonly ask?: Ask },
): Provider {
  let discovered: Promise<client.Configuration> | undefined

  function configuration(): Promise<client.Configuration> {
    discovered ??= discover(provider, isDemo, ask).catch((error: unknown) => {
      discovered = undefined
      throw error
    })
    return discovered
  }

  return {
    async depart(level) {
      const found = await configuration().catch(() => undefined)
      if (!found) return undefined
      const [state, nonce, verifier] = [client.randomState(), client.randomNonce(), client.randomPKCECodeVerifier()]
      const address = client.buildAuthorizationUrl(found, {
        scope: provider.scope,
        redirect_uri: redirect,
        state,
        nonce,
        code_challenge: await client.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        ...(level === undefined ? {} : { acr_values: `${nsisLevels}${level.charAt(0).toUpperCase()}${level.slice(1)}` }),
      })
      return { address: address.href, state, nonce, verifier }
    },

    async arrive(arrivedAt, { state, nonce, verifier }) {
      try {
        const tokens = await client.authorizationCodeGrant(await configuration(), arrivedAt, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        return readIdentity(tokens.claims() ?? {}, provider.claims) ?? { refusal: 'unavailable', code: 'claims-missing' }
      } catch (error) {
        return refusalOf(error)
      }
    },
  }
}

/**
 * Refuses to start with an issuer that must not let people in. Fetches the issuer's keys to see whether the
 * stand-in hides behind a decent address; a provider that does not answer now is asked again at first use.
 */
export async function assertIssuer(provider: OpenIdLogin, isDemo: boolean, ask: Ask = askNetwork): Promise<void> {
  const { issuer } = provider
  const refusal =
    refuseIssuer({ issuer, isDemo }) ?? (isDemo ? undefined : await discover(provider, isDemo, ask, 1).then(() => undefined, refusalIn))
  if (refusal !== undefined) throw issuerRefusal(issuer, refusal)
}

/** What whoever starts an installation is told. */
export function issuerRefusal(issuer: string, refusal: IssuerRefusal): StartRefusal {
  const [danish, english] = refusalTexts[refusal]
  return new StartRefusal(
    `Login-udstederen ${issuer} kan ikke bruges i drift: ${danish}`,
    `the issuer cannot be used in production: ${english}`,
  )
}

const refusalTexts: Readonly<Record<IssuerRefusal, readonly [danish: string, english: string]>> = {
  'issuer-not-an-address': ['det er ikke en adresse', 'it is not an address'],
  'issuer-not-https': ['adressen skal begynde med https://', 'its address must begin with https://'],
  'issuer-is-loopback': ['adressen er maskinens egen', 'its address is this machine’s own'],
  'issuer-is-stand-in': ['det er efterligningen, som kun er til demonstration', 'it is the stand-in, which is for demonstrations only'],
}

/** The issuer published keys that everybody has, or is otherwise unfit. */
class UnfitIssuer extends Error {
  readonly refusal: IssuerRefusal

  constructor(refusal: IssuerRefusal) {
    super(refusal)
    this.refusal = refusal
  }
}

async function discover(
  { issuer, clientId, clientSecret }: OpenIdLogin,
  isDemo: boolean,
  ask: Ask,
  tries = triesAtOnce,
): Promise<client.Configuration> {
  const refusal = refuseIssuer({ issuer, isDemo })
  if (refusal !== undefined) throw new UnfitIssuer(refusal)

  let keysAddress: string | undefined
  /** Looks at the issuer's keys every time they are fetched, so that no later change slips in the stand-in's. */
  async function watchedFetch(address: string, options: client.CustomFetchOptions): Promise<Response> {
    const response = await ask(address, options as RequestInit)
    if (address !== keysAddress || !response.ok) return response
    const unfit = refuseIssuer(
      { issuer, isDemo },
      await response
        .clone()
        .json()
        .catch(() => undefined),
    )
    if (unfit !== undefined) throw new UnfitIssuer(unfit)
    return response
  }

  for (let attempt = 1; ; attempt += 1) {
    try {
      const found = await client.discovery(
        new URL(issuer),
        clientId,
        { client_secret: clientSecret },
        client.ClientSecretBasic(clientSecret),
        {
          timeout: requestSeconds,
          [client.customFetch]: watchedFetch,
          execute: [client.enableNonRepudiationChecks, ...(isDemo && issuer.startsWith('http:') ? [client.allowInsecureRequests] : [])],
        },
      )
      keysAddress = found.serverMetadata().jwks_uri
      if (keysAddress === undefined) throw new Error('the issuer publishes no keys')
      await watchedFetch(keysAddress, {
        method: 'GET',
        headers: { accept: 'application/json' },
        redirect: 'manual',
        body: null,
        signal: AbortSignal.timeout(requestSeconds * 1000),
      } as client.CustomFetchOptions)
      return found
    } catch (error) {
      if (error instanceof UnfitIssuer || attempt >= tries) throw error
      await wait(pauseMs)
    }
  }
}

function refusalIn(error: unknown): IssuerRefusal | undefined {
  return error instanceof UnfitIssuer
    ? error.refusal
    : error instanceof Error && error.cause !== undefined
      ? refusalIn(error.cause)
      : undefined
}

/** What may stand in the log of what went wrong (RFC 6749, 4.1.2.1 and 5.2; OpenID Connect Core, 3.1.2.6): an address can say anything. */
const errorWords: ReadonlySet<string> = new Set([
  'access_denied',
  'invalid_request',
  'invalid_client',
  'invalid_grant',
  'invalid_scope',
  'unauthorized_client',
  'unsupported_grant_type',
  'unsupported_response_type',
  'server_error',
  'temporarily_unavailable',
  'interaction_required',
  'login_required',
  'account_selection_required',
  'consent_required',
])

function wordOf(error: string): string {
  return errorWords.has(error) ? error : 'error-unknown'
}

/** Everything the other side can bring about is a refusal; what is left is a defect of ours and is thrown. */
function refusalOf(error: unknown): ArrivalRefusal {
  const unfit = refusalIn(error)
  if (unfit !== undefined) return { refusal: 'unavailable', code: unfit }
  if (error instanceof client.AuthorizationResponseError) {
    const code = wordOf(error.error)
    return {
      refusal:
        code === 'access_denied' ? 'declined' : code === 'server_error' || code === 'temporarily_unavailable' ? 'unavailable' : 'lost',
      code,
    }
  }
  if (error instanceof client.ResponseBodyError)
    return { refusal: error.error === 'invalid_grant' ? 'lost' : 'unavailable', code: wordOf(error.error) }
  if (error instanceof TypeError && error.message === 'fetch failed') return { refusal: 'unavailable', code: 'no-answer' }
  if (!(error instanceof client.ClientError)) throw error
  // The library wraps what it does not know, a network that fails among it.
  if (error.code === undefined && error.cause !== undefined) return refusalOf(error.cause)
  return { refusal: error.code === 'OAUTH_TIMEOUT' || error.code === 'OAUTH_ABORT' ? 'unavailable' : 'lost', code: error.code ?? 'unknown' }
}
