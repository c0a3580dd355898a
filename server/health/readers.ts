/** Who may read what a class answers by name: its health professionals, by name. Told before the first question. */
import type { Entered } from '#api/response.ts'
import { listHealthProfessionals } from '#database/health.ts'
import { listNames } from '#database/identity.ts'
import type { Keyring } from '#database/keyring.ts'
import type { Tx } from '#database/transaction.ts'

export type Readers = Entered['readers']

/** By class; a class that nobody is assigned to has none. Asked as somebody who may read professionals' names. */
export async function readersOf(
  tx: Tx,
  keyring: Keyring,
  classIds: readonly string[],
  today: string,
): Promise<ReadonlyMap<string, Readers>> {
  const professionals = await listHealthProfessionals(tx, today, classIds)
  const names = await listNames(
    tx,
    keyring,
    professionals.map(({ personId }) => personId),
  )
  return new Map(
    classIds.map((classId) => [
      classId,
      professionals
        .filter((one) => one.classId === classId)
        .flatMap(({ personId, role }) => {
          const name = names.get(personId)
          return name === undefined ? [] : [{ name, role }]
        }),
    ]),
  )
}
