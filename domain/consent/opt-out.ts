/**
 * A family's no to a statistics survey, before the child has sent its answers. Under 15 any custody holder's no
 * counts, and so does one said with the code of the information letter; from 15 the young person's own alone.
 */
import type { Decides } from './age-rules.ts'

/** Who said it: a signed-in parent, whoever held the letter, or the young person. */
export type SaidBy = 'parent' | 'letter' | 'self'

/** Whether a no of this kind holds while that one decides. */
export function counts(saidBy: SaidBy, decides: Decides): boolean {
  return (saidBy === 'self') === (decides === 'self')
}

/** Whether the child is not to be asked. */
export function isOptedOut(said: readonly SaidBy[], decides: Decides): boolean {
  return said.some((saidBy) => counts(saidBy, decides))
}

/** Why a no, or its taking back, was not heard. The names are part of the public contract. */
export type OptOutRefusal = 'consent-not-yours' | 'survey-not-open'

/**
 * Whether somebody may say no, or take their no back, today: from when the survey is planned until its last day.
 * Undefined when they may. Whether the child has answered meanwhile is found when it is written.
 */
export function refuseOptOut(
  saidBy: SaidBy,
  {
    decides,
    survey,
    today,
  }: { readonly decides: Decides; readonly survey: { readonly state: string; readonly closesOn: string }; readonly today: string },
): OptOutRefusal | undefined {
  if (!counts(saidBy, decides)) return 'consent-not-yours'
  return isAhead(survey, today) ? undefined : 'survey-not-open'
}

/** Planned or open, and not past its last day: what a family is told of. */
export function isAhead({ state, closesOn }: { readonly state: string; readonly closesOn: string }, today: string): boolean {
  return (state === 'draft' || state === 'open') && today <= closesOn
}
