import type { RespondentLanguage } from '#domain/text/text.ts'

/** Where the letters of a class lie, or one child's: a PDF that the browser shows. */
export function lettersAddress(surveyId: string, classId: string, pupilId?: string, language: 'da' | 'en' = 'da'): string {
  const query = new URLSearchParams({ classId, language, ...(pupilId === undefined ? {} : { pupilId }) })
  return `/api/v1/surveys/${surveyId}/letters?${query}`
}

/** Where the letters lie by which the families of a class may say no. */
export function optOutLettersAddress(surveyId: string, classId: string, language: 'da' | 'en' = 'da'): string {
  return `/api/v1/surveys/${surveyId}/opt-out-letters?${new URLSearchParams({ classId, language })}`
}

/** Where the information letter of a survey is fetched, in the reader's language. */
export function informationLetterAddress(surveyId: string, language: RespondentLanguage): string {
  return `/api/v1/surveys/${encodeURIComponent(surveyId)}/information-letter?language=${language}`
}
