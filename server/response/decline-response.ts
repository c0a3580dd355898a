import { declineResponse } from '#api/response.ts'
import { deleteDraft } from '#database/draft.ts'
import { findInvitation, lockDecision, saveTurnout } from '#database/response.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDeclineResponse = handle(declineResponse, async ({ actor, tx }) => {
  const invitation = await findInvitation(tx, actor.slipHmac)
  if (!invitation) throw new Problem('response-gone')

  if ((await lockDecision(tx, invitation, actor.slipHmac)) === 'answered') throw new Problem('response-already-submitted')

  await deleteDraft(tx, 'statistics', actor.draftHmac)
  await saveTurnout(tx, invitation, actor.slipHmac, 'declined')
})
