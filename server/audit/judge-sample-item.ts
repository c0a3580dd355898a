import { judgeSampleItem } from '#api/audit.ts'
import { lockSample, saveVerdict } from '#database/audit-sample.ts'
import { checkVerdict } from '#domain/audit/sample.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerJudgeSampleItem = handle(judgeSampleItem, async ({ actor, tx, params, body, now, note }) => {
  const sample = await lockSample(tx, params.id)
  if (!sample) throw new Problem('not-found')

  const refusal = checkVerdict({ closedAt: sample.closedAt, ...body })
  if (refusal) throw new Problem(refusal)

  const saved = await saveVerdict(tx, { sampleId: sample.id, eventId: params.eventId, ...body, judgedBy: actor.accountId, now })
  if (saved === 0) throw new Problem('not-found')
  note(`sample:${sample.id}`)
})
