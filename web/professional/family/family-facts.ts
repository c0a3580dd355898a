/** What a family's page says of an invitation, from what the server knows. */
import type { FamilyChild } from '#api/family.ts'

export type Invitation = FamilyChild['invitations'][number]

/** Whose answers it is about, seen from whoever reads the page: their own as a parent, the child's, or one's own. */
export type Subject = 'parent' | 'pupil' | 'self'

export function subjectOf({ relation }: Pick<FamilyChild, 'relation'>, { respondent }: Pick<Invitation, 'respondent'>): Subject {
  if (relation === 'self') return 'self'
  return respondent === 'parent' ? 'parent' : 'pupil'
}

/** What comes next with an invitation. `answer` and `choose` are the reader's to do now; the others are to know. */
export function nextOf(invitation: Invitation): 'answered' | 'closed' | 'choose' | 'wait' | 'answer' | 'lesson' | 'nothing' {
  const { answeredOn, isOpen, decision, mayDecide, mayAnswer } = invitation
  if (answeredOn !== null) return 'answered'
  if (!isOpen) return 'closed'
  if (decision === 'none') return mayDecide ? 'choose' : 'wait'
  if (decision === 'declined') return 'nothing'
  return mayAnswer ? 'answer' : 'lesson'
}

/**
 * How many invitations wait for the reader. Answers without a name leave no trace of who gave them, so what is
 * only counted in the statistics is never said to wait.
 */
export function countWaiting(children: readonly FamilyChild[]): number {
  return children
    .flatMap(({ invitations }) => invitations)
    .filter((invitation) => {
      const next = nextOf(invitation)
      return next === 'choose' || (next === 'answer' && invitation.decision === 'given')
    }).length
}

/** Questionnaires without a name that are the reader's own to answer. Whether they have is known to nobody, so none is said to wait. */
export function ownToAnswer(children: readonly Pick<FamilyChild, 'surveys'>[]): number {
  return children.reduce((sum, { surveys }) => sum + surveys.filter(({ mayAnswer }) => mayAnswer).length, 0)
}

/** Whether a survey is the reader's own to answer, now or when it opens; else it is the child's, in class. */
export function isOwn(
  { relation }: Pick<FamilyChild, 'relation'>,
  { respondent }: Pick<FamilyChild['surveys'][number], 'respondent'>,
): boolean {
  return relation === 'self' ? respondent === 'youngPerson' : respondent === 'parent'
}

/** Children with something to do first, otherwise as they come. */
export function waitingFirst(children: readonly FamilyChild[]): readonly FamilyChild[] {
  const rank = (child: FamilyChild) => (countWaiting([child]) > 0 ? 2 : ownToAnswer([child]) > 0 ? 1 : 0)
  return children.toSorted((one, other) => rank(other) - rank(one))
}

/** Open ones first, those that end first on top; then what is over, newest first. */
export function inOrder(invitations: readonly Invitation[]): readonly Invitation[] {
  const isOver = (invitation: Invitation) => ['answered', 'closed'].includes(nextOf(invitation))
  return invitations.toSorted(
    (one, other) =>
      Number(isOver(one)) - Number(isOver(other)) ||
      (isOver(one) ? other.closesOn.localeCompare(one.closesOn) : one.closesOn.localeCompare(other.closesOn)),
  )
}
