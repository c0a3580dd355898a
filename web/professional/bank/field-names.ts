/** What the parts of a question are called on the screen. */
import type { BankContent } from '#domain/questionnaire/bank.ts'
import { useWords } from '../language.tsx'

/** Names a field: "Spørgsmålet", or an answer by its place: "Svar 2". */
export function useFieldName(item: BankContent['item']) {
  const { t, named } = useWords()
  return (field: string): string => {
    if (!field.startsWith('options.')) return named('bank.field', field) ?? field
    const place = item.options.indexOf(field.slice('options.'.length))
    return t('bank.field.option', { number: String(place + 1) })
  }
}
