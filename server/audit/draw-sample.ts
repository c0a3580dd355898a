import { drawSample } from '#api/audit.ts'
import { listSamples } from '#database/audit-sample.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { draw } from './sample.ts'

/** One at a time: what was drawn is gone through before more is. */
export const answerDrawSample = handle(drawSample, async ({ actor, tx, body, now, newId, note }) => {
  if ((await listSamples(tx)).some(({ closedAt }) => closedAt === null)) throw new Problem('sample-open')

  const id = await draw(tx, { id: newId(), perRole: body.perRole, drawnBy: actor.accountId, now })
  if (id === undefined) throw new Problem('sample-empty')

  note(`sample:${id}`)
  return { id }
})
