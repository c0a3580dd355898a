/** What a report says of one question in one group: a figure, a rough one, or why there is none. */
import { type Apart, comparedShare } from './clustering.ts'
import { type Band, type Figure, type FigureOf, answersTo, bandsOf, favourableCount, figureOf, otherSchools } from './figure.ts'
import type { Share } from './difference.ts'
import { isSameSeries } from './earlier.ts'
import { type Turnout, responseBand, restOf } from './response-band.ts'
import { type Book, bookOf, partedBySex, stateOf } from './plainness.ts'
import { percentDecimals, roundTo } from './precision.ts'
import type { UnitName } from './unit-name.ts'
import { type Gap, judge } from './verdict.ts'
import type { ToldWeighted } from './weighting.ts'
import { type UnitMoments, favourableMoments } from '../disclosure/moments.ts'
import { type SealedSum, type SealedSums, subtractSum } from '../disclosure/sum.ts'
import { type ItemRule, bandsBelow, mayStandAt } from '../disclosure/thresholds.ts'
import { type Cell, codebook } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { type Level, type UnitKey, levels } from '../organisation/unit.ts'
import type { SurveyState } from '../survey/survey.ts'

/** A group with what is sealed of it. */
export type ReportedUnit = UnitName & {
  readonly unit: UnitKey
  /** Null while nothing is sealed, or released. */
  readonly sums: SealedSums | null
  /** How much schools differ (`disclosure/moments.ts`), from the municipality up; null within one, and of older figures. */
  readonly moments?: UnitMoments | null
  /** Schools behind the sums from the municipality up; null within one school. */
  readonly schools: number | null
  /** Who was asked and who answered; left out where nobody knows. Below 40 % there are no comparisons. */
  readonly turnout?: Turnout | null
  /** Whether its answers have been through sealing at all. */
  readonly isSealed: boolean
}

export const comparisons = ['rest', 'municipality', 'similar', 'region', 'newRegion', 'country', 'earlier'] as const
export type ComparisonKind = (typeof comparisons)[number]

/** The other group, and what to call it. For `rest` the unit's own parent, whose other answers are meant. */
export type Comparison = {
  readonly with: ComparisonKind
  readonly unit: ReportedUnit
  /** For `earlier`: what was asked then, and in which school year. */
  readonly earlier?: { readonly questionnaire: Questionnaire; readonly schoolYear: number }
  /** Codes of items that this municipality has added, and that nobody else is known to ask. */
  readonly own?: ReadonlySet<string>
}

/** Why a question has no comparison although one was asked for. */
export type Uncompared = 'tooFew' | 'break' | 'newQuestion' | 'ownQuestion' | 'lowResponse'

export type Card = {
  readonly item: string
  readonly theme: string
  readonly state: 'shown' | 'bands' | 'hidden'
  readonly figure: Figure | null
  readonly bands: { readonly n: number; readonly options: readonly { readonly option: string; readonly band: Band }[] } | null
  /** `gap`: how much higher girls are than boys; null without a favourable side. */
  readonly split: { readonly female: Figure; readonly male: Figure; readonly covers: number; readonly gap: Gap | null } | null
  readonly comparison: {
    readonly with: ComparisonKind
    readonly of: UnitName
    /** Of an earlier wave. */
    readonly schoolYear: number | null
    readonly figure: Figure
    readonly gap: Gap | null
  } | null
  readonly uncompared: Uncompared | null
  /** Of a municipality, where weighting changes something (`weighted-cards.ts`). */
  readonly weighted?: ToldWeighted | null
  readonly hidden: {
    readonly reason: 'notSealedYet' | 'tooFew' | 'sealsAtClose' | 'neverAtThisLevel' | 'notReleased'
    readonly threshold: number
    readonly openAt: (UnitName & { readonly unit: UnitKey }) | null
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

/**
 * The cards of a group, in the questionnaire's order. All gaps of the report, to the other group and between
 * girls and boys, are one family and judged together (`verdict.ts`).
 */
export function cardsOf(questionnaire: Questionnaire, unit: ReportedUnit, options: CardOptions): readonly Card[] {
  const book = bookOf(questionnaire)
  const cells = book.cells.filter(({ item }) => options.items(item))
  const other = options.comparison && otherGroup(book, unit, options.comparison, options.state)
  const compared = cells.map((cell) => other && compare(book, unit, cell, other))
  const splits = cells.map((cell) => (options.split ? splitOf(book, unit, cell) : null))
  const judged = judge([...compared, ...splits].flatMap((one) => (typeof one === 'object' && one?.shares ? [one.shares] : [])))
  const gaps = judged[Symbol.iterator]()
  const gapOf = (shares: Shares | null) => (shares === null ? null : rounded(gaps.next().value as Gap, shares, unit.level))
  // In the order they were judged: first all comparisons, then all splits.
  const comparisonGaps = compared.map((one) => (typeof one === 'object' ? gapOf(one?.shares ?? null) : null))
  const splitGaps = splits.map((one) => gapOf(one?.shares ?? null))

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
      uncompared: null,
      hidden: null,
    }
    if (unit.sums === null || state === 'hidden') return { ...empty, hidden: whyHidden(book, unit, cell, options) }
    if (state === 'bands') return { ...empty, bands: { n: answersTo(unit.sums.all, cell), options: bandsOf(unit.sums.all, cell) } }
    const [other, split] = [compared[index] ?? null, splits[index] ?? null]
    return {
      ...empty,
      figure: figureOf(unit.sums.all, cell, ofSex(unit, 'all')),
      split: split && { female: split.female, male: split.male, covers: split.covers, gap: splitGaps[index] ?? null },
      comparison:
        other === null || typeof other === 'string'
          ? null
          : { with: other.with, of: other.of, schoolYear: other.schoolYear, figure: other.figure, gap: comparisonGaps[index] ?? null },
      uncompared: typeof other === 'string' ? other : null,
    }
  })
}

/** How many gaps a report has tried: the family that chance is held down in. */
export function comparedIn(cards: readonly Pick<Card, 'comparison' | 'split'>[]): number {
  return cards.reduce((sum, { comparison, split }) => sum + (comparison?.gap ? 1 : 0) + (split?.gap ? 1 : 0), 0)
}

/** Whether any question is open in a group. */
export function isOpen(questionnaire: Questionnaire, sums: SealedSums | null): boolean {
  return sums !== null && codebook(questionnaire).cells.some((cell) => answersTo(sums.all, cell) > 0)
}

type Shares = { readonly own: Share; readonly other: Share }

type Split = Omit<NonNullable<Card['split']>, 'gap'> & { readonly shares: Shares | null }

function splitOf(book: Book, unit: ReportedUnit, cell: Cell): Split | null {
  const parted = partedBySex(book, unit.sums, cell)
  if (parted === null) return null
  const { female, male, covers } = parted
  // Girls and boys sit in the same classes: what school and class do, they do to both.
  const share = (sum: SealedSum) => shareOf(sum, cell, 'pupils', { schools: null, moments: null })
  return {
    female: figureOf(female, cell, ofSex(unit, 'female')),
    male: figureOf(male, cell, ofSex(unit, 'male')),
    covers: Math.round(covers * 100),
    shares: sharesOf(share(female), share(male)),
  }
}

type Compared = Omit<NonNullable<Card['comparison']>, 'gap'> & { readonly shares: Shares | null }

/** The other group, made once for all its questions. */
type OtherGroup = {
  readonly comparison: Comparison
  readonly book: Book
  /** Null while nothing of it is sealed, or released. */
  readonly sum: SealedSum | null
  readonly from: FigureOf
  readonly apart: Apart
  readonly hasLowResponse: boolean
}

function otherGroup(book: Book, unit: ReportedUnit, comparison: Comparison, state: SurveyState): OtherGroup {
  const { unit: other, earlier } = comparison
  const [own, whole] = [unit.sums?.all, other.sums?.all]
  const isRest = comparison.with === 'rest'
  const from = ofSex(other, 'all')
  return {
    comparison,
    book: earlier ? bookOf(earlier.questionnaire) : book,
    sum: whole === undefined ? null : isRest && own ? subtractSum(whole, own) : whole,
    from: isRest && own && from.schools !== null ? otherSchools(book.questionnaire, unit, own, from) : from,
    apart: apartOf(unit, comparison),
    hasLowResponse: hasLowResponse(unit, comparison, state),
  }
}

/** The other group's figure, where both are shown as they are; or why not. */
function compare(book: Book, unit: ReportedUnit, cell: Cell, other: OtherGroup): Compared | Uncompared | null {
  if (stateOf(book, unit.sums, cell) !== 'shown' || unit.sums === null) return null
  const { comparison, sum, from, apart } = other
  const theirs = comparison.earlier ? other.book.cells.find(({ item }) => item.code === cell.item.code) : cell
  if (comparison.own?.has(cell.item.code)) return 'ownQuestion'
  if (theirs === undefined) {
    // A question in the place of an earlier one is a new series; what was answered then is not joined to it.
    const isReplaced = other.book.cells.some(({ item }) => item.code === cell.item.replaces)
    return isReplaced ? 'break' : 'newQuestion'
  }
  if (!isSameSeries(cell.item, theirs.item)) return 'break'
  if (sum === null) return 'tooFew'
  if (other.hasLowResponse) return 'lowResponse'
  if (stateOf(other.book, { all: sum }, theirs) !== 'shown') return 'tooFew'
  if (answersTo(sum, theirs) < (other.book.rules[theirs.place] as ItemRule).minimum) return 'tooFew'
  return {
    with: comparison.with,
    of: nameParts(comparison.unit),
    schoolYear: comparison.earlier?.schoolYear ?? null,
    figure: figureOf(sum, theirs, from),
    shares: sharesOf(shareOf(unit.sums.all, cell, apart, ofSex(unit, 'all')), shareOf(sum, theirs, apart, from)),
  }
}

/**
 * Below 40 % answers, in either group, two groups are not compared: nobody knows how those who are missing feel. While a
 * survey is open, whole classes of the other group have not been asked yet; they are not missing.
 */
function hasLowResponse(unit: ReportedUnit, { with: kind, unit: other, earlier }: Comparison, state: SurveyState): boolean {
  const rest = other.turnout && unit.turnout && kind === 'rest' ? restOf(other.turnout, unit.turnout) : other.turnout
  const theirs = state === 'open' && !earlier ? null : rest
  return [unit.turnout, theirs].some((turnout) => turnout && responseBand(turnout) === 'noComparison')
}

/** Where a unit's figures of everybody, of girls or of boys are from. */
function ofSex({ level, schools, moments }: ReportedUnit, sex: keyof UnitMoments): FigureOf {
  return { level, schools, moments: schools === null ? null : (moments?.[sex] ?? null) }
}

function shareOf(sum: SealedSum, cell: Cell, apart: Apart, { schools, moments }: Pick<FigureOf, 'schools' | 'moments'>): Share | null {
  const count = favourableCount(sum, cell)
  return count === null
    ? null
    : comparedShare(count, answersTo(sum, cell), apart, { schools, moments: moments && favourableMoments(moments, cell) })
}

/** Within one school, groups have their classes apart; else their schools too. */
function apartOf(unit: ReportedUnit, comparison: Comparison): Apart {
  const isOfOneSchool = (level: ReportedUnit['level']) => levels.indexOf(level) <= levels.indexOf('institution')
  return isOfOneSchool(unit.level) && isOfOneSchool(comparison.unit.level) ? 'classes' : 'schools'
}

function sharesOf(own: Share | null, other: Share | null): Shares | null {
  return own && other && { own, other }
}

function nameParts({ level, name, grade, kind }: UnitName): UnitName {
  return { level, name, grade, kind }
}

/** Points as percent are: whole where either group's are. */
function rounded({ points, low, high, verdict }: Gap, { own, other }: Shares, level: Level): Gap {
  const round = (number: number) => roundTo(number, percentDecimals(Math.min(own.n, other.n), level))
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
  const openAt = open === undefined ? null : { unit: open.unit, ...nameParts(open) }
  const answer = (reason: NonNullable<Card['hidden']>['reason'], threshold: number = rule.minimum) => ({ reason, threshold, openAt })
  if (level === 'region' || level === 'country') return answer('notReleased')
  if (!mayStandAt(rule, level)) return answer('neverAtThisLevel')
  if (sums !== null && answersTo(sums.all, cell) > 0) return answer('tooFew', bandsBelow)
  if (rule.questionClass === 'highlySensitive' && state !== 'sealed') return answer('sealsAtClose')
  return answer(isSealed || state === 'sealed' ? 'tooFew' : 'notSealedYet')
}
