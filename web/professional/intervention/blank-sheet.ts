/** A sheet with nothing in it yet. */
import { type Sheet, type SheetText, sheetWords } from '#domain/intervention/sheet.ts'

function noWords(provider: string): SheetText {
  return { ...(Object.fromEntries(sheetWords.map((word) => [word, ''])) as SheetText), provider }
}

export function blankSheet(today: string): Sheet {
  return {
    kind: 'intervention',
    isExample: false,
    themes: [],
    ages: { from: 6, to: 16 },
    informants: [],
    target: 'universal',
    levels: [],
    settings: [],
    evidence: 'notStudied',
    cost: 'free',
    languages: ['da'],
    link: '',
    contact: '',
    reviewedOn: today,
    texts: { da: noWords(''), en: noWords('') },
  }
}
