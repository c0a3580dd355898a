/** PLUS: a case on one child, its rounds of informants, and what may be done with it (`facts/boernungeliv` 5.2). */
import type { Informant } from '../instrument/instrument.ts'

export type LegalBasis = 'ppr' | 'screening' | 'mapping' | 'childAssessment' | 'healthService'

export type Relation =
  | 'mother'
  | 'father'
  | 'stepParent'
  | 'fosterParent'
  | 'otherCustody'
  | 'teacher'
  | 'pedagogue'
  | 'otherProfessional'
  | 'self'

export type AskedInformant = {
  readonly id: string
  readonly round: number
  readonly relation: Relation
  readonly state: 'invited' | 'answered' | 'declined' | 'withdrawn'
}

/** Informants in one round at most; whoever was withdrawn or declined gives the place back. */
export const mostInformants = 6

/** Below this age a child is not asked itself: the self-report is read from about 11 (`facts/instruments` 1.1). */
const youngestSelf = 11

export type InviteRefusal = 'assessment-closed' | 'assessment-no-consent' | 'assessment-too-many' | 'assessment-child-too-young'

export type Consent = { readonly decision: 'given' | 'informed' | 'withdrawn' }

/** Whether the family's latest word lets the case go on: told or agreed, and not taken back. `consents` oldest first. */
export function mayGoOn(consents: readonly Consent[]): boolean {
  const latest = consents.at(-1)
  return latest !== undefined && latest.decision !== 'withdrawn'
}

/** Why nobody of that relation may be invited now; undefined when they may. `age` in whole years, null when unknown. */
export function refuseInvitation(
  {
    state,
    consents,
    informants,
    round,
  }: {
    readonly state: 'open' | 'closed'
    readonly consents: readonly Consent[]
    readonly informants: readonly AskedInformant[]
    readonly round: number
  },
  relation: Relation,
  age: number | null,
): InviteRefusal | undefined {
  if (state === 'closed') return 'assessment-closed'
  if (!mayGoOn(consents)) return 'assessment-no-consent'
  if (relation === 'self' && (age === null || age < youngestSelf)) return 'assessment-child-too-young'
  const asked = informants.filter((one) => one.round === round && (one.state === 'invited' || one.state === 'answered'))
  return asked.length >= mostInformants ? 'assessment-too-many' : undefined
}

/** In whose form an informant answers: whoever lives with the child as a parent does, whoever works with it as a teacher. */
export function informantOf(relation: Relation): Exclude<Informant, 'professional'> {
  if (relation === 'self') return 'self'
  return relation === 'teacher' || relation === 'pedagogue' || relation === 'otherProfessional' ? 'teacher' : 'parent'
}

/** Whose invitations end with the case or the family's consent: all who have not answered, for who declined may come back. */
export function unansweredOf<T extends Pick<AskedInformant, 'state'>>(informants: readonly T[]): readonly T[] {
  return informants.filter(({ state }) => state === 'invited' || state === 'declined')
}

/** Whom the next round asks: everybody who answered in this one. */
export function followUpOf<T extends AskedInformant>(informants: readonly T[], round: number): readonly T[] {
  return informants.filter((one) => one.round === round && one.state === 'answered')
}

/** The next thing that has a day: an answer that is waited for, else the first goal that is still agreed. */
export function nextOf(
  informants: readonly { readonly state: AskedInformant['state']; readonly dueOn: string }[],
  goals: readonly { readonly state: 'agreed' | 'reached' | 'dropped'; readonly dueOn: string }[],
): { readonly what: 'answers' | 'goal'; readonly dueOn: string } | null {
  const earliest = (days: readonly { readonly dueOn: string }[]) => days.map(({ dueOn }) => dueOn).toSorted()[0]
  const answers = earliest(informants.filter(({ state }) => state === 'invited'))
  if (answers !== undefined) return { what: 'answers', dueOn: answers }
  const goal = earliest(goals.filter(({ state }) => state === 'agreed'))
  return goal === undefined ? null : { what: 'goal', dueOn: goal }
}
