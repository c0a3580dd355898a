import { stopInvitations } from '#api/invitation.ts'
import { stopPlan, stopWaiting } from '#database/invitation.ts'
import { lockSurvey } from '#database/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { invitationStatus } from './invitation-status.ts'

export const answerStopInvitations = handle(stopInvitations, async ({ tx, params, now, today, house }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')

  await stopPlan(tx, survey.id, now)
  await stopWaiting(tx, survey.id, now)
  return invitationStatus(tx, house, survey, today)
})
