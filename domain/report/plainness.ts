/** How plainly a group's question is told: exactly, in rough bands, or not at all; and whether of girls and of boys apart. */
import { answersTo } from './figure.ts'
import type { SealedSum, SealedSums } from '../disclosure/sum.ts'
import { bandsBelow, type ItemRule, itemRules } from '../disclosure/thresholds.ts'
import { type Cell, codebook } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

/** A questionnaire with its rules and places. */
export type Book = { readonly questionnaire: Questionnaire; readonly rules: readonly ItemRule[]; readonly cells: readonly Cell[] }

export function bookOf(questionnaire: Questionnaire): Book {
  return { questionnaire, rules: itemRules(questionnaire), cells: codebook(questionnaire).cells }
}

export type Plainness = 'shown' | 'bands' | 'hidden'

/**
 * Sealing has already decided what may be published; this decides how it is put.
 *
 * - A question that is not open is in rough bands below twenty answers, at any level: a year group may be one
 *   class. The bands are a courtesy on top of the atoms, which are safe from ten; they keep the exact counts of
 *   a handful from being read out in a staff room.
 * - A follow-up is no plainer than the question it hangs on, for how many were asked is that question's figure.
 */
export function stateOf({ rules, cells }: Book, sums: Pick<SealedSums, 'all'> | null, cell: Cell): Plainness {
  if (sums === null) return 'hidden'
  const plainness = (place: number): Plainness => {
    const at = cells.find((other) => other.place === place)
    const n = at === undefined ? 0 : answersTo(sums.all, at)
    if (n === 0) return 'hidden'
    return rules[place]?.questionClass !== 'open' && n < bandsBelow ? 'bands' : 'shown'
  }
  const isPlain = (rules[cell.place] as ItemRule).ancestors.every((ancestor) => plainness(ancestor) === 'shown')
  return isPlain ? plainness(cell.place) : 'hidden'
}

/** Below this share of the answers a split by sex would stand for the few, and is left out. */
const leastCovered = 0.5

/** Girls and boys of a question, where a report of the group tells of them apart; `covers` is their share of the answers, 0 to 1. */
export function partedBySex(
  book: Book,
  sums: SealedSums | null,
  cell: Cell,
): { readonly female: SealedSum; readonly male: SealedSum; readonly covers: number } | null {
  if (!sums?.female || !sums.male) return null
  const { all, female, male } = sums
  if (![all, female, male].every((sum) => stateOf(book, { all: sum }, cell) === 'shown')) return null
  const covers = (answersTo(female, cell) + answersTo(male, cell)) / answersTo(all, cell)
  return covers < leastCovered ? null : { female, male, covers }
}
