import { discardComposition } from '#api/composition.ts'
import { deleteComposition, lockComposition } from '#database/composition.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDiscardComposition = handle(discardComposition, async ({ tx, params }) => {
  const composition = await lockComposition(tx, params.id)
  if (!composition) throw new Problem('not-found')
  if (composition.state !== 'draft') throw new Problem('composition-not-draft')
  await deleteComposition(tx, params.id)
})
