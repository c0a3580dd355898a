/** The stand-in's keys. They lie readable beside this file, on purpose: an installation in production refuses them. */
import { readFileSync } from 'node:fs'

/** A private key and its certificate, both PEM. */
export type KeyPair = { readonly key: string; readonly certificate: string }

/** `signer` signs answers, `client` is the caller it knows, `forger` is in no agreement. */
export function readKey(name: 'signer' | 'client' | 'forger'): KeyPair {
  const file = readFileSync(new URL(`published-${name}.pem`, import.meta.url), 'utf8')
  const block = (label: string) => new RegExp(`-----BEGIN ${label}-----[\\s\\S]+?-----END ${label}-----\\n?`).exec(file)?.[0] ?? ''
  return { key: block('PRIVATE KEY'), certificate: block('CERTIFICATE') }
}
