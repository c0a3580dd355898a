import { saveDecisionDraft } from '#api/decision.ts'
import { findDecisionDraft, saveDecisionDraft as keep } from '#database/decision-draft.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { decisionPlace } from './decision-place.ts'

export const answerSaveDecisionDraft = handle(saveDecisionDraft, async ({ actor, tx, params, body, note }) => {
  const place = await decisionPlace(tx, actor, params.subject)

  const refusal = refuseCpr(body.title)
  if (refusal) throw new Problem(refusal)

  note(params.subject)
  if (!(await keep(tx, place, body, body.revision))) throw new Problem('decision-changed-since')
  return findDecisionDraft(tx, place)
})
