import { discardRosterImport } from '#api/organisation.ts'
import { endRosterImport, findRosterImport, lockRosterImports } from '#database/roster.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/**
 * Also while it is being carried out: that ends with a look at whether it is still wanted, and is rolled back
 * when it is not. So nothing that stands still can keep other imports waiting.
 */
export const answerDiscardRosterImport = handle(discardRosterImport, async ({ tx, params }) => {
  await lockRosterImports(tx)
  const wanted = await findRosterImport(tx, params.id)
  if (!wanted) throw new Problem('not-found')
  if (wanted.state === 'applied' || wanted.state === 'discarded') throw new Problem('roster-not-ready')

  await endRosterImport(tx, params.id, 'discarded')
})
