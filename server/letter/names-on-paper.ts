/** Names for slips, letters and screens that a class can see: a protected name is a first name there. */
import { listNames, listProtected } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { printedNames } from '#domain/organisation/printed-name.ts'

/** By person id, of a list that is shown or printed together; somebody who is shredded has none. */
export async function listNamesOnPaper(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const names = [...(await listNames(tx, keyring, personIds))]
  const isProtected = new Set(await listProtected(tx, personIds))
  const printed = printedNames(names.map(([id, name]) => ({ name, isProtected: isProtected.has(id) })))
  return new Map(names.map(([id], place) => [id, printed[place] ?? '']))
}
