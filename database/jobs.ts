/** The one door to the job queue: a job is added in the transaction of the act that wants it. */
import { sql } from 'kysely'
import type { Tx } from './transaction.ts'

export type JobName =
  | 'anchor-audit'
  | 'draw-sample'
  | 'fetch-stil'
  | 'forget-feedback'
  | 'forget-logins'
  | 'plan-invitations'
  | 'read-roster'
  | 'apply-roster'
  | 'seal-class'
  | 'seal-batch'
  | 'close-survey'
  | 'send-messages'
  | 'shred-keys'
  | 'release-figures'
  | 'turn-fifteen'

/**
 * Adds a job; a waiting job with the same key is replaced. The payload holds small ids only, never a
 * pupil's or a response's, for the queue lies outside row-level security.
 */
export async function enqueue(tx: Tx, job: JobName, payload: Readonly<Record<string, string | number>>, key: string): Promise<void> {
  await sql`select jobs.enqueue(${job}, ${JSON.stringify(payload)}::json, ${key})`.execute(tx)
}

/** The same for later: a waiting job with the same key is moved to this moment. */
export async function enqueueAt(
  tx: Tx,
  job: JobName,
  payload: Readonly<Record<string, string | number>>,
  key: string,
  at: Date,
): Promise<void> {
  await sql`select jobs.enqueue_at(${job}, ${JSON.stringify(payload)}::json, ${key}, ${at.toISOString()}::timestamptz)`.execute(tx)
}
