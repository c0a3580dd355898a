/** A survey as the contract shows it. */
import type { Survey as SurveyView } from '#api/survey.ts'
import type { Survey } from '#domain/survey/survey.ts'

export function surveyView({ municipalityId: _, ...survey }: Survey): SurveyView {
  return { ...survey, grades: [...survey.grades], institutionIds: [...survey.institutionIds] }
}
