import { listMyTasks } from '#api/network.ts'
import { listTasksOf } from '#database/network.ts'
import { inOrderOfDoing } from '#domain/network/discussion.ts'
import { handle } from '../http/handle.ts'

export const answerListMyTasks = handle(listMyTasks, async ({ actor, tx }) => {
  const tasks = await listTasksOf(tx, actor.accountId)

  return inOrderOfDoing(tasks).map(({ id, subject, title, dueOn }) => ({ id, subject, title, dueOn }))
})
