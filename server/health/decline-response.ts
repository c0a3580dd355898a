import { declineHealthResponse } from '#api/health.ts'
import { lockInvitationBySlip, markDeclined } from '#database/consent.ts'
import { deleteDraft } from '#database/draft.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** Not today: the consent stands, so that whoever comes back may begin anew. */
export const answerDeclineHealthResponse = handle(declineHealthResponse, async ({ actor, tx }) => {
  const invitation = await lockInvitationBySlip(tx, actor.slipHmac)
  if (!invitation) throw new Problem('response-gone')
  if (invitation.hasAnswered) throw new Problem('response-already-submitted')

  await deleteDraft(tx, 'health', actor.draftHmac)
  await markDeclined(tx, actor.slipHmac, true)
})
