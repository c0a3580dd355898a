import { saveReleaseRule } from '#api/report.ts'
import { findWave } from '#database/release.ts'
import { deleteReleaseRule, saveReleaseRule as keep } from '#database/release-rule.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerSaveReleaseRule = handle(saveReleaseRule, async ({ tx, params, body: { rule, isForAll }, note }) => {
  const wave = await findWave(tx, params.surveyId)
  if (!wave) throw new Problem('not-found')

  note(isForAll ? `rule:${rule}` : `rule:${rule}:${params.surveyId}`)
  if (!isForAll) return keep(tx, wave, rule)
  await keep(tx, null, rule)
  await deleteReleaseRule(tx, wave)
  return undefined
})
