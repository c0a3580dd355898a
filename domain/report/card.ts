/** What a report says of one question in one group: a figure, a rough one, or why there is none. */
import { type Band, type Figure, answersTo, bandsOf, favourableShare, figureOf } from './figure.ts'
import type { Share } from './difference.ts'
import { type Gap, judge } from './verdict.ts'
import { type SealedSums, subtractSum } from '../disclosure/sum.ts'
import { type ItemRule, bandsBelow, itemRules } from '../disclosure/thresholds.ts'
import { type Cell, codebook } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { type Level, type UnitKey, levels } from '../organisation/unit.ts'
import type { SurveyState } from '../survey/survey.ts'

/** A group with what is sealed of it. */
export type ReportedUnit = {
  readonly unit: UnitKey
  readonly level: Level
  readonly name: string
  /** Null while nothing is sealed, or released. */
  readonly sums: SealedSums | null
  /** Schools behind the sums from the municipality up; null within one school. */
  readonly schools: number | null
  /** Whether its answers have been through sealing at all. */
  readonly isSealed: boolean
}

export const comparisons = ['rest', 'municipality', 'region', 'country'] as const
export type ComparisonKind = (typeof comparisons)[number]

/** The other group, and what to call it. For `rest` the unit's own parent, whose other answers are meant. */
export type Comparison = { readonly with: ComparisonKind; readonly unit: ReportedUnit }

export type Card = {
  readonly item: string
  readonly theme: string
  readonly state: 'shown' | 'bands' | 'hidden'
  readonly figure: Figure | null
  readonly bands: { readonly n: number; readonly options: readonly { readonly option: string; readonly band: Band }[] } | null
  readonly split: { readonly female: Figure; readonly male: Figure; readonly covers: number } | null
  readonly comparison: { readonly with: ComparisonKind; readonly name: string; readonly figure: Figure; readonly gap: Gap | null } | null
  readonly hidden: {
    readonly reason: 'notSealedYet' | 'tooFew' | 'sealsAtClose' | 'neverAtThisLevel' | 'notReleased'
    readonly threshold: number
    readonly openAt: { readonly unit: UnitKey; readonly name: string } | null
  } | null
}

export type CardOptions = {
  readonly state: SurveyState
  readonly split: boolean
  readonly comparison: Comparison | null
  /** The units above, nearest first. */
  readonly above: readonly ReportedUnit[]
  /** Which items are wanted; the rest are not compared either. */
  readonly items: (item: Questionnaire['items'][number]) => boolean
}

/** Below this share of the answers a split by sex would stand for the few, and is left out. */
const leastCovered = 0.5

/** The cards of a group, in the questionnaire's order. Comparisons are judged all together (`verdict.ts`). */
export function cardsOf(questionnaire: Questionnaire, unit: ReportedUnit, options: CardOptions): readonly Card[] {
  const book: Book = { rules: itemRules(questionnaire), cells: codebook(questionnaire).cells }
  const cells = book.cells.filter(({ item }) => options.items(item))
  const compared = cells.map((cell) => compare(book, unit, cell, options.comparison))
  const judged = judge(compared.flatMap((one) => (one?.shares ? [one.shares] : [])))[Symbol.iterator]()
  return cells.map((cell, index): Card => {
    const state = stateOf(book, unit.sums, cell)
    const empty = {
      item: cell.item.code,
      theme: cell.item.theme,
      state,
      figure: null,
      bands: null,
      split: null,
      comparison: null,
      hidden: null,
    }
    if (unit.sums === null || state === 'hidden') return { ...empty, hidden: whyHidden(book, unit, cell, options) }
    if (state === 'bands') return { ...empty, bands: { n: answersTo(unit.sums.all, cell), options: bandsOf(unit.sums.all, cell) } }
    const other = compared[index]
    return {
      ...empty,
      figure: figureOf(unit.sums.all, cell, unit.schools),
      split: options.split ? splitOf(book, unit, cell) : null,
      comparison: other
        ? {
            with: other.with,
            name: other.name,
            figure: other.figure,
            gap: other.shares === null ? null : rounded(judged.next().value as Gap, other.shares),
          }
        : null,
    }
  })
}

/** Whether any question is open in a group. */
export function isOpen(questionnaire: Questionnaire, sums: SealedSums | null): boolean {
  return sums !== null && codebook(questionnaire).cells.some((cell) => answersTo(sums.all, cell) > 0)
}

type Book = { readonly rules: readonly ItemRule[]; readonly cells: readonly Cell[] }

/**
 * Sealing has already decided what may be published; this decides how it is put.
 *
 * - A question that is not open is in rough bands below twenty answers, at any level: a year group may be one
 *   class. The bands are a courtesy on top of the atoms, which are safe from ten; they keep the exact counts of
 *   a handful from being read out in a staff room.
 * - A follow-up is no plainer than the question it hangs on, for how many were asked is that question's figure.
 */
function stateOf({ rules, cells }: Book, sums: Pick<SealedSums, 'all'> | null, cell: Cell): Card['state'] {
  if (sums === null) return 'hidden'
  const plainness = (place: number): Card['state'] => {
    const n = answersTo(sums.all, cells[place] as Cell)
    if (n === 0) return 'hidden'
    return rules[place]?.questionClass !== 'open' && n < bandsBelow ? 'bands' : 'shown'
  }
  const isPlain = (rules[cell.place] as ItemRule).ancestors.every((ancestor) => plainness(ancestor) === 'shown')
  return isPlain ? plainness(cell.place) : 'hidden'
}

function splitOf(book: Book, { sums, schools }: ReportedUnit, cell: Cell): Card['split'] {
  if (!sums?.female || !sums.male) return null
  const { all, female, male } = sums
  if (stateOf(book, { all: female }, cell) !== 'shown' || stateOf(book, { all: male }, cell) !== 'shown') return null
  const covers = (answersTo(female, cell) + answersTo(male, cell)) / answersTo(all, cell)
  if (covers < leastCovered) return null
  return { female: figureOf(female, cell, schools), male: figureOf(male, cell, schools), covers: Math.round(covers * 100) }
}

type Compared = Pick<NonNullable<Card['comparison']>, 'with' | 'name' | 'figure'> & {
  readonly shares: { readonly own: Share; readonly other: Share } | null
}

/** The other group's figure, where both are shown as they are. */
function compare(book: Book, unit: ReportedUnit, cell: Cell, comparison: Comparison | null): Compared | null {
  if (comparison === null || unit.sums === null || comparison.unit.sums === null) return null
  const isRest = comparison.with === 'rest'
  const all = isRest ? subtractSum(comparison.unit.sums.all, unit.sums.all) : comparison.unit.sums.all
  const schools = isRest && comparison.unit.schools !== null ? comparison.unit.schools - (unit.schools ?? 1) : comparison.unit.schools
  if (stateOf(book, unit.sums, cell) !== 'shown' || stateOf(book, { all }, cell) !== 'shown') return null
  if (answersTo(all, cell) < (book.rules[cell.place] as ItemRule).minimum) return null
  const own = favourableShare(unit.sums.all, cell, unit.schools)
  const other = favourableShare(all, cell, schools)
  return { with: comparison.with, name: comparison.unit.name, figure: figureOf(all, cell, schools), shares: own && other && { own, other } }
}

/** Points as percent are: whole where either group is below a hundred answers. */
function rounded({ points, low, high, verdict }: Gap, { own, other }: { readonly own: Share; readonly other: Share }): Gap {
  const round = (number: number) => (Math.min(own.n, other.n) < 100 ? Math.round(number) : Math.round(number * 10) / 10)
  return { points: round(points), low: round(low), high: round(high), verdict }
}

function whyHidden(
  book: Book,
  { level, sums, isSealed }: ReportedUnit,
  cell: Cell,
  { state, above }: CardOptions,
): NonNullable<Card['hidden']> {
  const rule = book.rules[cell.place] as ItemRule
  const open = above.find((unit) => stateOf(book, unit.sums, cell) !== 'hidden')
  const openAt = open === undefined ? null : { unit: open.unit, name: open.name }
  const answer = (reason: NonNullable<Card['hidden']>['reason'], threshold: number = rule.minimum) => ({ reason, threshold, openAt })
  if (level === 'region' || level === 'country') return answer('notReleased')
  if (levels.indexOf(level) < levels.indexOf(rule.lowestLevel)) return answer('neverAtThisLevel')
  if (sums !== null && answersTo(sums.all, cell) > 0) return answer('tooFew', bandsBelow)
  if (rule.questionClass === 'highlySensitive' && state !== 'sealed') return answer('sealsAtClose')
  return answer(isSealed || state === 'sealed' ? 'tooFew' : 'notSealedYet')
}
