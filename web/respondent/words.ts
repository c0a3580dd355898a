/** The words of the answering page, typed from the Danish file. Danish comes with the page; another language is fetched when it is chosen. */
import danish from '#content/texts/respondent.da.json' with { type: 'json' }
import type { Language } from '#domain/text/text.ts'

export type TextKey = keyof typeof danish
export type Values = Readonly<Record<string, string | number>>
/** A text with its places filled: `t('where', { class: '5.B', institution: 'Åsum Skole' })`. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string
export type T = Translate<TextKey>

/** By their own names, in the order they are offered. */
export const languageNames = [
  { code: 'da', name: 'Dansk' },
  { code: 'en', name: 'English' },
] as const satisfies readonly { readonly code: Language; readonly name: string }[]

/** Fills `{places}` from the values. A place without a value is left standing, where a tester sees it. */
export function translateWith<Key extends string>(texts: Readonly<Record<Key, string>>): Translate<Key> {
  return (key, values = {}) => texts[key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

export const inDanish: T = translateWith(danish)

/** The words in a language; rejects when they can't be fetched. */
export async function fetchWords(language: Language): Promise<T> {
  if (language === 'da') return inDanish
  const { default: english } = await import('#content/texts/respondent.en.json', { with: { type: 'json' } })
  return translateWith<TextKey>(english)
}

/** "4. december 2026" */
export function dayInWords(day: string, language: Language): string {
  return new Date(day).toLocaleDateString(language === 'da' ? 'da-DK' : 'en-GB', {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
}
