import { sendInvitations } from '#api/invitation.ts'
import { findPlan } from '#database/invitation.ts'
import { enqueue } from '#database/jobs.ts'
import { lockSurvey } from '#database/survey.ts'
import { invitationOf } from '#domain/invitation/plan.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { invitationStatus } from './invitation-status.ts'
import { queueMessages } from './queue-messages.ts'

/** Puts in the queue what is not there; the same day a second time it changes nothing. */
export const answerSendInvitations = handle(sendInvitations, async ({ tx, params, body, now, today, house }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  const plan = await findPlan(tx, survey.id)
  if (!plan || plan.stoppedAt !== null) throw new Problem('invitation-not-planned')

  const due = body.occasion === 'invitation' ? invitationOf(survey) : { occasion: body.occasion, dueOn: today }

  await queueMessages(tx, house, { survey, plan, due, now, today })
  // Some are known to the system alone: foster parents of whoever has consented by name.
  const job = { municipalityId: tx.municipalityId, surveyId: survey.id, ...due }
  await enqueue(tx, 'plan-invitations', job, `plan-invitations:${survey.id}:${due.occasion}`)
  return invitationStatus(tx, house, survey, today)
})
