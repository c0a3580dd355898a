/** A question's figure in one group, read out of a sum of sealed atoms. */
import { type IntervalMethod, figuredShare } from './clustering.ts'
import { intervalOf } from './difference.ts'
import { indexMean } from './index-figure.ts'
import type { Mean } from './mean.ts'
import { percentDecimals, roundTo } from './precision.ts'
import {
  type ClusterMoments,
  favourableMoments,
  favourablePlaces,
  momentsOf,
  optionMoments,
  subtractMoments,
  type RatioMoments,
} from '../disclosure/moments.ts'
import type { SealedSum } from '../disclosure/sum.ts'
import type { Level } from '../organisation/unit.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { type Cell, answeredAt, blankAt, declinedAt, optionsAt } from '../questionnaire/codebook.ts'

/** Percent and ends of the 95 % interval, 0 to 100. */
export type Percent = { readonly count: number; readonly percent: number; readonly low: number; readonly high: number }

export type Figure = {
  /** Answers to this question in this group. */
  readonly n: number
  readonly declined: number
  readonly blank: number
  readonly bars: readonly (Percent & { readonly option: string })[]
  /** The options that mean "it goes well", added up; null when the question has none. */
  readonly favourable: Percent | null
  /** Of an index, 0 to 100, never without its n and range; null of a question, and of fewer than ten. */
  readonly mean?: Omit<Mean, 'state'> | null
  /** How the intervals were made; of several shares of one question the one that holds for the favourable, or else the first. */
  readonly interval: IntervalMethod
  /** How many decimals its percents have: none below a hundred answers and in a class. */
  readonly decimals: 0 | 1
}

/** Where a figure is from. */
export type FigureOf = {
  readonly level: Level
  /** Schools behind the sum from the municipality up; null within one. */
  readonly schools: number | null
  /** Of those schools, kept at sealing; null where there are none. */
  readonly moments: ClusterMoments | null
}

/** How many answered, in a row of counts. */
export function answersTo(sum: SealedSum, { offset }: Cell): number {
  return sum[offset + answeredAt] ?? 0
}

/** Where the figures of a municipality without one of its units are from; measured where that unit is a whole school. */
export function otherSchools(
  questionnaire: Questionnaire,
  unit: { readonly level: Level; readonly schools: number | null },
  own: SealedSum,
  { level, schools, moments }: FigureOf,
): FigureOf {
  return {
    level,
    schools: (schools ?? 0) - (unit.schools ?? 1),
    moments: moments && unit.level === 'institution' ? subtractMoments(moments, momentsOf(questionnaire, own)) : null,
  }
}

/** The figure of one item. */
export function figureOf(sum: SealedSum, cell: Cell, { level, schools, moments }: FigureOf): Figure {
  const { item, offset } = cell
  const n = answersTo(sum, cell)
  const decimals = percentDecimals(n, level)
  const made = (count: number, of: RatioMoments | null) => {
    const { share, method } = figuredShare(count, n, { schools, moments: of })
    const { low, high } = intervalOf(share)
    const percent = (part: number) => roundTo(part * 100, decimals)
    return { method, percent: { count, percent: percent(n === 0 ? 0 : count / n), low: percent(low), high: percent(high) } }
  }
  const bars = item.options.map((option, place) => ({
    option,
    ...made(sum[offset + optionsAt + place] ?? 0, moments && optionMoments(moments, cell, place)),
  }))
  const good = favourableCount(sum, cell)
  const favourable = good === null ? null : made(good, moments && favourableMoments(moments, cell))
  return {
    n,
    declined: sum[offset + declinedAt] ?? 0,
    blank: sum[offset + blankAt] ?? 0,
    bars: bars.map(({ option, percent }) => ({ option, ...percent })),
    favourable: favourable && favourable.percent,
    mean: meanOf(indexMean(sum, cell, { schools, moments }), decimals),
    interval: (favourable ?? bars[0])?.method ?? 'wilson',
    decimals,
  }
}

function meanOf(made: Mean | null, decimals: 0 | 1): Omit<Mean, 'state'> | null {
  if (made === null) return null
  const { n, mean, low, high, from, to } = made
  return { n, mean: roundTo(mean, decimals), low: roundTo(low, decimals), high: roundTo(high, decimals), from, to }
}

/**
 * How many gave a favourable answer. Null where no option is favourable, and where several options can be
 * chosen and several are favourable, for then counts do not add up to people.
 */
export function favourableCount(sum: SealedSum, { item, offset }: Cell): number | null {
  const places = favourablePlaces(item)
  return places && places.reduce((total, place) => total + (sum[offset + optionsAt + place] ?? 0), 0)
}

export type Band = 'few' | 'some' | 'many'

/** Where *some* begins and where it ends, as shares of the answers. */
export const bandEdges = { some: 0.25, many: 0.5 } as const

/** A rough word for each option in place of its count: below a quarter, up to half, above half. */
export function bandsOf(sum: SealedSum, cell: Cell): readonly { readonly option: string; readonly band: Band }[] {
  const n = answersTo(sum, cell)
  return cell.item.options.map((option, place) => ({ option, band: bandOf((sum[cell.offset + optionsAt + place] ?? 0) / n) }))
}

function bandOf(share: number): Band {
  if (share < bandEdges.some) return 'few'
  return share > bandEdges.many ? 'many' : 'some'
}
