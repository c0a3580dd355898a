/** Data keys as rows hold them: giving them a place in the key tree, and opening them. */
import { randomInt } from 'node:crypto'
import { sql } from 'kysely'
import { type Leaf, leafOf, numberBits } from './key-tree.ts'
import type { Keyring, WrappedKey } from './keyring.ts'
import type { Tx } from './transaction.ts'

/** The tables that hold wrapped data keys. Whoever adds one adds it here, or its keys are left behind when the key-encryption key is exchanged. */
export const keyTables = [
  { table: 'identity.person_key', owner: 'identity.person_key', id: 'person_id', wrapped: 'wrapped', login: 'staff', kind: 'person' },
  { table: 'common.roster_import', owner: 'common.roster_import', id: 'id', wrapped: 'wrapped_key', login: 'staff', kind: 'rosterImport' },
  {
    table: 'assessment.assessment_key',
    owner: 'assessment',
    id: 'assessment_id',
    wrapped: 'wrapped',
    login: 'assessment',
    kind: 'assessment',
  },
] as const
export type KeyTable = (typeof keyTables)[number]

export const [personKeys, rosterKeys, caseKeys] = keyTables

/** Ties a wrapped key to its row: `identity.person_key|881|<id>`. */
export function keyOwner({ owner }: KeyTable, municipalityId: number, id: string): string {
  return `${owner}|${municipalityId}|${id}`
}

/** The data key of a row; undefined when its person is shredded. Learns of a key-encryption key that is new to this process. */
export async function openDataKey(
  keyring: Keyring,
  table: KeyTable,
  municipalityId: number,
  id: string,
  stored: WrappedKey,
): Promise<Buffer | undefined> {
  await keyring.refresh([stored.keyEncryptionKey])
  return keyring.unwrap(municipalityId, stored, keyOwner(table, municipalityId, id))
}

/**
 * Leaves for so many new rows, side by side in a place nobody has: neighbours share most of their way through the tree,
 * and what is shredded together leaves little behind.
 */
export async function giveLeaves(tx: Tx, keyring: Keyring, table: KeyTable, count: number): Promise<readonly Leaf[]> {
  const { municipalityId } = tx
  const bits = Math.ceil(Math.log2(Math.max(count, 1)))
  await keyring.refresh()
  for (;;) {
    const from = leafOf(table.kind, randomInt(2 ** (numberBits - bits)) * 2 ** bits)
    if (!keyring.isFree(municipalityId, from, bits)) continue
    const { rows } = await sql`
      select from ${sql.table(table.table)} where municipality_id = ${municipalityId} and leaf between ${from} and ${from + 2 ** bits - 1} limit 1`.execute(
      tx,
    )
    if (rows.length === 0) return Array.from({ length: count }, (_, place) => from + place)
  }
}
