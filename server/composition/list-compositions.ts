import { listCompositions } from '#api/composition.ts'
import { listCompositions as listAll } from '#database/composition.ts'
import { handle } from '../http/handle.ts'
import { baseOf, compositionCard } from './composition-view.ts'

export const answerListCompositions = handle(listCompositions, async ({ tx }) => {
  const cards = []
  for (const composition of await listAll(tx)) cards.push(compositionCard(composition, await baseOf(tx, composition)))
  return cards
})
