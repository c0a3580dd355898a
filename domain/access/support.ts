/**
 * Help from outside, let in by the municipality: for a reason, at most a day, with a code that opens once. Nobody of the
 * association has a standing way in.
 */

export type SupportGrant = { readonly endsAt: string; readonly usedAt: string | null }

/** Longest time one grant may last, in hours. */
export const mostHours = 24

/** Whether whoever came in is still in, or the code still opens. Times are ISO instants. */
export function isOpen({ endsAt }: Pick<SupportGrant, 'endsAt'>, now: string): boolean {
  return now < endsAt
}

/** Whether its code lets somebody in: once, and while it is open. Why it does not is told to nobody. */
export function letsIn(grant: SupportGrant, now: string): boolean {
  return grant.usedAt === null && isOpen(grant, now)
}
