/** The stand-in's keys, which lie readable beside this file so that nobody takes them for secrets. */
import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** A private key and its certificate, both PEM. */
export type KeyPair = { readonly privateKey: string; readonly certificate: string }

const names = [
  'context-handler-signing',
  'context-handler-encryption',
  'nemlog-in-signing',
  'nemlog-in-encryption',
  'forger',
  'service-provider',
] as const
export type KeyName = (typeof names)[number]

/** Reads one of the published keys.  is named in no metadata: tests sign with it as somebody else;  is a receiver in tests. */
export function readKey(name: KeyName): KeyPair {
  const file = readFileSync(new URL(`published-${name}.pem`, import.meta.url), 'utf8')
  return { privateKey: block(file, 'PRIVATE KEY'), certificate: block(file, 'CERTIFICATE') }
}

/** SHA-256 of every published certificate, as 64 hexadecimal digits: what an installation refuses to trust. */
export function publishedFingerprints(): Readonly<Record<KeyName, string>> {
  const entries = names.map((name) => [
    name,
    new X509Certificate(readKey(name).certificate).fingerprint256.replaceAll(':', '').toLowerCase(),
  ])
  return Object.fromEntries(entries) as Record<KeyName, string>
}

/** The base64 inside a PEM certificate, as metadata and `X509Certificate` elements carry it. */
export function bare(certificate: string): string {
  return certificate.replace(/-----[A-Z ]+-----|\s/g, '')
}

/** PEM around the base64 that metadata carries. */
export function pem(certificate: string): string {
  const lines = certificate.replace(/\s/g, '').match(/.{1,64}/g) ?? []
  return ['-----BEGIN CERTIFICATE-----', ...lines, '-----END CERTIFICATE-----', ''].join('\n')
}

function block(file: string, label: string): string {
  const found = new RegExp(`-----BEGIN ${label}-----[\\s\\S]+?-----END ${label}-----\\n?`).exec(file)
  if (!found) throw new Error(`the file has no ${label}`)
  return found[0]
}
