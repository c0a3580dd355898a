import type { Keyring } from '#database/keyring.ts'

/** What is stored of a code that lets somebody in to help. The code carries its municipality. */
export function supportHmac(keyring: Keyring, code: string): Buffer {
  return keyring.seal('support-code', Buffer.from(code))
}
