import { getIntervention } from '#api/intervention.ts'
import { findPublishedSheet } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerGetIntervention = handle(getIntervention, async ({ tx, params }) => {
  const published = await findPublishedSheet(tx, params.code)
  if (!published) throw new Problem('not-found')
  return { code: published.code, version: published.version, sheet: published.sheet }
})
