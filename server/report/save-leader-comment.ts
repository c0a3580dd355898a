import { saveLeaderComment } from '#api/leader-comment.ts'
import { saveLeaderComment as keep } from '#database/leader-comment.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { commentAt, leaderCommentPlace } from './leader-comment-place.ts'

export const answerSaveLeaderComment = handle(saveLeaderComment, async ({ actor, tx, params, body, note }) => {
  const place = await leaderCommentPlace(tx, actor, params.surveyId, body.unit)

  const refusal = refuseCpr(body.text)
  if (refusal) throw new Problem(refusal)

  note(`report:${place.surveyId}:${place.unit}`)
  if (!(await keep(tx, place, { ...body, accountId: actor.accountId }))) throw new Problem('leader-comment-changed-since')
  return commentAt(tx, place)
})
