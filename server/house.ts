/** What an installation has: its doors to the database, its keys, its address. Made once at start. */
import type { Doors } from '#database/transaction.ts'
import type { Keyring } from '#database/keyring.ts'
import type { IdentityProvider } from './http/issuer.ts'

export type House = {
  readonly doors: Doors
  readonly keyring: Keyring
  /** Scheme, host and port that people type, e.g. `https://boernungeliv.example`. */
  readonly origin: string
  /** Who tells us who people are. */
  readonly identityProvider: IdentityProvider
  readonly isDemo: boolean
  readonly now: () => Date
}
