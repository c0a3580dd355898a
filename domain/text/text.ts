/** Words in the languages a person may meet them in. */

/** What every word of ours is written in. Danish comes first. */
export type Language = 'da' | 'en'

export const languages = ['da', 'en'] as const satisfies readonly Language[]

/** What a respondent may be asked in: ours, and what the families of a municipality read besides. */
export const respondentLanguages = ['da', 'en', 'ar', 'uk'] as const satisfies readonly (Language | string)[]
export type RespondentLanguage = (typeof respondentLanguages)[number]

/** By their own names: whoever looks for theirs need not read ours. */
export const languageNames = { da: 'Dansk', en: 'English', ar: 'العربية', uk: 'Українська' } as const satisfies Readonly<
  Record<RespondentLanguage, string>
>

/** For `Intl`. Arabic with the digits that stand on everything else in Denmark. */
export const locales = { da: 'da-DK', en: 'en-GB', ar: 'ar-u-nu-latn', uk: 'uk-UA' } as const satisfies Readonly<
  Record<RespondentLanguage, string>
>

/** Which way its lines run. */
export function directionOf(language: RespondentLanguage): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}
