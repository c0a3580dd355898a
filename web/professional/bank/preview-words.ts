/** The words around a question as respondents meet them, in each language; fetched when somebody looks. */
import { useEffect, useState } from 'react'
import type { RespondentLanguage } from '#domain/text/text.ts'
import type { QuestionWords } from '../../design/question/question-props.ts'

type Texts = Readonly<Record<string, string>>

const catalogues: Readonly<Record<RespondentLanguage, () => Promise<{ readonly default: Texts }>>> = {
  da: () => import('#content/texts/respondent.da.json', { with: { type: 'json' } }),
  en: () => import('#content/texts/respondent.en.json', { with: { type: 'json' } }),
  ar: () => import('#content/texts/respondent.ar.json', { with: { type: 'json' } }),
  uk: () => import('#content/texts/respondent.uk.json', { with: { type: 'json' } }),
}

export type RespondentWords = QuestionWords & ((key: 'question.why', values?: undefined) => string)

/** The words of one language; undefined until they are there. */
export function useRespondentWords(language: RespondentLanguage): RespondentWords | undefined {
  const [loaded, setLoaded] = useState<Readonly<Partial<Record<RespondentLanguage, Texts>>>>({})
  const texts = loaded[language]
  useEffect(() => {
    if (texts) return
    void catalogues[language]().then((found) => setLoaded((before) => ({ ...before, [language]: found.default })))
  }, [language, texts])
  return texts && ((key, values = {}) => (texts[key] ?? key).replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place)))
}
