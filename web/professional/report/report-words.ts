/** A report's own sentences in the language of the page. */
import type { ReportWords } from '#domain/report/report-words.ts'
import { useWords } from '../language.tsx'
import type { CountedKey, TextKey } from '../wording.ts'

export function useReportWords(): ReportWords {
  const { language, t, counted, percent, list } = useWords()
  return {
    language,
    // The keys are held by the house's test on texts, and by the reading's own on each card.
    t: (key, values) => t(key as TextKey, values),
    counted: (key, count, values) => counted(key as CountedKey, count, values),
    percent,
    list,
  }
}
