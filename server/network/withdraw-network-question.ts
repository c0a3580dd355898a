import { withdrawNetworkQuestion } from '#api/network.ts'
import { withdrawNetworkQuestion as withdraw } from '#database/network.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerWithdrawNetworkQuestion = handle(withdrawNetworkQuestion, async ({ actor, tx, params }) => {
  if ((await withdraw(tx, params.id, actor.accountId)) === 0) throw new Problem('not-found')
})
