import { importFigures } from '#api/imported-figure.ts'
import { insertImportedFigures } from '#database/imported-figure.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { readImportedFile } from './imported-file.ts'

/** The whole file or nothing of it: what is told of a source is then what the source says. */
export const answerImportFigures = handle(importFigures, async ({ actor, tx, query, body, now, newId, note }) => {
  const { survey, figures, faults } = await readImportedFile(tx, query.surveyId, body)
  if (faults.length > 0) throw new Problem('import-has-faults')

  const id = newId()
  note(`figureImport:${id}`)
  const file = { questionnaire: survey.questionnaire.code, importId: id, accountId: actor.accountId, importedAt: now.toISOString() }
  const kept = figures.map(({ unitName: _, ...figure }) => figure)
  if (!(await insertImportedFigures(tx, file, kept))) throw new Problem('import-has-faults')
  return { id, figures: kept.length }
})
