/** The words of what is kept where: apart, for hardly anybody reads them. */
import danish from '#content/texts/keeping.da.json' with { type: 'json' }
import type { RespondentLanguage } from '#domain/text/text.ts'
import { translateWith, type Translate } from '../words.ts'

type Texts = typeof danish
export type KeepingT = Translate<keyof Texts>

const others: Readonly<Record<Exclude<RespondentLanguage, 'da'>, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('#content/texts/keeping.en.json', { with: { type: 'json' } }),
  ar: () => import('#content/texts/keeping.ar.json', { with: { type: 'json' } }),
  uk: () => import('#content/texts/keeping.uk.json', { with: { type: 'json' } }),
}

export async function wordsIn(language: RespondentLanguage): Promise<KeepingT> {
  return translateWith<keyof Texts>(language === 'da' ? danish : (await others[language]()).default)
}
