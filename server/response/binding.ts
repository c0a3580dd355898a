import type { Keyring } from '#database/keyring.ts'

/** What is stored of a browser beside a link: of two links in one browser it has nothing in common. */
export function browserHmac(keyring: Keyring, secret: Buffer, linkHmac: Buffer): Buffer {
  return keyring.seal('link-binding', Buffer.concat([secret, linkHmac]))
}
