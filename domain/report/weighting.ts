/** What a figure would have been if every year and both sexes had answered as well as the others. */
import { type Level, levels } from '../organisation/unit.ts'

/** Those of one grade and one sex. */
export type Stratum = {
  readonly invited: number
  /** Answers to this question, and those of them that are counted. */
  readonly n: number
  readonly count: number
}

/** Nobody speaks for more than three. */
export const largestWeight = 3

export type Weighted = {
  /** As answered; 0 to 1. */
  readonly raw: number
  /** With every stratum at its share of those invited; 0 to 1. Both are always shown. */
  readonly weighted: number
  /** How many answers of equal weight those are worth: (Σw)²/Σw² (Kish 1965). Never above n. */
  readonly effective: number
  /** Whether some stratum answered so badly that its weight was cut to three. */
  readonly isCapped: boolean
  /** The share of those invited whose stratum has answers at all, 0 to 1. */
  readonly covers: number
}

/** As it is told beside what was answered, in percent with the ends of its 95 % interval. */
export type ToldWeighted = {
  readonly percent: number
  readonly low: number
  readonly high: number
  /** How much of the answers has a place in it, 0 to 100: what was pooled upward is in no year group. */
  readonly covers: number
  readonly isCapped: boolean
}

/**
 * Post-stratification on grade × sex, at municipality, region and country. Null below, where strata are a handful
 * of pupils each and weights would be their luck, and where nobody has answered.
 *
 * w_h = (N_h/N)/(n_h/n), at most 3, of strata with answers (Holt & Smith 1979, doi 10.2307/2344652).
 */
export function weightedShare(level: Level, strata: readonly Stratum[]): Weighted | null {
  const answered = strata.filter(({ n }) => n > 0)
  const sum = (of: (stratum: Stratum) => number, among: readonly Stratum[] = answered) =>
    among.reduce((total, stratum) => total + of(stratum), 0)
  const n = sum((stratum) => stratum.n)
  const invited = sum((stratum) => stratum.invited)
  if (levels.indexOf(level) < levels.indexOf('municipality') || n === 0 || invited === 0) return null
  const uncut = (stratum: Stratum) => stratum.invited / invited / (stratum.n / n)
  const weight = (stratum: Stratum) => Math.min(largestWeight, uncut(stratum))
  const weights = sum((stratum) => weight(stratum) * stratum.n)
  return {
    raw: sum(({ count }) => count) / n,
    weighted: sum((stratum) => weight(stratum) * stratum.count) / weights,
    effective: weights ** 2 / sum((stratum) => weight(stratum) ** 2 * stratum.n),
    isCapped: answered.some((stratum) => uncut(stratum) > largestWeight),
    covers: invited / sum((stratum) => stratum.invited, strata),
  }
}
