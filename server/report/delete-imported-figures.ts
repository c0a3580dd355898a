import { deleteImportedFigures } from '#api/imported-figure.ts'
import { deleteImportedFigures as takeBack } from '#database/imported-figure.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerDeleteImportedFigures = handle(deleteImportedFigures, async ({ tx, params, note }) => {
  note(`figureImport:${params.id}`)
  if (!(await takeBack(tx, params.id))) throw new Problem('not-found')
})
