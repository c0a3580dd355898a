import { giveTask } from '#api/network.ts'
import { insertTask } from '#database/network.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { colleaguesOf } from './colleagues.ts'
import { discussionPlace } from './discussion-place.ts'

export const answerGiveTask = handle(giveTask, async ({ actor, tx, params, body, today, now, newId, note }) => {
  const place = await discussionPlace(tx, actor, params.subject)
  const colleagues = await colleaguesOf(tx, place, today)

  const refusal = refuseCpr(body.title)
  if (refusal) throw new Problem(refusal)
  if (!colleagues.some(({ accountId }) => accountId === body.assigneeId)) throw new Problem('task-not-for-them')

  const id = newId()
  const { subject, institutionId } = place
  await insertTask(tx, { ...body, id, subject, institutionId, createdBy: actor.accountId, createdAt: now })
  note(subject)
  return { id }
})
