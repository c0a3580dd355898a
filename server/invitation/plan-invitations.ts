import { planInvitations } from '#api/invitation.ts'
import { savePlan, stopWaiting } from '#database/invitation.ts'
import { enqueue } from '#database/jobs.ts'
import { lockSurvey } from '#database/survey.ts'
import { checkPlan } from '#domain/invitation/plan.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { availableChannels } from './carrier.ts'
import { invitationStatus } from './invitation-status.ts'

/** What waits for a channel that is no longer planned is stopped; who was told stays told. */
export const answerPlanInvitations = handle(planInvitations, async ({ tx, params, body, now, today, house }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')
  if (survey.state === 'closed' || survey.state === 'sealed') throw new Problem('survey-period-over')

  const plan = checkPlan(body, { survey, available: await availableChannels(tx, house) })
  if (typeof plan === 'string') throw new Problem(plan)

  await savePlan(tx, survey.id, plan, now)
  await stopWaiting(tx, survey.id, now, plan.channels)
  await enqueue(tx, 'plan-invitations', { municipalityId: tx.municipalityId, surveyId: survey.id }, `plan-invitations:${survey.id}`)
  return invitationStatus(tx, house, survey, today)
})
