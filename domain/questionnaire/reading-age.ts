/** How hard a questionnaire is to read, in figures that two versions can be held beside each other by. */
import { lix, words } from '../text/readability.ts'
import type { ItemText, QuestionnaireText } from './questionnaire.ts'

/** What of an item is read as running text. */
export const readParts = ['question', 'help', 'why', 'use'] as const
export type ReadPart = (typeof readParts)[number]

export type ReadingAge = {
  /** LIX (Björnsson 1968) of all of one part together; below 25 a children's book, 25-34 easy, 45 and above hard. */
  readonly lix: Readonly<Record<ReadPart, number>>
  /** The longest sentence of all, and how many words it has. */
  readonly longest: { readonly sentence: string; readonly words: number }
}

/** Of the Danish text, which LIX is made for. */
export function readingAge({ items }: Pick<QuestionnaireText, 'items'>): ReadingAge {
  const texts = Object.values(items)
  const all = (part: ReadPart) => texts.map((text: ItemText) => text[part] ?? '').join(' ')
  const sentences = readParts.flatMap((part) => texts.flatMap((text) => (text[part] ?? '').split(/(?<=[.?!])\s+/)))
  const longest = sentences.reduce((most, one) => (words(one).length > words(most).length ? one : most), '')
  return {
    lix: { question: lix(all('question')), help: lix(all('help')), why: lix(all('why')), use: lix(all('use')) },
    longest: { sentence: longest, words: words(longest).length },
  }
}

/** "mellemtrin 1.1: LIX questions 21.7, help 18.8, why 16.0, use 19.6; longest sentence 18 words". */
export function readingLine(code: string, version: string, { lix: level, longest }: ReadingAge): string {
  const figure = (part: ReadPart) => level[part].toFixed(1)
  return `${code} ${version}: LIX questions ${figure('question')}, help ${figure('help')}, why ${figure('why')}, use ${figure('use')}; longest sentence ${longest.words} words: ${longest.sentence}`
}
