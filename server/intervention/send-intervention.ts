import { sendIntervention } from '#api/intervention.ts'
import { listReviews, lockSheetVersion, saveSheetVersion } from '#database/intervention.ts'
import { faultsOf } from '#domain/intervention/check-sheet.ts'
import { sendForReview } from '#domain/intervention/review.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { recordStep, versionView } from './version-view.ts'

export const answerSendIntervention = handle(sendIntervention, async ({ actor, tx, params, now, newId }) => {
  const version = await lockSheetVersion(tx, params.id)
  if (!version || version.authorId !== actor.accountId) throw new Problem('not-found')

  const sent = sendForReview(version, now.toISOString())
  if (typeof sent === 'string') throw new Problem(sent, sent === 'intervention-incomplete' ? { fields: faultsOf(version.sheet) } : {})

  await saveSheetVersion(tx, sent)
  await recordStep(tx, sent, actor, { id: newId(), step: 'sent', at: now.toISOString() })
  return versionView(sent, await listReviews(tx, [sent.id]), actor)
})
