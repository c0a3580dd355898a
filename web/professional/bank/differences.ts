/** What differs between two contents of a question, field by field. */
import { type BankContent, fieldsOf, wordsAt } from '#domain/questionnaire/bank.ts'
import { type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'

export type Difference = { readonly field: string; readonly language?: RespondentLanguage; readonly before: string; readonly after: string }

const structural = ['kind', 'theme', 'class', 'options', 'favourable', 'meant'] as const
export type Structural = (typeof structural)[number]

/** Words in every language, then structure. `structure` says each part in words of the screen. */
export function differences(
  before: BankContent,
  after: BankContent,
  structure: (part: Structural, content: BankContent) => string,
): readonly Difference[] {
  const fields = [...new Set([...fieldsOf(after.item), ...fieldsOf(before.item)])]
  const words = respondentLanguages.flatMap((language) =>
    fields.flatMap((field): readonly Difference[] => {
      const [one, other] = [wordsAt(before.texts[language], field), wordsAt(after.texts[language], field)]
      return one === other ? [] : [{ field, language, before: one, after: other }]
    }),
  )
  const parts = structural.flatMap((field): readonly Difference[] => {
    const [one, other] = [structure(field, before), structure(field, after)]
    return one === other ? [] : [{ field, before: one, after: other }]
  })
  return [...parts, ...words]
}
