import { writeComment } from '#api/network.ts'
import { insertComment } from '#database/network.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { discussionPlace } from './discussion-place.ts'

export const answerWriteComment = handle(writeComment, async ({ actor, tx, params, body, now, newId, note }) => {
  const { subject, institutionId } = await discussionPlace(tx, actor, params.subject)

  const refusal = refuseCpr(body.body)
  if (refusal) throw new Problem(refusal)

  const id = newId()
  await insertComment(tx, { id, subject, institutionId, accountId: actor.accountId, body: body.body, writtenAt: now })
  note(subject)
  return { id }
})
