import { resolveBankComment } from '#api/bank.ts'
import { saveCommentResolved } from '#database/bank.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerResolveBankComment = handle(resolveBankComment, async ({ tx, params, body, now }) => {
  if (!(await saveCommentResolved(tx, params.id, body.isResolved ? now.toISOString() : null))) throw new Problem('not-found')
})
