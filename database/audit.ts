/** The audit log: one row per act, in the transaction of the act. */
import { sql } from 'kysely'
import type { AuditEvent } from './audit-event.ts'
import { appendAtCommit, type Tx } from './transaction.ts'

/** Adds one row to the chain when the transaction commits, or neither. */
export async function insertAuditEvent(tx: Tx, event: AuditEvent): Promise<void> {
  appendAtCommit(tx, event)
}

export type AuditFilter = {
  /** Days in Denmark, both included. */
  readonly from?: string | undefined
  readonly to?: string | undefined
  readonly act?: string | undefined
  /** Undefined is every person; the system's own jobs are asked for by their role. */
  readonly role?: string | undefined
  readonly accountId?: string | undefined
  readonly isAboutChildren?: boolean | undefined
  /** Only what is older than this moment. */
  readonly before?: string | undefined
  readonly limit: number
}

/** The log, newest first. Row-level security gives it to the data protection officer alone. */
export function listAuditEvents(tx: Tx, filter: AuditFilter) {
  const { from, to, act, role, accountId, isAboutChildren, before, limit } = filter
  return (
    tx
      .selectFrom('audit.event')
      .select(['id', 'at', 'actorId', 'role', 'act', 'object', 'purpose'])
      .select(sql<number>`cardinality(pupil_ids)`.as('children'))
      .where('municipalityId', '=', tx.municipalityId)
      // Midnight in Denmark, so that the index on the moment is used.
      .$if(from !== undefined, (query) => query.where('at', '>=', sql<string>`${from}::date::timestamp at time zone 'Europe/Copenhagen'`))
      .$if(to !== undefined, (query) => query.where('at', '<', sql<string>`(${to}::date + 1)::timestamp at time zone 'Europe/Copenhagen'`))
      .$if(act !== undefined, (query) => query.where('act', '=', act ?? ''))
      .$if(role !== undefined, (query) => query.where('role', '=', role ?? ''))
      .$if(role === undefined, (query) => query.where('role', '!=', 'system'))
      .$if(accountId !== undefined, (query) => query.where('actorId', '=', accountId ?? ''))
      .$if(isAboutChildren === true, (query) => query.where(sql<boolean>`cardinality(pupil_ids) > 0`))
      .$if(before !== undefined, (query) => query.where('at', '<', before ?? ''))
      .orderBy('at', 'desc')
      .limit(limit)
      .execute()
  )
}

/** Every act that occurs in the log, in alphabetical order. */
export async function listAuditedActs(tx: Tx): Promise<readonly string[]> {
  const rows = await tx
    .selectFrom('audit.event')
    .select('act')
    .distinct()
    .where('municipalityId', '=', tx.municipalityId)
    .orderBy('act')
    .execute()
  return rows.map(({ act }) => act)
}
