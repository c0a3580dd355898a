/** The audit log: one row per act, in the transaction of the act. */
import { randomUUID } from 'node:crypto'
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
  /** Named children that the act showed or changed something about. */
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
      pupilIds: [...(event.pupilIds ?? [])],
      requestId: event.requestId ?? null,
    })
    .execute()
}
