import { closeSample } from '#api/audit.ts'
import { listSampleItems, lockSample, saveSampleClosed } from '#database/audit-sample.ts'
import { mayClose } from '#domain/audit/sample.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerCloseSample = handle(closeSample, async ({ actor, tx, params, now, note }) => {
  const sample = await lockSample(tx, params.id)
  if (!sample) throw new Problem('not-found')
  const items = await listSampleItems(tx, [sample.id])

  const refusal = mayClose({ closedAt: sample.closedAt, verdicts: items.map(({ verdict }) => verdict) })
  if (refusal) throw new Problem(refusal)

  await saveSampleClosed(tx, sample.id, actor.accountId, now)
  note(`sample:${sample.id}`)
})
