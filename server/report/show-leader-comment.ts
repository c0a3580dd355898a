import { showLeaderComment } from '#api/leader-comment.ts'
import { showLeaderComment as show } from '#database/leader-comment.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { commentAt, leaderCommentPlace } from './leader-comment-place.ts'

export const answerShowLeaderComment = handle(showLeaderComment, async ({ actor, tx, params, body, today, note }) => {
  const place = await leaderCommentPlace(tx, actor, params.surveyId, body.unit)
  const { text } = await commentAt(tx, place)

  note(`report:${place.surveyId}:${place.unit}`)
  const { revision } = body
  if (!(await show(tx, place, { text, revision, accountId: actor.accountId, today }))) throw new Problem('leader-comment-changed-since')
  return commentAt(tx, place)
})
