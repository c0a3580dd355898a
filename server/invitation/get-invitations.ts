import { getInvitations } from '#api/invitation.ts'
import { findSurvey } from '#database/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { invitationStatus } from './invitation-status.ts'

export const answerGetInvitations = handle(getInvitations, async ({ tx, params, today, house }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')

  return invitationStatus(tx, house, survey, today)
})
