/** Which language a questionnaire is read in. */
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import type { QuestionnaireText, WordsThereAre } from './questionnaire.ts'

export type Wording = { readonly language: RespondentLanguage; readonly text: QuestionnaireText }

/**
 * The wording in that language; where nobody has translated it in Danish, or in the first there is. Which one is said with it: a page
 * is marked by what it is in.
 */
export function wordingIn(texts: WordsThereAre, language: RespondentLanguage): Wording {
  for (const one of [language, ...respondentLanguages]) {
    const text = texts[one]
    if (text) return { language: one, text }
  }
  throw new Error('a questionnaire without words')
}

/** The languages something is wholly there in, in the order they are offered. */
export function languagesOf(texts: Readonly<Partial<Record<RespondentLanguage, unknown>>>): readonly RespondentLanguage[] {
  return respondentLanguages.filter((language) => texts[language] !== undefined)
}
