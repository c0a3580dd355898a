import { getDecisionDraft } from '#api/decision.ts'
import { findDecisionDraft } from '#database/decision-draft.ts'
import { handle } from '../http/handle.ts'
import { decisionPlace } from './decision-place.ts'

export const answerGetDecisionDraft = handle(getDecisionDraft, async ({ actor, tx, params }) =>
  findDecisionDraft(tx, await decisionPlace(tx, actor, params.subject)),
)
