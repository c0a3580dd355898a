/** What of a sheet a card shows, as it goes over the wire. */
import type { SheetCard } from '#api/intervention.ts'
import { type PublishedSheet, wordsOfSheet } from '#domain/intervention/sheet.ts'

export function sheetCard({ code, sheet }: PublishedSheet): SheetCard {
  const { contact: _, informants: __, settings: ___, languages: ____, texts: _____, ...rest } = sheet
  const words = (language: 'da' | 'en') => {
    const { title, provider, summary } = wordsOfSheet(sheet, language)
    return { title, provider, summary }
  }
  return { ...rest, themes: [...rest.themes], levels: [...rest.levels], code, texts: { da: words('da'), en: words('en') } }
}
