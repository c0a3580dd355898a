import { getComposition } from '#api/composition.ts'
import { findComposition } from '#database/composition.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { baseOf, compositionView } from './composition-view.ts'

export const answerGetComposition = handle(getComposition, async ({ tx, params }) => {
  const composition = await findComposition(tx, params.id)
  if (!composition) throw new Problem('not-found')
  return compositionView(composition, await baseOf(tx, composition))
})
