/** Names of professionals, for who reads the log. */
import { listNames } from '#database/identity.ts'
import { listAuthors } from '#database/network.ts'
import type { Tx } from '#database/transaction.ts'
import type { House } from '../house.ts'

/** The name of each account there still is. */
export async function namesOfActors(
  tx: Tx,
  house: House,
  accountIds: readonly (string | null)[],
): Promise<(accountId: string | null) => string | null> {
  const people = await listAuthors(
    tx,
    accountIds.flatMap((id) => id ?? []),
  )
  const names = await listNames(
    tx,
    house.keyring,
    people.map(({ personId }) => personId),
  )
  const nameOf = new Map(people.map(({ accountId, personId }) => [accountId, names.get(personId) ?? null]))
  return (accountId) => (accountId === null ? null : (nameOf.get(accountId) ?? null))
}
