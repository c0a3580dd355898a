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

/** Why a code does not open. The names are one and the same to who tries: nothing is told of a code that does not open. */
export function useGrant(grant: SupportGrant | undefined, now: string): 'opens' | 'code-not-known' {
  return grant !== undefined && grant.usedAt === null && isOpen(grant, now) ? 'opens' : 'code-not-known'
}
