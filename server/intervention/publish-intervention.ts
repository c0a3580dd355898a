import { publishIntervention } from '#api/intervention.ts'
import { findPublishedSheet, listReviews, lockSheetVersion, saveSheetVersion } from '#database/intervention.ts'
import { publishSheet, retireSheet } from '#domain/intervention/review.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { recordStep, versionView } from './version-view.ts'

export const answerPublishIntervention = handle(publishIntervention, async ({ actor, tx, params, now, today, newId }) => {
  const version = await lockSheetVersion(tx, params.id)
  if (!version) throw new Problem('not-found')
  const at = now.toISOString()
  const before = await findPublishedSheet(tx, version.code)

  const published = publishSheet(version, await listReviews(tx, [version.id]), today, at)
  if (typeof published === 'string') throw new Problem(published)
  const retired = before && retireSheet(before, at)
  if (typeof retired === 'string') throw new Problem(retired)

  // One published version at a time: the old one goes first.
  if (retired) await saveSheetVersion(tx, retired)
  await saveSheetVersion(tx, published)
  await recordStep(tx, published, actor, { id: newId(), step: 'published', at })
  return versionView(published, await listReviews(tx, [published.id]), actor)
})
