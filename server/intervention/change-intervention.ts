import { changeIntervention } from '#api/intervention.ts'
import { listReviews, lockSheetVersion, saveSheetVersion } from '#database/intervention.ts'
import { changeSheet } from '#domain/intervention/review.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { versionView } from './version-view.ts'

export const answerChangeIntervention = handle(changeIntervention, async ({ actor, tx, params, body, now }) => {
  const version = await lockSheetVersion(tx, params.id)
  if (!version || version.authorId !== actor.accountId) throw new Problem('not-found')

  const changed = changeSheet(version, body, now.toISOString())
  if (typeof changed === 'string') throw new Problem(changed)

  await saveSheetVersion(tx, changed)
  return versionView(changed, await listReviews(tx, [changed.id]), actor)
})
