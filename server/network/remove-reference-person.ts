import { removeReferencePerson } from '#api/network.ts'
import { deleteReferencePerson, lockReferencePerson } from '#database/network.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** One's own; the administrator takes off the list whoever has left. */
export const answerRemoveReferencePerson = handle(removeReferencePerson, async ({ actor, tx, params }) => {
  const entry = await lockReferencePerson(tx, params.id)

  if (!entry || (entry.accountId !== actor.accountId && actor.role !== 'municipalAdmin')) throw new Problem('not-found')

  await deleteReferencePerson(tx, params.id)
})
