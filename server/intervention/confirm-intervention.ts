import { confirmIntervention } from '#api/intervention.ts'
import { findPublishedSheet, lockSheetVersion, saveSheetVersion } from '#database/intervention.ts'
import { confirmSheet } from '#domain/intervention/review.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerConfirmIntervention = handle(confirmIntervention, async ({ tx, params, now, today, note }) => {
  const published = await findPublishedSheet(tx, params.code)
  const version = published && (await lockSheetVersion(tx, published.id))
  if (!version) throw new Problem('not-found')

  const confirmed = confirmSheet(version, today, now.toISOString())
  if (typeof confirmed === 'string') throw new Problem(confirmed)

  note(`interventions:${params.code}`)
  await saveSheetVersion(tx, confirmed)
})
