/**
 * Exchanging keys under load: every step is a short transaction that leaves everything readable, so it can be broken off
 * anywhere and taken up again. What is left is seen from the rows themselves.
 */
import { sql } from 'kysely'
import { indexColumns } from './blind-index.ts'
import { giveLeaves, keyOwner, type KeyTable, rosterKeys } from './data-key.ts'
import { erasePersons } from './identity.ts'
import type { Leaf } from './key-tree.ts'
import type { Keyring, WrappedKey } from './keyring.ts'
import { nextLeaf } from './roster.ts'
import type { Tx } from './transaction.ts'

/**
 * Wraps data keys of this table anew that are not under the key that wraps now, at most `limit`, and returns how many it
 * took in hand. Each keeps its leaf. Whoever was shredded before a backup was laid back is erased once more.
 */
export async function rewrapSome(tx: Tx, keyring: Keyring, table: KeyTable, limit: number, now: Date): Promise<number> {
  const { municipalityId } = tx
  await keyring.refresh()
  const [id, wrapped] = [sql.ref(table.id), sql.ref(table.wrapped)]
  const { rows } = await sql<WrappedKey & { readonly id: string }>`
    select ${id} as id, key_encryption_key, leaf, ${wrapped} as wrapped from ${sql.table(table.table)}
    where municipality_id = ${municipalityId} and key_encryption_key <> ${keyring.id} and octet_length(${wrapped}) > 0
    order by ${id} limit ${limit} for update`.execute(tx)
  if (rows.length === 0) return 0
  await keyring.refresh(rows.map(({ keyEncryptionKey }) => keyEncryptionKey))
  const leaves = await leavesFor(tx, keyring, table, rows.filter(({ leaf }) => leaf === null).length, now)
  const opened = rows.map((row) => {
    const owner = keyOwner(table, municipalityId, row.id)
    const key = keyring.unwrap(municipalityId, row, owner)
    return { id: row.id, key, owner, leaf: row.leaf ?? leaves.shift() ?? 0 }
  })
  const fresh = opened.flatMap(({ key, owner, leaf, ...row }) =>
    key === undefined ? [] : [{ ...row, ...keyring.wrap(municipalityId, leaf, key, owner) }],
  )
  await sql`
    update ${sql.table(table.table)} as stored set key_encryption_key = given.key_encryption_key, leaf = given.leaf, ${wrapped} = given.wrapped
    from unnest(${fresh.map((row) => row.id)}::uuid[], ${fresh.map(({ keyEncryptionKey }) => keyEncryptionKey)}::text[],
      ${fresh.map(({ leaf }) => leaf)}::bigint[], ${fresh.map((row) => row.wrapped)}::bytea[]) as given (id, key_encryption_key, leaf, wrapped)
    where stored.municipality_id = ${municipalityId} and stored.${id} = given.id`.execute(tx)
  const shredded = opened.flatMap((row) => (row.key === undefined ? [row.id] : []))
  if (table.kind === 'person') await erasePersons(tx, shredded, now)
  else
    await sql`
      update ${sql.table(table.table)} set ${wrapped} = '\\x', key_encryption_key = ${keyring.id}
      where municipality_id = ${municipalityId} and ${id} = any(${shredded}::uuid[])`.execute(tx)
  return rows.length
}

async function leavesFor(tx: Tx, keyring: Keyring, table: KeyTable, count: number, now: Date): Promise<Leaf[]> {
  if (count === 0) return []
  if (table.table !== rosterKeys.table) return [...(await giveLeaves(tx, keyring, table, count))]
  const first = await nextLeaf(tx, now)
  return Array.from({ length: count }, (_, place) => first + place)
}

/** How many data keys of this table hang on which key-encryption key. */
export async function countByKey(tx: Tx, table: KeyTable): Promise<ReadonlyMap<string, number>> {
  const { rows } = await sql<{ key: string; count: number }>`
    select key_encryption_key as key, count(*)::int as count from ${sql.table(table.table)}
    where municipality_id = ${tx.municipalityId} and octet_length(${sql.ref(table.wrapped)}) > 0 group by key_encryption_key`.execute(tx)
  return new Map(rows.map(({ key, count }) => [key, count]))
}

/** The index key that the municipality stands under; undefined when nobody has been written yet. */
export async function findIndexKey(tx: Tx): Promise<string | undefined> {
  const row = await tx.selectFrom('identity.indexKey').select('indexKey').where('municipalityId', '=', tx.municipalityId).executeTakeFirst()
  return row?.indexKey
}

const valuesAtOnce = 5_000
const beforeAllIds = '00000000-0000-0000-0000-000000000000'

/**
 * Moves the municipality to the newest index key: every look-up value is opened under the old one and sealed under the
 * new, in this one transaction, so that nobody is ever found twice or not at all. Whoever writes look-up values meanwhile
 * waits; whoever looks up does not. Returns how many there were.
 */
export async function moveToIndexKey(tx: Tx, keyring: Keyring): Promise<number> {
  const { municipalityId } = tx
  const { rows } = await sql<{ indexKey: string }>`
    select index_key from identity.index_key where municipality_id = ${municipalityId} for update`.execute(tx)
  const from = rows[0]?.indexKey
  const to = keyring.indexKey
  if (from === undefined || from === to) return 0
  await keyring.refresh([from])
  let moved = 0
  for (const { table, column } of indexColumns) {
    for (let after = beforeAllIds; ;) {
      const { rows: values } = await sql<{ id: string; value: Buffer }>`
        select id, ${sql.ref(column)} as value from ${sql.table(table)}
        where municipality_id = ${municipalityId} and id > ${after} and ${sql.ref(column)} is not null order by id limit ${valuesAtOnce}`.execute(
        tx,
      )
      const last = values.at(-1)
      if (last === undefined) break
      const sealed = values.map(({ value }) => keyring.sealIndex(to, municipalityId, keyring.openIndex(from, municipalityId, value)))
      await sql`
        update ${sql.table(table)} as stored set ${sql.ref(column)} = given.value
        from unnest(${values.map(({ id }) => id)}::uuid[], ${sealed}::bytea[]) as given (id, value)
        where stored.municipality_id = ${municipalityId} and stored.id = given.id`.execute(tx)
      moved += values.length
      after = last.id
    }
  }
  await tx.updateTable('identity.indexKey').set({ indexKey: to }).where('municipalityId', '=', municipalityId).execute()
  return moved
}

/** A moment of the database: every transaction that writes and had begun before it is over when `isPast` says so. */
export async function findMoment(tx: Tx): Promise<string> {
  const { rows } = await sql<{ moment: string }>`select pg_snapshot_xmax(pg_current_snapshot())::text as moment`.execute(tx)
  return rows[0]?.moment ?? ''
}

/** Whether everything that had begun to write before a moment is over. */
export async function isPast(tx: Tx, moment: string): Promise<boolean> {
  const { rows } = await sql<{ isPast: boolean }>`
    select pg_snapshot_xmin(pg_current_snapshot()) >= ${moment}::xid8 as is_past`.execute(tx)
  return rows[0]?.isPast === true
}
