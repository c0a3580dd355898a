import { discardEdition } from '#api/edition.ts'
import { deleteEdition, lockEdition } from '#database/edition.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDiscardEdition = handle(discardEdition, async ({ tx, params }) => {
  const edition = await lockEdition(tx, params.id)
  if (!edition) throw new Problem('not-found')
  if (edition.state !== 'draft') throw new Problem('edition-not-draft')
  await deleteEdition(tx, params.id)
})
