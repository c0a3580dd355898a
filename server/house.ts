/** What an installation has: its doors to the database, its keys, its address. Made once at start. */
import type { Doors } from '#database/transaction.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Login } from './http/login.ts'
import type { Carriers } from './invitation/carrier.ts'
import type { KeyStore } from './key-store.ts'
import type { StilConnection } from './organisation/stil-service.ts'

export type House = {
  readonly doors: Doors
  readonly keyring: Keyring
  /** Where the keyring's keys are kept, for whoever takes somebody out of them; tests mostly have none. */
  readonly keyStore?: KeyStore
  /** Scheme, host and port that people type, e.g. `https://boernungeliv.example`. */
  readonly origin: string
  /** Who tells us who people are: at least one, in the order in which they are offered. */
  readonly logins: readonly Login[]
  readonly isDemo: boolean
  /** Where the ends of the audit logs are noted each night: out of reach of the database's administrator. */
  readonly anchorDirectory?: string | undefined
  /** How STIL is asked for rosters; undefined asks nobody. */
  readonly stil?: StilConnection | undefined
  /** Who carries messages to people; none where the installation sends nothing itself. */
  readonly carriers?: Carriers | undefined
  /** Where the official schema of MeMo lies, if the installation has it. */
  readonly memoSchema?: string | undefined
  readonly now: () => Date
}
