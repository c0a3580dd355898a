import { listImportedFigures } from '#api/imported-figure.ts'
import { listImportedFigures as listKept } from '#database/imported-figure.ts'
import { handle } from '../http/handle.ts'
import { followedSurvey } from './imported-file.ts'

export const answerListImportedFigures = handle(listImportedFigures, async ({ actor, tx, params }) => {
  const { survey } = await followedSurvey(tx, params.surveyId)
  const files = Map.groupBy(await listKept(tx, survey.questionnaire.code), ({ importId }) => importId)

  return [...files].flatMap(([id, rows]) => {
    const [first] = rows
    if (!first) return []
    const years = rows.map(({ year }) => year)
    return {
      id,
      importedAt: first.importedAt,
      isOwn: first.accountId === actor.accountId,
      figures: rows.length,
      units: new Set(rows.map(({ unit }) => unit)).size,
      from: Math.min(...years),
      to: Math.max(...years),
      sources: [...new Set(rows.map(({ source }) => source))],
    }
  })
})
