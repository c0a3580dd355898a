/** How often STIL has been asked: it gives an institution's export four times a day, and the log remembers each. */
import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

/** What a transaction that asks STIL is called in the log. */
export function pullReason(institution: string): string {
  return `fetch-stil institutions:${institution}`
}

/**
 * Pulls of an institution on a day in Denmark. Whoever counts in the same municipality meanwhile waits, so that two who
 * ask at once do not both ask the fourth time.
 */
export async function countPulls(tx: Tx, institution: string, day: string): Promise<number> {
  await sql`select pg_advisory_xact_lock(${tx.municipalityId}::int, 7001)`.execute(tx)
  const row = await tx
    .selectFrom('audit.event')
    .select(sql<number>`coalesce(sum(times), 0)::int`.as('pulls'))
    .where('municipalityId', '=', tx.municipalityId)
    .where('act', '=', 'job.ran')
    .where('purpose', '=', pullReason(institution))
    .where('at', '>=', sql<string>`${day}::date::timestamp at time zone 'Europe/Copenhagen'`)
    .where('at', '<', sql<string>`(${day}::date + 1)::timestamp at time zone 'Europe/Copenhagen'`)
    .executeTakeFirstOrThrow()
  return row.pulls
}
