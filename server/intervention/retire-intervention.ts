import { retireIntervention } from '#api/intervention.ts'
import { findPublishedSheet, lockSheetVersion, saveSheetVersion } from '#database/intervention.ts'
import { retireSheet } from '#domain/intervention/review.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { recordStep } from './version-view.ts'

export const answerRetireIntervention = handle(retireIntervention, async ({ actor, tx, params, now, newId, note }) => {
  const published = await findPublishedSheet(tx, params.code)
  const version = published && (await lockSheetVersion(tx, published.id))
  if (!version) throw new Problem('not-found')

  const retired = retireSheet(version, now.toISOString())
  if (typeof retired === 'string') throw new Problem(retired)

  note(`interventions:${params.code}`)
  await saveSheetVersion(tx, retired)
  await recordStep(tx, retired, actor, { id: newId(), step: 'retired', at: now.toISOString() })
})
