/** "Om dine svar": the public page of a survey, in the answering app. */
export function aboutAddress(municipalityId: number, surveyId: string): string {
  return `/om/${municipalityId}/${surveyId}`
}
