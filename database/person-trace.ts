/**
 * By what people are known again besides their CPR number: the source's own id and UNI-Login, each as a keyed index;
 * how sure their number is; and whether they are protected. Names and numbers are in `identity.ts`.
 */
import { sql } from 'kysely'
import type { CprKind } from '#domain/organisation/roster.ts'
import { holdIndexKey, lookUp, openIndexKey } from './blind-index.ts'
import type { Keyring } from './keyring.ts'
import type { Tx } from './transaction.ts'

export type PersonTrace = {
  readonly id: string
  readonly sourceIndex: Buffer | null
  readonly uniLoginIndex: Buffer | null
  readonly cprKind: CprKind | null
  readonly isProtected: boolean
}

const rowsAtOnce = 5_000

/** Look-up value of the source's own id, which is only one person's at one institution. */
export function sourceIndex(keyring: Keyring, municipalityId: number, institution: string, sourceId: string): Buffer {
  return keyring.blindIndex(municipalityId, 'source', `${institution}|${sourceId}`)
}

/** Look-up value of a user id at UNI-Login. */
export function uniLoginIndex(keyring: Keyring, municipalityId: number, uniLogin: string): Buffer {
  return keyring.blindIndex(municipalityId, 'uni-login', uniLogin)
}

/** What people are known by, indexes as `sourceIndex` and `uniLoginIndex` give them; somebody who is not there is left out. */
export async function listPersonTraces(tx: Tx, keyring: Keyring, personIds: readonly string[]): Promise<readonly PersonTrace[]> {
  const traces: PersonTrace[] = []
  for (const some of chunks(personIds)) {
    const rows = await tx
      .selectFrom('identity.person as person')
      // In one statement with what it opens, for the municipality may be moved to another index key at any moment.
      .leftJoin('identity.indexKey as key', 'key.municipalityId', 'person.municipalityId')
      .select(['person.id', 'sourceIndex', 'uniLoginIndex', 'cprKind', 'isProtected', 'key.indexKey'])
      .where('person.municipalityId', '=', tx.municipalityId)
      .where('person.id', '=', sql<string>`any(${some}::uuid[])`)
      .execute()
    const { open } = await openIndexKey(tx, keyring, rows[0]?.indexKey)
    for (const { id, sourceIndex: source, uniLoginIndex: login, cprKind, isProtected } of rows) {
      traces.push({
        id,
        sourceIndex: source && open(source),
        uniLoginIndex: login && open(login),
        cprKind: cprKind as CprKind | null,
        isProtected,
      })
    }
  }
  return traces
}

/** Person ids by index, in base64, for those there are. */
export async function findPersonsByTrace(
  tx: Tx,
  keyring: Keyring,
  trace: 'sourceIndex' | 'uniLoginIndex',
  indexes: readonly Buffer[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const some of chunks(indexes)) {
    const rows = await lookUp(tx, keyring, some, (stored) =>
      tx
        .selectFrom('identity.person')
        .select(['id', `${trace} as index`])
        .where('municipalityId', '=', tx.municipalityId)
        .where(trace, '=', sql<Buffer>`any(${stored}::bytea[])`)
        .execute(),
    )
    for (const [index, [person]] of rows) if (person !== undefined) found.set(index, person.id)
  }
  return found
}

/** What a roster says anew of somebody; what is null stays as it is. */
export type NewTrace = {
  readonly id: string
  readonly sourceIndex: Buffer | null
  readonly uniLoginIndex: Buffer | null
  readonly cprKind: CprKind | null
  readonly isProtected: boolean | null
}

/** Takes ids from whoever else has them: each names one person, and the source has given them to somebody else. */
export async function forgetTraces(tx: Tx, keyring: Keyring, traces: readonly NewTrace[]): Promise<void> {
  const { municipalityId } = tx
  if (traces.length === 0) return
  const { seal } = await holdIndexKey(tx, keyring)
  for (const column of ['sourceIndex', 'uniLoginIndex'] as const) {
    const own = traces.flatMap((trace) => (trace[column] === null ? [] : [{ id: trace.id, index: seal(trace[column]) }]))
    const name = sql.ref(column)
    await sql`
      update identity.person as person set ${name} = null
      from unnest(${own.map(({ id }) => id)}::uuid[], ${own.map(({ index }) => index)}::bytea[]) as given (id, own)
      where person.municipality_id = ${municipalityId} and person.${name} = given.own and person.id <> given.id`.execute(tx)
  }
}

/** Stores what people are known by. */
export async function savePersonTraces(tx: Tx, keyring: Keyring, traces: readonly NewTrace[]): Promise<void> {
  const { municipalityId } = tx
  if (traces.length === 0) return
  const { seal } = await holdIndexKey(tx, keyring)
  const sealed = traces.map((trace) => ({
    ...trace,
    sourceIndex: trace.sourceIndex && seal(trace.sourceIndex),
    uniLoginIndex: trace.uniLoginIndex && seal(trace.uniLoginIndex),
  }))
  for (const some of chunks(sealed)) {
    const ids = some.map(({ id }) => id)
    await sql`
      update identity.person as person set
        source_index = coalesce(given.source_index, person.source_index),
        uni_login_index = coalesce(given.uni_login_index, person.uni_login_index),
        cpr_kind = coalesce(given.cpr_kind, person.cpr_kind),
        is_protected = coalesce(given.is_protected, person.is_protected)
      from unnest(
        ${ids}::uuid[], ${some.map((trace) => trace.sourceIndex)}::bytea[], ${some.map((trace) => trace.uniLoginIndex)}::bytea[],
        ${some.map(({ cprKind }) => cprKind)}::text[], ${some.map(({ isProtected }) => isProtected)}::boolean[])
        as given (id, source_index, uni_login_index, cpr_kind, is_protected)
      where person.municipality_id = ${municipalityId} and person.id = given.id`.execute(tx)
  }
}

function* chunks<T>(list: readonly T[]): Generator<readonly T[]> {
  for (let start = 0; start < list.length; start += rowsAtOnce) yield list.slice(start, start + rowsAtOnce)
}
