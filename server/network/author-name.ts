/** The name somebody signs with, when they choose to. */
import { findAccount } from '#database/access.ts'
import { listNames } from '#database/identity.ts'
import type { Tx } from '#database/transaction.ts'
import type { House } from '../house.ts'

export async function authorName(tx: Tx, house: House, accountId: string, isNamed: boolean): Promise<string | null> {
  const account = isNamed ? await findAccount(tx, accountId) : undefined
  if (!account) return null
  return (await listNames(tx, house.keyring, [account.personId])).get(account.personId) ?? null
}
