import { getDiscussion } from '#api/network.ts'
import { listComments, listTasks } from '#database/network.ts'
import { inOrderOfDoing, mayFinish, mayTakeBack } from '#domain/network/discussion.ts'
import { handle } from '../http/handle.ts'
import { colleaguesOf, namedColleagues } from './colleagues.ts'
import { discussionPlace } from './discussion-place.ts'

export const answerGetDiscussion = handle(getDiscussion, async ({ actor, tx, params, today, house }) => {
  const place = await discussionPlace(tx, actor, params.subject)
  const comments = await listComments(tx, place.subject)
  const tasks = await listTasks(tx, place.subject)
  const colleagues = await colleaguesOf(tx, place, today)
  const people = await namedColleagues(tx, house, [
    ...comments.map(({ accountId }) => accountId),
    ...tasks.map(({ assigneeId }) => assigneeId),
    ...colleagues.map(({ accountId }) => accountId),
  ])

  const person = (accountId: string) => people.get(accountId) ?? { accountId, name: '', role: 'teacher' as const }
  return {
    comments: comments.map((comment) => ({
      id: comment.id,
      author: person(comment.accountId),
      body: comment.body,
      writtenAt: comment.writtenAt,
      isOwn: mayTakeBack(actor, comment),
    })),
    tasks: inOrderOfDoing(tasks).map((task) => ({
      id: task.id,
      title: task.title,
      assignee: person(task.assigneeId),
      dueOn: task.dueOn,
      isDone: task.doneAt !== null,
      mayFinish: mayFinish(actor, task),
    })),
    colleagues: colleagues.map(({ accountId }) => person(accountId)).toSorted((a, b) => a.name.localeCompare(b.name, 'da')),
  }
})
