import { signOut } from '#api/session.ts'
import { deleteSession } from '#database/access.ts'
import { type Handler, handle } from '../http/handle.ts'
import { forgetSession, readToken } from '../http/session.ts'

/** Ends this session and no other, and takes the cookie back even when the session was over already. */
export const answerSignOut: Handler & { readonly operation: typeof signOut } = {
  operation: signOut,
  answer(house, request, reply) {
    const token = readToken(request)
    forgetSession(reply)
    const ending = handle(signOut, async ({ tx }) => {
      if (token) await deleteSession(tx, token.tokenHash)
    })
    return ending.answer(house, request, reply)
  },
}
