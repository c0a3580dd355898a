import type { PublishedQuestionnaire } from '#database/questionnaire.ts'
import type { QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import type { RespondentLanguage } from '#domain/text/text.ts'
import { Problem } from '../problem.ts'

/** The questions in a language; refused where nobody has translated them, for half a form in each helps nobody. */
export function wordsOn({ texts }: Pick<PublishedQuestionnaire, 'texts'>, language: RespondentLanguage): QuestionnaireText {
  const text = texts[language]
  if (text === undefined) throw new Problem('form-not-translated')
  return text
}
