import { getLeaderComment } from '#api/leader-comment.ts'
import { handle } from '../http/handle.ts'
import { commentAt, leaderCommentPlace } from './leader-comment-place.ts'

export const answerGetLeaderComment = handle(getLeaderComment, async ({ actor, tx, params, query }) =>
  commentAt(tx, await leaderCommentPlace(tx, actor, params.surveyId, query.unit)),
)
