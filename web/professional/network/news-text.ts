import type { NewsItem } from '#api/network.ts'
import { useWords } from '../language.tsx'

/** A piece of news in the reader's language where it is written in it; else in Danish, and marked as such. */
export function useNewsText({ texts }: Pick<NewsItem, 'texts'>) {
  const { language } = useWords()
  return language === 'en' && texts.en !== null ? { ...texts.en, language } : { ...texts.da, language: 'da' as const }
}
