/**
 * Each morning: who is to be told today of a survey that runs, by its plan, and has no message yet, gets one in the queue. Of
 * a survey that is over is forgotten who was told. Doing it again changes nothing.
 */
import { findPlan, forgetMessages, listPlannedSurveys, stopWaiting } from '#database/invitation.ts'
import { enqueue } from '#database/jobs.ts'
import { listMunicipalityIds } from '#database/release.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Occasion } from '#domain/invitation/invitation.ts'
import { type Due, dueToday } from '#domain/invitation/plan.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'
import { queueMessages } from '../invitation/queue-messages.ts'

/** The association: whoever works for all municipalities begins there. */
const association = 0

/**
 * One survey, one municipality, or nothing: every municipality. An occasion and its day is what somebody has asked for by hand: the
 * job finds those whom only the system may know of.
 */
export type PlanInvitationsJob = {
  readonly municipalityId?: number | undefined
  readonly surveyId?: string | undefined
  readonly occasion?: Occasion | undefined
  readonly dueOn?: string | undefined
}

export async function planInvitations(house: House, { municipalityId, surveyId, occasion, dueOn }: PlanInvitationsJob): Promise<void> {
  const municipalities =
    municipalityId !== undefined
      ? [municipalityId]
      : await house.doors.asSystem('plan-invitations', { municipalityId: association, login: 'sealer' }, listMunicipalityIds)
  const asked = occasion !== undefined && dueOn !== undefined ? [{ occasion, dueOn }] : []
  for (const id of municipalities) {
    const scope = { municipalityId: id, login: 'staff' } as const
    const surveys = surveyId === undefined ? await house.doors.asSystem('plan-invitations', scope, listPlannedSurveys) : [surveyId]
    for (const survey of surveys)
      await house.doors.asSystem(`plan-invitations surveys:${survey}`, scope, (tx) => planSurvey(tx, house, survey, asked))
  }
}

async function planSurvey(tx: Tx, house: House, surveyId: string, asked: readonly Due[]): Promise<void> {
  const now = house.now()
  const today = dayInDenmark(now)
  const survey = await findSurvey(tx, surveyId)
  const plan = await findPlan(tx, surveyId)
  if (!survey || !plan) return
  if (survey.state === 'closed' || survey.state === 'sealed') return forgetMessages(tx, surveyId)
  if (!takesAnswers(survey, today)) return stopWaiting(tx, surveyId, now)
  if (plan.stoppedAt === null)
    for (const due of [...asked, ...dueToday(plan, survey, today)]) await queueMessages(tx, house, { survey, plan, due, now, today })
  await enqueue(tx, 'send-messages', { municipalityId: tx.municipalityId, surveyId }, `send-messages:${surveyId}`)
}
