/** The audit log: one row per act, in the transaction of the act. */
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

export type AuditEvent = {
  readonly at: Date
  readonly actorId: string | null
  readonly role: string
  /** Named by the contract, past tense: `survey.opened`. */
  readonly act: string
  /** What it was done to, as kind and id: `survey:<uuid>`; never a name. */
  readonly object: string | null
  readonly purpose?: string
  /** Named children that the act showed or changed something about; each is written once. */
  readonly pupilIds?: readonly string[]
  readonly requestId?: string
}

/** Adds one row. When it fails, so does the act. */
export async function insertAuditEvent(tx: Tx, event: AuditEvent): Promise<void> {
  await tx
    .insertInto('audit.event')
    .values({
      municipalityId: tx.municipalityId,
      id: randomUUID(),
      at: event.at.toISOString(),
      actorId: event.actorId,
      role: event.role,
      act: event.act,
      object: event.object,
      purpose: event.purpose ?? null,
      pupilIds: [...new Set(event.pupilIds)],
      requestId: event.requestId ?? null,
    })
    .execute()
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
