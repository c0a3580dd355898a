/** One row of the audit log as it is handed to the database, which numbers and chains it (`audit.append`). */
import { randomUUID } from 'node:crypto'

export type AuditEvent = {
  readonly at: Date
  readonly actorId: string | null
  readonly role: string
  /** Named by the contract, past tense: `survey.opened`. */
  readonly act: string
  /** What it was done to, as kind and id: `survey:<uuid>`; never a name. */
  readonly object: string | null
  readonly purpose?: string | undefined
  /** What the one who looks has to do with the children: a key of the texts, `relation.<name>`. */
  readonly relation?: string | undefined
  /** Named children that the act showed or changed something about; each is written once. */
  readonly pupilIds?: readonly string[] | undefined
  readonly requestId?: string | undefined
  /** Why it was refused; left out for what was done. */
  readonly refusal?: string | undefined
  /** Written only where the same person has no row of the same act and object since this moment; for what saves itself. */
  readonly onceSince?: Date | undefined
  /** How many acts the row stands for; one unless told. */
  readonly times?: number | undefined
}

/** The statement that adds this row at the end of its municipality's chain. */
export function appendStatement(event: AuditEvent): { readonly name: string; readonly text: string; readonly values: unknown[] } {
  const { onceSince } = event
  if (onceSince !== undefined)
    return {
      name: 'audit-append-in-sitting',
      text: 'select audit.append_in_sitting($1, $2, $3, $4, $5, $6, $7, $8)',
      values: [
        randomUUID(),
        event.at.toISOString(),
        event.actorId,
        event.role,
        event.act,
        event.object,
        event.requestId ?? null,
        onceSince.toISOString(),
      ],
    }
  return {
    name: 'audit-append',
    text: 'select audit.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
    values: [
      randomUUID(),
      event.at.toISOString(),
      event.actorId,
      event.role,
      event.act,
      event.object,
      event.purpose ?? null,
      event.relation ?? null,
      [...new Set(event.pupilIds)],
      event.requestId ?? null,
      event.refusal ?? null,
      event.times ?? 1,
    ],
  }
}
