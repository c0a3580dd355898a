/** The words of the private screen and the pause: they come with the part that shows them. */
import { useEffect, useState } from 'react'
import danish from '#content/texts/screen.da.json' with { type: 'json' }
import type { RespondentLanguage } from '#domain/text/text.ts'
import { translateWith, type Translate } from '../words.ts'

type Texts = typeof danish
export type ScreenT = Translate<keyof Texts>

const others: Readonly<Record<Exclude<RespondentLanguage, 'da'>, () => Promise<{ readonly default: Texts }>>> = {
  en: () => import('#content/texts/screen.en.json', { with: { type: 'json' } }),
  ar: () => import('#content/texts/screen.ar.json', { with: { type: 'json' } }),
  uk: () => import('#content/texts/screen.uk.json', { with: { type: 'json' } }),
}

const inDanish: ScreenT = translateWith<keyof Texts>(danish)

/** Danish until the others have come. */
export function useScreenWords(language: RespondentLanguage): ScreenT {
  const [t, setT] = useState<ScreenT>(() => inDanish)
  useEffect(() => {
    let isWanted = true
    const tell = (texts: Texts) => isWanted && setT(() => translateWith<keyof Texts>(texts))
    if (language === 'da') tell(danish)
    else
      others[language]().then(
        (come) => tell(come.default),
        () => undefined,
      )
    return () => void (isWanted = false)
  }, [language])
  return t
}
