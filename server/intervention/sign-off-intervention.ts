import { signOffIntervention } from '#api/intervention.ts'
import { findSheetVersion, listReviews } from '#database/intervention.ts'
import { signOff } from '#domain/intervention/review.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { recordStep, versionView } from './version-view.ts'

export const answerSignOffIntervention = handle(signOffIntervention, async ({ actor, tx, params, body, now, newId }) => {
  const version = await findSheetVersion(tx, params.id)
  if (!version) throw new Problem('not-found')

  const read = signOff(version)
  if (typeof read === 'string') throw new Problem(read)

  await recordStep(tx, read, actor, { id: newId(), step: 'signedOff', at: now.toISOString(), ...body })
  return versionView(read, await listReviews(tx, [read.id]), actor)
})
