import { finishTask } from '#api/network.ts'
import { lockTask, saveTaskDone } from '#database/network.ts'
import { mayFinish } from '#domain/network/discussion.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerFinishTask = handle(finishTask, async ({ actor, tx, params, body, now }) => {
  const task = await lockTask(tx, params.id)

  if (!task || !mayFinish(actor, task)) throw new Problem('not-found')

  await saveTaskDone(tx, task.id, body.isDone ? now : null)
})
