import { takeDownEnvironment } from '#api/environment.ts'
import { takeDownPublications } from '#database/environment.ts'
import { mayWriteEnvironment } from '#domain/access/leader-policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { environmentPlace } from './place.ts'

export const answerTakeDownEnvironment = handle(takeDownEnvironment, async ({ actor, tx, params, note }) => {
  await environmentPlace(tx, actor, params)
  if (!mayWriteEnvironment(actor, params.institutionId)) throw new Problem('not-allowed')

  note(`environments:${params.institutionId}`)
  if ((await takeDownPublications(tx, params.surveyId, params.institutionId)) === 0) throw new Problem('not-found')
})
