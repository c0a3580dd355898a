/**
 * Finding sheets by words, in Danish or English, as people type them: other endings ("søvnen"), other letters
 * ("soevn", "sovn"), a slip of the finger ("mobing"), and compounds both ways ("søvnproblemer" finds "søvn").
 * A catalogue is some hundred sheets, so it is read through each time; no index can lag behind.
 */
import { type Language, languages } from '../text/text.ts'
import { type PublishedSheet, type Sheet, type SheetText, wordsOfSheet } from './sheet.ts'

/** How much a hit in each part counts. The title says most. */
const weights = {
  title: 8,
  summary: 3,
  aim: 3,
  activities: 2,
  family: 2,
  provider: 2,
  evidence: 1,
  materials: 1,
} as const satisfies Partial<Record<keyof SheetText, number>>
const themeWeight = 6

/** How alike a word sought and a word found are. Below `likeEnough` they are different words. */
const sameWord = 1
const sameBeginning = 0.7
const partOfCompound = 0.6
const slipOfTheFinger = 0.5
/** A stem shorter than this is in too many words to say anything. */
const shortestPart = 4

/** What a theme is called in each language, for the search: sheets carry only the code. */
export type ThemeNames = Readonly<Record<Language, Readonly<Record<string, string>>>>

export type Found = PublishedSheet & { readonly weight: number }

/**
 * Sheets that every sought word is found in, best first; sheets alike stand by title. An empty search finds all,
 * by title.
 */
export function searchSheets(sheets: readonly PublishedSheet[], sought: string, names: ThemeNames): readonly Found[] {
  const words = wordsIn(sought).map(stem)
  return sheets
    .map((published) => ({ ...published, weight: weigh(published.sheet, words, names) }))
    .filter(({ weight }) => words.length === 0 || weight > 0)
    .toSorted((left, right) => right.weight - left.weight || byTitle(left, right))
}

function byTitle(left: PublishedSheet, right: PublishedSheet): number {
  const [one, other] = [left.sheet.texts.da.title, right.sheet.texts.da.title]
  return one === other ? (left.code < right.code ? -1 : 1) : one < other ? -1 : 1
}

function weigh(sheet: Sheet, sought: readonly string[], names: ThemeNames): number {
  const parts = languages.flatMap((language) => {
    const text = wordsOfSheet(sheet, language)
    return [
      ...Object.entries(weights).map(([word, weight]) => ({ weight, stems: stemsOf(text[word as keyof SheetText]) })),
      { weight: themeWeight, stems: stemsOf(sheet.themes.map((theme) => names[language][theme] ?? '').join(' ')) },
    ]
  })
  let sum = 0
  for (const word of sought) {
    const best = Math.max(0, ...parts.map(({ weight, stems }) => weight * Math.max(0, ...stems.map((found) => likeness(word, found)))))
    if (best === 0) return 0
    sum += best
  }
  return sum
}

const remembered = new Map<string, readonly string[]>()
const rememberedAtMost = 20_000

/** The stems of a text, each once. Remembered, because the same sheets are read through at every search. */
function stemsOf(text: string): readonly string[] {
  const known = remembered.get(text)
  if (known !== undefined) return known
  const stems = [...new Set(wordsIn(text).map(stem))]
  if (remembered.size >= rememberedAtMost) remembered.clear()
  remembered.set(text, stems)
  return stems
}

/** Words of two letters or more, in the letters a search compares by. Little words that say nothing are left out. */
export function wordsIn(text: string): readonly string[] {
  return fold(text)
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 1 && !littleWords.has(word))
}

const littleWords = new Set(
  'og i at det er en et den til for med de der som paa af om fra ved kan har skal vil ikke eller hvor hvad naar jeg vi du man deres the of and to in an is for with on that are or by as it be'.split(
    ' ',
  ),
)

/** Small letters, with one way of writing æ, ø and å, whichever way they were typed: "Sø", "soe" and "so" are the same. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replace(/aa+/g, 'a')
    .replace(/ae+/g, 'e')
    .replace(/oe+/g, 'o')
}

/** Endings that only bend a Danish or English word, longest first (after Snowball's Danish stemmer, step 1). */
const endings =
  'erendes erende hedens erede ethed ernes erens erets heden heder endes erer ende enes eres eren erne erner eret heds hed ene ens ere ers ets ing er es et en s e'.split(
    ' ',
  )

/** The part of a folded word that stays when it bends. Never shorter than three letters. */
export function stem(word: string): string {
  const ending = endings.find((one) => word.endsWith(one) && word.length - one.length >= 3)
  const bare = ending === undefined ? word : word.slice(0, -ending.length)
  // "venner" and "ven", "mobbe" and "mobning": a doubled consonant at the end is one.
  return /([bdfgklmnprst])\1$/.test(bare) && bare.length > 3 ? bare.slice(0, -1) : bare
}

/** 0 to 1: how likely it is that somebody who typed the one meant the other. Both are stems. */
export function likeness(sought: string, found: string): number {
  if (sought === found) return sameWord
  if (sought.length >= 3 && found.startsWith(sought)) return sameBeginning
  if (found.length >= shortestPart && (sought.startsWith(found) || sought.endsWith(found))) return partOfCompound
  if (sought.length >= shortestPart && found.endsWith(sought)) return partOfCompound
  const allowed = sought.length >= 8 ? 2 : sought.length >= 5 ? 1 : 0
  return allowed > 0 && isWithin(sought, found, allowed) ? slipOfTheFinger : 0
}

/** Can the one be typed as the other with at most so many letters wrong, missing, added or swapped (Damerau 1964)? */
function isWithin(one: string, other: string, most: number): boolean {
  if (Math.abs(one.length - other.length) > most || one[0] !== other[0]) return false
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let row = 1; row <= one.length; row++) {
    const next = [row]
    for (let at = 1; at <= other.length; at++) {
      const isSame = one[row - 1] === other[at - 1]
      let least = Math.min((last[at] ?? 0) + 1, (next[at - 1] ?? 0) + 1, (last[at - 1] ?? 0) + (isSame ? 0 : 1))
      if (row > 1 && at > 1 && one[row - 1] === other[at - 2] && one[row - 2] === other[at - 1])
        least = Math.min(least, (before[at - 2] ?? 0) + 1)
      next.push(least)
    }
    before = last
    last = next
  }
  return (last[other.length] ?? most + 1) <= most
}
