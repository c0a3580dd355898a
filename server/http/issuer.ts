/** Which identity provider may be trusted, and when not. Pure, but for the hash. */
import { createHash } from 'node:crypto'

export type IdentityProvider = {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

export type IssuerRefusal = 'issuer-not-an-address' | 'issuer-not-https' | 'issuer-is-loopback' | 'issuer-is-stand-in'

/**
 * RFC 7638 thumbprint of the key that lies readable in `stand-ins/identity-provider/published-key.json`.
 * Whoever reads the repository can sign with it as anybody.
 */
const standInThumbprint = 'b351V5GwMBYHJdfGdutuXV1QKehCBd0LFTVfen1LUl8'

/**
 * Why an installation must not let people in by this issuer; undefined when it may. In a demonstration
 * everything goes, for everybody there is invented. `jwks` is what the issuer publishes, as far as it is known:
 * asked without at start, and with it each time the keys are fetched.
 */
export function refuseIssuer(
  { issuer, isDemo }: { readonly issuer: string; readonly isDemo: boolean },
  jwks?: unknown,
): IssuerRefusal | undefined {
  if (!URL.canParse(issuer)) return 'issuer-not-an-address'
  if (isDemo) return undefined
  const { protocol, hostname } = new URL(issuer)
  if (protocol !== 'https:') return 'issuer-not-https'
  if (isLoopback(hostname)) return 'issuer-is-loopback'
  return keysOf(jwks).some((key) => thumbprint(key) === standInThumbprint) ? 'issuer-is-stand-in' : undefined
}

/** `hostname` as URL gives it: every spelling of an IPv4 address is already four numbers. */
function isLoopback(hostname: string): boolean {
  const name = hostname.replace(/\.$/, '')
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    /^(127\.|0\.0\.0\.0$)/.test(name) ||
    /^\[(::1?|::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}|::ffff:0:0)\]$/.test(name)
  )
}

function keysOf(jwks: unknown): readonly Readonly<Record<string, unknown>>[] {
  const keys = typeof jwks === 'object' && jwks !== null && 'keys' in jwks ? jwks.keys : []
  return Array.isArray(keys) ? keys.filter((key) => typeof key === 'object' && key !== null) : []
}

/** RFC 7638, 3.2: the key's required members in alphabetical order. The stand-in's is RSA. */
function thumbprint({ e, kty, n }: Readonly<Record<string, unknown>>): string {
  return createHash('sha256').update(JSON.stringify({ e, kty, n })).digest('base64url')
}
