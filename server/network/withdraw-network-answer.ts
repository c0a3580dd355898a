import { withdrawNetworkAnswer } from '#api/network.ts'
import { deleteNetworkAnswer } from '#database/network.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerWithdrawNetworkAnswer = handle(withdrawNetworkAnswer, async ({ actor, tx, params }) => {
  if ((await deleteNetworkAnswer(tx, params.id, actor.accountId)) === 0) throw new Problem('not-found')
})
