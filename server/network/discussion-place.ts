/** What a discussion is about, and whether this person is in it. */
import { findSurveyUnit } from '#database/network.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayBeGivenTask, mayDiscussUnit, parseSubjectKey, subjectKey } from '#domain/network/discussion.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
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
  if (subject?.kind !== 'report') throw new Problem('not-found')
  const unit = parseUnitKey(subject.unit)
  const survey = await findSurvey(tx, subject.surveyId)
  if (!unit || !survey || survey.state === 'draft') throw new Problem('not-found')
  const row = await findSurveyUnit(tx, survey.id, subject.unit)
  if (!row || !mayDiscussUnit(actor, unit, row.institutionId)) throw new Problem('not-found')
  const { institutionId } = row
  return { subject: subjectKey(subject), institutionId, mayBeGivenTask: (colleague) => mayBeGivenTask(colleague, unit, institutionId) }
}
