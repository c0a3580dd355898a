/**
 * Consent to answer by name in the health track. It is asked before the first question, of the custody holder,
 * and from 15 of the young person alone. No consent is never held against anybody: who does not answer by name
 * is offered the same questions in the statistics track, unless the family wants none of it.
 */
import { type Decides, ruleFor, ruleForCpr } from './age-rules.ts'

/**
 * `none` not decided yet · `given` answers by name · `refused` not by name: the statistics twin is offered ·
 * `declined` does not take part at all.
 */
export type Decision = 'none' | 'given' | 'refused' | 'declined'

export type Consent = { readonly decides: Decides; readonly decision: Decision; readonly hasAnswered: boolean }

/** What is agreed to; the text of the key says it. A new wording gets a new key, and old consents keep theirs. */
export const consentScope = 'health-1'

/** Who decides for a child invited today. Without a known birthday it is the custody holder. */
export function whoDecides(cpr: string | undefined, today: string): Decides {
  return ruleForCpr(cpr, today).decides
}

/**
 * The consent as it stands today. On the birthday from which the young person decides, what a custody holder
 * decided opens nothing new: they are asked themselves. What has been answered by name by then stays, and is
 * theirs to take back.
 */
export function consentOn<C extends Consent>(consent: C, bornOn: string | undefined, today: string): C {
  if (consent.decides === 'self' || ruleFor(bornOn, today).decides === 'custodyHolder') return consent
  return { ...consent, decides: 'self', decision: consent.hasAnswered ? consent.decision : 'none' }
}

/**
 * How somebody who comes in answers: by name, in the statistics twin, after being asked, or not at all.
 *
 * A custody holder is asked on the family's own page, never here; a young person here, where they answer.
 */
export function roadOf({ decides, decision }: Consent): 'health' | 'statistics' | 'ask' | 'declined' {
  if (decision === 'given') return 'health'
  if (decision === 'declined') return 'declined'
  return decision === 'none' && decides === 'self' ? 'ask' : 'statistics'
}

/** Why a decision was not taken. The names are part of the public contract. */
export type ConsentRefusal = 'consent-not-yours' | 'consent-used' | 'survey-not-open'

/**
 * Takes a decision, or says why not. It may be changed as often as one likes until the questions have been
 * answered by name; after that there is `withdrawConsent`.
 */
export function decide(
  consent: Consent,
  decision: Exclude<Decision, 'none'>,
  { as, isOpen }: { readonly as: Decides; readonly isOpen: boolean },
): Consent | ConsentRefusal {
  if (consent.decides !== as) return 'consent-not-yours'
  if (consent.hasAnswered) return 'consent-used'
  if (!isOpen) return 'survey-not-open'
  return { ...consent, decision }
}

/** Takes a consent back, at any time, also after answering: what is kept by name is deleted. Nothing given, nothing to take back. */
export function withdraw(consent: Consent, as: Decides): Consent | 'consent-not-yours' | 'consent-not-given' {
  if (consent.decides !== as) return 'consent-not-yours'
  if (consent.decision !== 'given') return 'consent-not-given'
  return { ...consent, decision: 'refused', hasAnswered: false }
}

/** A change of school ends a consent that has not been used; it is given anew at the new school, or not. */
export function consentAfterMove<C extends Consent>(consent: C): C {
  return consent.decision === 'given' && !consent.hasAnswered ? { ...consent, decision: 'none' } : consent
}
