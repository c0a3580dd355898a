/** A roster import as it is shown. */
import type { z } from 'zod'
import { type RosterImport, RosterSummary } from '#api/organisation.ts'
import type { RosterImportRow } from '#database/roster.ts'
import { ConfirmedSuccessions } from './roster-plan.ts'

/**
 * Everything but the changes, which hold names.
 *
 * @param viewer account of whoever asks; null for a command at the server
 */
export function rosterView(
  { id, state, createdAt, progress, summary, approvedBy, approvedAt, confirmed }: RosterImportRow,
  viewer: string | null,
): Omit<z.infer<typeof RosterImport>, 'changes' | 'movedUp'> {
  return {
    id,
    state,
    createdAt,
    progress,
    summary: summary === null ? null : RosterSummary.parse(summary),
    firstApproval:
      state === 'awaiting-second' && approvedAt !== null
        ? { at: approvedAt, isOwn: viewer !== null && approvedBy === viewer, successions: ConfirmedSuccessions.parse(confirmed ?? []) }
        : null,
  }
}

/** While it waits for an approval, its changes can be seen. */
export function isShown({ state }: Pick<RosterImportRow, 'state'>): boolean {
  return state === 'ready' || state === 'awaiting-second'
}
