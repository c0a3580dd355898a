import { checkImportedFigures } from '#api/imported-figure.ts'
import { handle } from '../http/handle.ts'
import { readImportedFile } from './imported-file.ts'

export const answerCheckImportedFigures = handle(checkImportedFigures, async ({ tx, query, body }) => {
  const { encoding, figures, faults } = await readImportedFile(tx, query.surveyId, body)
  return { encoding, figures: figures.map(({ institutionId: _, ...figure }) => figure), faults }
})
