import { returnIntervention } from '#api/intervention.ts'
import { listReviews, lockSheetVersion, saveSheetVersion } from '#database/intervention.ts'
import { returnSheet } from '#domain/intervention/review.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { recordStep, versionView } from './version-view.ts'

export const answerReturnIntervention = handle(returnIntervention, async ({ actor, tx, params, body, now, newId }) => {
  const version = await lockSheetVersion(tx, params.id)
  if (!version) throw new Problem('not-found')

  const returned = returnSheet(version, now.toISOString())
  if (typeof returned === 'string') throw new Problem(returned)

  await saveSheetVersion(tx, returned)
  await recordStep(tx, returned, actor, { id: newId(), step: 'returned', at: now.toISOString(), comment: body.comment })
  return versionView(returned, await listReviews(tx, [returned.id]), actor)
})
