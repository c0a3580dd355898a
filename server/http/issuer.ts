/** Which login may be trusted, and when not. Pure, but for the hash. */
import { createHash } from 'node:crypto'
import { fingerprint, type LoginMetadata } from './saml/metadata.ts'

export type IssuerRefusal = 'issuer-not-an-address' | 'issuer-not-https' | 'issuer-is-loopback' | 'issuer-is-stand-in'

/**
 * RFC 7638 thumbprint of the key that lies readable in `stand-ins/identity-provider/published-key.json`.
 * Whoever reads the repository can sign with it as anybody.
 */
const standInThumbprint = 'b351V5GwMBYHJdfGdutuXV1QKehCBd0LFTVfen1LUl8'

/**
 * SHA-256 of the certificates that lie readable, with their private keys, in `stand-ins/identity-provider/saml/`:
 * the SAML logins', the forger's that tests sign with, and the demonstration's own.
 */
const publishedCertificates = [
  '45c2fe9c20c57a28e4f32732cf589ee9e77cf30f797508d66f4138e5d0a8e0be',
  '8be325a217a5dec310e1ca60287d98576392740d42354c57e85a99eaf54beb7f',
  'f0b5e1e5bee9d27c40529d93cda16101970b6e178af1d742ad03d00f66b2359b',
  '87af5557d183c7bde9df2063a2b2473973a8587398043d3074c1ad27074423f7',
  'c2e9ba5566bff594ea36d2972171681d8488f3a068146bcbcdcba12b095dd8e5',
  '8dfb2fd741c5d8a23af50108d025b1fe538f3bfb22524a5cfee8f6fb9b7c08f6',
]

/** Whether a certificate's key is one that everybody has; then it proves nothing about anybody. */
export function isPublished(certificate: string): boolean {
  return publishedCertificates.includes(fingerprint(certificate))
}

/** As `refuseIssuer`, for a SAML login: by what its metadata says. */
export function refuseMetadata(metadata: LoginMetadata, { isDemo }: { readonly isDemo: boolean }): IssuerRefusal | undefined {
  const addresses = [metadata.signIn, metadata.signOut?.request, metadata.signOut?.response]
  return (
    addresses
      .map((address) => (address === undefined ? undefined : refuseIssuer({ issuer: address, isDemo })))
      .find((refusal) => refusal) ?? (!isDemo && metadata.certificates.some(isPublished) ? 'issuer-is-stand-in' : undefined)
  )
}

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
