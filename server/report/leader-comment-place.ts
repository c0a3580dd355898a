/** Which unit's report is commented, and whether by this person. */
import { findLeaderComment, type LeaderCommentRow } from '#database/leader-comment.ts'
import { findSurveyUnit } from '#database/network.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayCommentReport } from '#domain/access/leader-policy.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { Problem } from '../problem.ts'

export type LeaderCommentPlace = { readonly surveyId: string; readonly unit: string; readonly institutionId: string | null }

/** What this person may not comment is as if it were not there. */
export async function leaderCommentPlace(tx: Tx, actor: Actor, surveyId: string, unitKey: string): Promise<LeaderCommentPlace> {
  const survey = await findSurvey(tx, surveyId)
  const unit = parseUnitKey(unitKey)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  if (!unit) throw new Problem('report-no-such-unit')
  const found = await findSurveyUnit(tx, survey.id, unitKey)
  if (!found || !mayCommentReport(actor, unit, found.institutionId)) throw new Problem('not-found')
  return { surveyId: survey.id, unit: unitKey, institutionId: found.institutionId }
}

export async function commentAt(tx: Tx, place: LeaderCommentPlace): Promise<LeaderCommentRow> {
  return (await findLeaderComment(tx, place)) ?? { text: '', shown: null, revision: 0 }
}
