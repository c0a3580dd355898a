/** A survey as those who invite into it see it. */
import type { Invitee } from '#api/survey.ts'
import type { InviteeRow } from '#database/survey.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { type Survey, takesAnswers } from '#domain/survey/survey.ts'

export function invitingView(survey: Survey, { respondent }: Pick<Questionnaire, 'respondent'>, today: string) {
  const { id, title, track, opensOn, closesOn } = survey
  return { id, title, track, respondent, opensOn, closesOn, isOpen: takesAnswers(survey, today) }
}

export function inviteeState({ turn, decision }: Pick<InviteeRow, 'turn' | 'decision'>): Invitee['state'] {
  if (turn === null) return 'notInvited'
  return decision === 'undecided' ? 'invited' : decision
}
