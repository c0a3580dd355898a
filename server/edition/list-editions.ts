import { listEditions } from '#api/edition.ts'
import { listEditionComments, listEditions as listAll, listPilots } from '#database/edition.ts'
import { handle } from '../http/handle.ts'
import { editionCard } from './edition-view.ts'

export const answerListEditions = handle(listEditions, async ({ tx }) => {
  const editions = await listAll(tx)
  const ids = editions.map(({ id }) => id)
  const [comments, pilots] = [await listEditionComments(tx, ids), await listPilots(tx, ids)]
  return editions.map((edition) => editionCard(edition, comments, pilots))
})
