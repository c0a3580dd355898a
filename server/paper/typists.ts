/** Who may be named to type, as people: somebody with several logins is one. */
import { listNames } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import { listOpenAccounts } from '#database/paper.ts'
import type { Tx } from '#database/transaction.ts'
import type { Role } from '#domain/access/actor.ts'
import { isTypistRole, mayBeTypist } from '#domain/access/policy.ts'

const danishOrder = new Intl.Collator('da')

/** `accountIds` are those in whose roles they type; `role` is the first of these. */
export type Typist = { readonly id: string; readonly name: string; readonly role: Role; readonly accountIds: readonly string[] }

export async function listTypists(tx: Tx, keyring: Keyring): Promise<readonly Typist[]> {
  const people = [...Map.groupBy(await listOpenAccounts(tx), ({ personId }) => personId)].filter(([, accounts]) =>
    mayBeTypist(accounts.map(({ role }) => role)),
  )
  const names = await listNames(
    tx,
    keyring,
    people.map(([id]) => id),
  )
  return people
    .flatMap(([id, accounts]) => {
      const typing = accounts.filter(({ role }) => isTypistRole(role))
      const [first] = typing
      return first ? [{ id, name: names.get(id) ?? '', role: first.role, accountIds: typing.map((account) => account.id) }] : []
    })
    .toSorted((left, right) => danishOrder.compare(left.name, right.name))
}
