/** Whose answers are told of: the class or institution of a survey, and whether this person may tell it. */
import { findClassPlace, hasInstitution } from '#database/intervention.ts'
import type { FeedbackPlace } from '#database/feedback.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayTellUnit } from '#domain/access/feedback-policy.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { Problem } from '../problem.ts'

/** Another's class or institution is as if it were not there. */
export async function feedbackPlace(tx: Tx, actor: Actor, surveyId: string, unitKey: string): Promise<FeedbackPlace> {
  const unit = parseUnitKey(unitKey)
  if (unit?.level !== 'class' && unit?.level !== 'institution') throw new Problem('not-found')
  const institutionId = unit.level === 'class' ? (await findClassPlace(tx, unit.classId))?.institutionId : unit.institutionId
  if (institutionId === undefined || !mayTellUnit(actor, unit, institutionId) || !(await hasInstitution(tx, institutionId)))
    throw new Problem('not-found')
  const survey = await findSurvey(tx, surveyId)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  return { surveyId, unit: unitKey, institutionId, classId: unit.level === 'class' ? unit.classId : null }
}
