import { signOut } from '#api/session.ts'
import { deleteSession } from '#database/access.ts'
import { type Handler, handle } from '../http/handle.ts'
import { forgetSession, readToken } from '../http/session.ts'

/** Ends this session and no other. A request that is refused leaves the cookie alone, or any site could take it away. */
export const answerSignOut: Handler & { readonly operation: typeof signOut } = {
  operation: signOut,
  answer(house, request, reply) {
    const ending = handle(signOut, async ({ tx }) => {
      const token = readToken(request)
      if (token) await deleteSession(tx, token.tokenHash)
      forgetSession(reply)
    })
    return ending.answer(house, request, reply)
  },
}
