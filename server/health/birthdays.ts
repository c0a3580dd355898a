/** Birthdays, to know who decides today; read from CPR numbers, shown nowhere, kept nowhere. */
import { listCprs } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'
import { birthDay } from '#domain/organisation/cpr.ts'

/** Days of birth by person id; whose number gives none, or is not there, is left out. */
export async function listBirthdays(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const cprs = await listCprs(tx, keyring, personIds)
  return new Map(
    [...cprs].flatMap(([personId, cpr]) => {
      const bornOn = birthDay(cpr)
      return bornOn === undefined ? [] : [[personId, bornOn] as const]
    }),
  )
}
