/** Which language a questionnaire is read in. */
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import type { QuestionnaireText, QuestionnaireTexts } from './questionnaire.ts'

export type Wording = { readonly language: RespondentLanguage; readonly text: QuestionnaireText }

/** The wording in that language; in Danish where nobody has translated it, which is said with it: a page is marked by what it is in. */
export function wordingIn(texts: QuestionnaireTexts, language: RespondentLanguage): Wording {
  const text = texts[language]
  return text ? { language, text } : { language: 'da', text: texts.da }
}

/** The languages something is wholly there in, in the order they are offered. */
export function languagesOf(texts: Readonly<Partial<Record<RespondentLanguage, unknown>>>): readonly RespondentLanguage[] {
  return respondentLanguages.filter((language) => texts[language] !== undefined)
}
