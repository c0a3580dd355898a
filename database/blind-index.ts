/**
 * What people are looked up by: an HMAC of a CPR number or a login, sealed under an index key.
 *
 * The HMAC follows from the root secret and never changes. What is stored is that value sealed under an index key, which
 * can be exchanged without knowing what it was made of: opened under the old one and sealed under the new. A municipality
 * stands under one index key at a time, named in `identity.index_key`, and is moved to another in one transaction
 * (`key-rotation.ts`), so that equal values are equal rows and a unique key keeps its word at every moment.
 */
import { sql } from 'kysely'
import type { Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

/** The columns that hold sealed look-up values. Whoever adds one adds it here, or nobody is found by it once the index key is exchanged. */
export const indexColumns = [
  { table: 'identity.person', column: 'cpr_index' },
  { table: 'identity.person', column: 'source_index' },
  { table: 'identity.person', column: 'uni_login_index' },
  { table: 'common.account', column: 'subject_index' },
] as const

export type IndexSeal = {
  /** As it is to be stored. */
  readonly seal: (index: Buffer) => Buffer
  /** The look-up value of what is stored. */
  readonly open: (stored: Buffer) => Buffer
}

/**
 * For writing look-up values: how this municipality seals them. The municipality stays under that index key until
 * commit, and whoever exchanges it waits.
 */
export async function holdIndexKey(tx: Tx, keyring: Keyring): Promise<IndexSeal> {
  await keyring.refresh()
  const { municipalityId } = tx
  const find = () =>
    sql<{ indexKey: string }>`select index_key from identity.index_key where municipality_id = ${municipalityId} for share`.execute(tx)
  let { rows } = await find()
  if (rows.length === 0) {
    await sql`insert into identity.index_key (municipality_id, index_key) values (${municipalityId}, ${keyring.indexKey}) on conflict do nothing`.execute(
      tx,
    )
    rows = (await find()).rows
  }
  return sealOf(keyring, municipalityId, rows[0]?.indexKey)
}

/** How the look-up values of these rows are opened: `indexKey` is to be read in the same statement as they are. */
export async function openIndexKey(tx: Tx, keyring: Keyring, indexKey: string | null | undefined): Promise<IndexSeal> {
  return sealOf(keyring, tx.municipalityId, indexKey ?? undefined)
}

async function sealOf(keyring: Keyring, municipalityId: number, indexKey: string = keyring.indexKey): Promise<IndexSeal> {
  await keyring.refresh([indexKey])
  return {
    seal: (index) => keyring.sealIndex(indexKey, municipalityId, index),
    open: (stored) => keyring.openIndex(indexKey, municipalityId, stored),
  }
}

/**
 * Rows by look-up value. `find` is given every way in which the values may be stored and returns the rows it finds; each
 * comes back under the value, in base64, that it was found by.
 *
 * Where a value is not found, the municipality may meanwhile stand under an index key that this process has not met:
 * then it looks once more.
 */
export async function lookUp<Row extends { readonly index: Buffer | null }>(
  tx: Tx,
  keyring: Keyring,
  indexes: readonly Buffer[],
  find: (stored: readonly Buffer[]) => Promise<readonly Row[]>,
): Promise<ReadonlyMap<string, readonly Row[]>> {
  const { municipalityId } = tx
  await keyring.refresh()
  for (;;) {
    const wanted = new Map(
      indexes.flatMap((index) =>
        keyring.sealedIndexes(municipalityId, index).map((stored) => [stored.toString('base64'), index.toString('base64')]),
      ),
    )
    const rows = await find([...wanted.keys()].map((stored) => Buffer.from(stored, 'base64')))
    const found = Map.groupBy(rows, ({ index }) => wanted.get(index?.toString('base64') ?? '') ?? '')
    found.delete('')
    if (found.size === new Set(indexes.map((index) => index.toString('base64'))).size) return found
    const key = await tx.selectFrom('identity.indexKey').select('indexKey').where('municipalityId', '=', municipalityId).executeTakeFirst()
    if (key === undefined || keyring.holds(key.indexKey)) return found
    await keyring.refresh([key.indexKey])
    if (!keyring.holds(key.indexKey))
      throw new Error(`look-up values are sealed by ${key.indexKey}, and this installation does not hold it`)
  }
}
