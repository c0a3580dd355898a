import { recordPilot } from '#api/edition.ts'
import { insertPilot, lockEdition } from '#database/edition.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerRecordPilot = handle(recordPilot, async ({ actor, tx, params, body, now, newId }) => {
  const refusal = refuseCpr(body.place, body.found)
  if (refusal) throw new Problem(refusal)
  const edition = await lockEdition(tx, params.id)
  if (!edition) throw new Problem('not-found')
  if (edition.state !== 'draft') throw new Problem('edition-not-draft')
  await insertPilot(tx, {
    ...body,
    id: newId(),
    editionId: edition.id,
    recordedBy: actor.accountId,
    recordedAt: now.toISOString(),
    signOff: null,
  })
})
