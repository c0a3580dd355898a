import { exportQuestionnaire } from '#api/questionnaire.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { exportFhir } from '#domain/questionnaire/fhir-export.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerExportQuestionnaire = handle(exportQuestionnaire, async ({ tx, params }) => {
  const found = await findQuestionnaire(tx, params.code, params.version)
  if (!found) throw new Problem('not-found')
  const { resource, notCarried } = exportFhir(found.questionnaire, found.texts)
  return { resource: { ...resource }, notCarried: [...notCarried] }
})
