/** The language a person reads the professional side in; remembered as long as the tab is open. */
import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react'
import { type Language, languages } from '#domain/text/text.ts'
import { type Catalogue, danish, type Words, wordsOf } from './wording.ts'

const remembered = 'language'

type Chosen = { readonly words: Words; readonly choose: (language: Language) => void }

const LanguageContext = createContext<Chosen | null>(null)

/** Danish comes with the page; English is fetched by those who choose it. */
async function catalogueOf(language: Language): Promise<Catalogue> {
  return language === 'da' ? danish : (await import('./english.ts')).english
}

export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => languages.find((known) => known === sessionStorage.getItem(remembered)) ?? 'da')
  const [loaded, setLoaded] = useState<{ language: Language; catalogue: Catalogue }>({ language: 'da', catalogue: danish })

  useEffect(() => {
    let isCurrent = true
    void catalogueOf(language).then((catalogue) => {
      if (isCurrent) setLoaded({ language, catalogue })
    })
    return () => {
      isCurrent = false
    }
  }, [language])

  useEffect(() => {
    document.documentElement.lang = loaded.language
  }, [loaded.language])

  const chosen = useMemo(
    () => ({
      words: wordsOf(loaded.language, loaded.catalogue),
      choose(next: Language) {
        sessionStorage.setItem(remembered, next)
        setLanguage(next)
      },
    }),
    [loaded],
  )
  return <LanguageContext value={chosen}>{children}</LanguageContext>
}

export function useLanguage(): Chosen {
  const chosen = useContext(LanguageContext)
  if (!chosen) throw new Error('useLanguage stands outside LanguageProvider')
  return chosen
}

/** The words of the chosen language. */
export function useWords(): Words {
  return useLanguage().words
}
