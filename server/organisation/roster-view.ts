/** A roster import as it is shown. */
import type { z } from 'zod'
import { type RosterImport, RosterSummary } from '#api/organisation.ts'
import type { RosterImportRow } from '#database/roster.ts'

/** Everything but the changes, which hold names. */
export function rosterView({ id, state, createdAt, progress, summary }: RosterImportRow): Omit<z.infer<typeof RosterImport>, 'changes'> {
  return { id, state, createdAt, progress, summary: summary === null ? null : RosterSummary.parse(summary) }
}
