import { saveEnvironment } from '#api/environment.ts'
import { lockEnvironment, saveEnvironment as keep } from '#database/environment.ts'
import { mayWriteEnvironment } from '#domain/access/leader-policy.ts'
import { AssessmentWords } from '#domain/environment/environment-schema.ts'
import { saveWritten } from '#domain/environment/written.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { environmentPlace } from './place.ts'

export const answerSaveEnvironment = handle(saveEnvironment, async ({ actor, tx, params, body, now, note }) => {
  await environmentPlace(tx, actor, params)
  if (!mayWriteEnvironment(actor, params.institutionId)) throw new Problem('not-allowed')
  const changed = { changedAt: now, changedBy: actor.accountId }
  const kept = await lockEnvironment(tx, params, changed)

  const refusal = refuseCpr(...body.changes.map(({ to }) => to))
  if (refusal) throw new Problem(refusal)
  const saved = saveWritten(kept, body.changes)
  if (typeof saved === 'string') throw new Problem(saved)
  if (!AssessmentWords.safeParse(saved.words).success) throw new Problem('wrong-input', { where: 'body', fields: [] })
  const written = { ...saved, revision: kept.revision + 1 }

  note(`environments:${params.institutionId}`)
  await keep(tx, params, written, changed)
  return written
})
