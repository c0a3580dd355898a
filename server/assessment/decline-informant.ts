import { declineInformant } from '#api/assessment.ts'
import { lockInformantByLink, saveInformant } from '#database/assessment.ts'
import { deleteDraft } from '#database/draft.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDeclineInformant = handle(declineInformant, async ({ actor, tx }) => {
  const informant = await lockInformantByLink(tx, actor.slipHmac)
  if (!informant) throw new Problem('response-gone')

  if (informant.state === 'answered') throw new Problem('response-already-submitted')

  await deleteDraft(tx, 'assessment', actor.slipHmac)
  await saveInformant(tx, informant.id, { state: 'declined' })
})
