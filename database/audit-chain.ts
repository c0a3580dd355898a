/** Reading the chain of the audit log, to count it through and to note its end. */
import { sql } from 'kysely'
import { type ChainRow, type Head, noHash } from '#domain/audit/chain.ts'
import type { Tx } from './transaction.ts'

/** Where the municipality's chain ends; before its first row it ends at nothing. */
export async function findHead(tx: Tx): Promise<Head> {
  const { rows } = await sql<{
    seq: string
    hash: string
  }>`select seq::text as seq, encode(hash, 'hex') as hash from audit.head where municipality_id = ${tx.municipalityId}`.execute(tx)
  const [head] = rows
  return head === undefined ? { seq: 0n, hash: noHash } : { seq: BigInt(head.seq), hash: head.hash }
}

type Written = Omit<ChainRow, 'seq' | 'atMicroseconds'> & { readonly number: string; readonly microseconds: string }

const columns = sql`municipality_id, seq::text as number, encode(previous, 'hex') as previous, encode(hash, 'hex') as hash, id,
  (extract(epoch from at) * 1000000)::bigint::text as microseconds, actor_id, role, act, object, purpose, relation, pupil_ids, request_id, refusal, times`

const read = ({ number, microseconds, ...row }: Written): ChainRow => ({
  ...row,
  seq: BigInt(number),
  atMicroseconds: BigInt(microseconds),
})

/**
 * The next rows of the chain, in order of number, after this one. A row that somebody put in beside another stands
 * after it, by its id; what was put in below the first is read first.
 */
export async function listChain(tx: Tx, after: Pick<ChainRow, 'seq' | 'id'> | undefined, limit: number): Promise<readonly ChainRow[]> {
  const lowest = { seq: -(2n ** 63n), id: '00000000-0000-0000-0000-000000000000' }
  const { seq, id } = after ?? lowest
  const { rows } = await sql<Written>`
    select ${columns} from audit.event
    where municipality_id = ${tx.municipalityId} and (municipality_id, seq, id) > (${tx.municipalityId}, ${seq.toString()}::bigint, ${id}::uuid)
    order by municipality_id, seq, id limit ${limit}`.execute(tx)
  return rows.map(read)
}

/** A row that says no number: there is none, unless somebody has altered the table too. */
export async function findUnnumbered(tx: Tx): Promise<ChainRow | undefined> {
  const { rows } = await sql<Written>`
    select ${columns} from audit.event where municipality_id = ${tx.municipalityId} and seq is null limit 1`.execute(tx)
  return rows.map((row) => read({ ...row, number: '0' }))[0]
}
