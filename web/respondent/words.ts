/** The words of the answering page, typed from the Danish file. Danish comes with the page; another language is fetched when it is chosen. */
import { withMunicipalityTitles } from '#domain/text/municipality-title.ts'
import danish from '#content/texts/respondent.da.json' with { type: 'json' }
import { languageNames, locales, type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'
import type { Voice } from '#domain/survey/voice.ts'
import type { FurtherKey } from './voices.ts'

/** A child in class is spoken to by the first file alone; the second has what others read instead of it, and their own pages. */
export type TextKey = keyof typeof danish | FurtherKey
export type Values = Readonly<Record<string, string | number>>
/** A text with its places filled: `t('where', { class: '5.B', institution: 'Åsum Skole' })`. */
export type Translate<Key extends string> = (key: Key, values?: Values) => string
export type T = Translate<TextKey>

/** In the order they are offered. */
export const offeredLanguages = respondentLanguages.map((code) => ({ code, name: languageNames[code] }))

/** Those that come when they are chosen. One that lacks a key does not compile. */
const others: Readonly<Record<Exclude<RespondentLanguage, 'da'>, () => Promise<{ readonly default: typeof danish }>>> = {
  en: () => import('#content/texts/respondent.en.json', { with: { type: 'json' } }),
  ar: () => import('#content/texts/respondent.ar.json', { with: { type: 'json' } }),
  uk: () => import('#content/texts/respondent.uk.json', { with: { type: 'json' } }),
}

/** Fills `{places}` from the values. A place without a value is left standing, where a tester sees it. */
export function translateWith<Key extends string>(texts: Readonly<Record<Key, string>>): Translate<Key> {
  return (key, values = {}) =>
    withMunicipalityTitles(texts[key].replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place)))
}

export const inDanish: T = translateWith<TextKey>(danish as Texts)

type Texts = Readonly<Record<TextKey, string>>

/** Before it is known whom a link is for. */
export const byLink: Voice = ['link.']

/** The words in a language, for somebody; rejects when they can't be fetched. */
export async function fetchWords(language: RespondentLanguage, voice: Voice = []): Promise<T> {
  const plain = language === 'da' ? danish : (await others[language]()).default
  const further = voice.length > 0 && (await import('./voices.ts'))
  return translateWith<TextKey>(further ? await further.textsFor(language, voice, plain) : (plain as Texts))
}

/** "4. december 2026" */
export function dayInWords(day: string, language: RespondentLanguage): string {
  const date = new Date(day)
  return `${date.toLocaleDateString(locales[language], { day: 'numeric', month: 'long', timeZone: 'UTC' })} ${date.getUTCFullYear()}`
}
