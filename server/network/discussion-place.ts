/** What a discussion is about, and whether this person is in it. */
import { findPlan } from '#database/intervention.ts'
import { findSurveyUnit } from '#database/network.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayBeGivenTask, mayDiscussUnit, parseSubjectKey, subjectKey } from '#domain/network/discussion.ts'
import { parseUnitKey, type UnitKey } from '#domain/organisation/unit.ts'
import { Problem } from '../problem.ts'

export type DiscussionPlace = {
  /** The subject's key, as it is stored. */
  readonly subject: string
  readonly institutionId: string | null
  readonly mayBeGivenTask: (colleague: Actor) => boolean
}

/** Refuses with `not-found` what this person may not read, as if it were not there. */
export async function discussionPlace(tx: Tx, actor: Actor, key: string): Promise<DiscussionPlace> {
  const subject = parseSubjectKey(key)
  const place =
    subject && (await (subject.kind === 'report' ? reportPlace(tx, subject.surveyId, subject.unit) : planPlace(tx, subject.planId)))
  const unit = place && parseUnitKey(place.unit)
  if (!subject || !place || !unit || !mayDiscussUnit(actor, unit, place.institutionId)) throw new Problem('not-found')
  const { institutionId } = place
  return { subject: subjectKey(subject), institutionId, mayBeGivenTask: (colleague) => mayBeGivenTask(colleague, unit, institutionId) }
}

type Place = { readonly unit: UnitKey; readonly institutionId: string | null }

async function reportPlace(tx: Tx, surveyId: string, unit: UnitKey): Promise<Place | undefined> {
  const survey = await findSurvey(tx, surveyId)
  const row = survey && survey.state !== 'draft' ? await findSurveyUnit(tx, surveyId, unit) : undefined
  return row && { unit, institutionId: row.institutionId }
}

/** A plan is talked about by whoever may talk about the report of the unit it is for. */
async function planPlace(tx: Tx, planId: string): Promise<Place | undefined> {
  const plan = await findPlan(tx, planId)
  return plan && { unit: plan.unit, institutionId: plan.institutionId }
}
