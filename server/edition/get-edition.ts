import { getEdition } from '#api/edition.ts'
import { findEdition } from '#database/edition.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { editionView } from './edition-view.ts'

export const answerGetEdition = handle(getEdition, async ({ actor, tx, params }) => {
  const edition = await findEdition(tx, params.id)
  if (!edition) throw new Problem('not-found')
  return editionView(tx, edition, actor)
})
