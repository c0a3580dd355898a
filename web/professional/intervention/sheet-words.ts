/** How facts of a sheet are said. */
import type { SheetCard } from '#api/intervention.ts'
import type { AgeRange } from '#domain/intervention/sheet.ts'
import { useWords } from '../language.tsx'
import { addresses } from '../shell/navigation.ts'

export function sheetAddress(code: string): string {
  return `${addresses.intervention}/${code}`
}

export function useSheetWords() {
  const { t, language } = useWords()
  return {
    ages: ({ from, to }: AgeRange) => t('intervention.ages', { from, to }),
    titleOf: ({ texts }: Pick<SheetCard, 'texts'>) => texts[language].title,
  }
}
