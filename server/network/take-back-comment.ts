import { takeBackComment } from '#api/network.ts'
import { deleteComment, lockComment } from '#database/network.ts'
import { mayTakeBack } from '#domain/network/discussion.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerTakeBackComment = handle(takeBackComment, async ({ actor, tx, params }) => {
  const comment = await lockComment(tx, params.id)

  if (!comment || !mayTakeBack(actor, comment)) throw new Problem('not-found')

  await deleteComment(tx, params.id)
})
