import { signOutEverywhere } from '#api/session.ts'
import { endSessions, listAccountsOfSamePerson } from '#database/access.ts'
import { type Handler, handle } from '../http/handle.ts'
import { forgetSession } from '../http/session.ts'

/** For whoever has left a machine open somewhere. A citizen reaches the own account, a professional each of their roles. */
export const answerSignOutEverywhere: Handler & { readonly operation: typeof signOutEverywhere } = {
  operation: signOutEverywhere,
  answer(house, request, reply) {
    const ending = handle(signOutEverywhere, async ({ actor, tx, note }) => {
      const accountIds = await listAccountsOfSamePerson(tx, actor.accountId)

      await endSessions(tx, accountIds)
      note(`account:${actor.accountId}`)
      forgetSession(reply)
    })
    return ending.answer(house, request, reply)
  },
}
