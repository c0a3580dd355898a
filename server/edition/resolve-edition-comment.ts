import { resolveEditionComment } from '#api/edition.ts'
import { resolveEditionComment as resolve } from '#database/edition.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerResolveEditionComment = handle(resolveEditionComment, async ({ tx, params, body, now }) => {
  const resolvedAt = body.isResolved ? now.toISOString() : null
  if ((await resolve(tx, { id: params.commentId, editionId: params.id, resolvedAt })) === 0) throw new Problem('not-found')
})
