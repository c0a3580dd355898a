import { saveEnvironment } from '#api/environment.ts'
import { saveEnvironment as keep } from '#database/environment.ts'
import { mayWriteEnvironment } from '#domain/access/leader-policy.ts'
import { allWords } from '#domain/environment/environment.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { environmentPlace } from './place.ts'

export const answerSaveEnvironment = handle(saveEnvironment, async ({ actor, tx, params, body, now, note }) => {
  const { survey } = await environmentPlace(tx, actor, params)
  if (!mayWriteEnvironment(actor, params.institutionId)) throw new Problem('not-allowed')

  const refusal = refuseCpr(...allWords(body.words))
  if (refusal) throw new Problem(refusal)

  note(`environments:${params.institutionId}`)
  await keep(tx, { ...body, surveyId: survey.id, institutionId: params.institutionId }, { changedAt: now, changedBy: actor.accountId })
})
