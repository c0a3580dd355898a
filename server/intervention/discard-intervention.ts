import { discardIntervention } from '#api/intervention.ts'
import { deleteSheetDraft, lockSheetVersion } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDiscardIntervention = handle(discardIntervention, async ({ actor, tx, params }) => {
  const version = await lockSheetVersion(tx, params.id)
  if (!version || version.authorId !== actor.accountId) throw new Problem('not-found')
  if (version.state !== 'draft') throw new Problem('intervention-not-draft')
  await deleteSheetDraft(tx, version.id)
})
