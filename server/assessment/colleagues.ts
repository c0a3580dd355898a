/** Who may be on a case: everybody who may work on one, by name. */
import { listColleagues } from '#database/assessment.ts'
import { listNames } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { roles } from '#domain/access/actor.ts'
import { may } from '#domain/access/policy.ts'

const inDanish = new Intl.Collator('da')

export async function colleaguesOf(tx: Tx, keyring: Keyring, today: string): Promise<{ accountId: string; name: string; role: string }[]> {
  const working = roles.filter((role) => may({ role }, 'assessment.work'))
  const colleagues = await listColleagues(tx, working, today)
  const names = await listNames(
    tx,
    keyring,
    colleagues.map(({ personId }) => personId),
  )
  return colleagues
    .map(({ accountId, personId, role }) => ({ accountId, name: names.get(personId) ?? '', role }))
    .toSorted((left, right) => inDanish.compare(left.name, right.name))
}
