/** The mean of a score or an index in one group. */
import { type Histogram, momentsOf, rangeOf } from './histogram.ts'
import { t95 } from './student-t.ts'

/** Below this many a mean is one pupil's mood: what they answered is shown instead. */
export const meanMinimum = 10

/** A mean is never without how many it is of, and from where to where it could lie. */
export type Mean = {
  readonly state: 'mean'
  readonly n: number
  readonly mean: number
  readonly low: number
  readonly high: number
  readonly from: number
  readonly to: number
}

export type Average = Mean | { readonly state: 'distribution'; readonly n: number; readonly histogram: Histogram }

export type MeanOptions = {
  /**
   * How many the group has, for the question "what would all of this very group have answered?"; left out for the
   * question of chance (`question.ts`).
   */
  readonly roster?: number
  /** How many independent answers those of several schools are worth (`clustering.ts`); n when left out. */
  readonly effective?: number
  /** Schools less one where the spread between schools is what was measured; n − 1 when left out. */
  readonly degrees?: number
}

/**
 * The mean with its 95 % interval, on the scale of the values and within it; of fewer than ten the distribution.
 *
 * mean ± t(n − 1)·s/√n, times √((N − n)/(N − 1)) where a roster of N is asked about (Cochran 1977, 2.8).
 */
export function averageOf(histogram: Histogram, { roster, effective, degrees }: MeanOptions = {}): Average {
  const { n, mean, variance } = momentsOf(histogram)
  if (n < meanMinimum) return { state: 'distribution', n, histogram }
  const { from, to } = rangeOf(histogram)
  const missing = roster === undefined ? 1 : Math.sqrt(Math.max(0, roster - n) / (roster - 1))
  const reach = t95(degrees ?? n - 1) * Math.sqrt(variance / (effective ?? n)) * missing
  return { state: 'mean', n, mean, low: Math.max(from, mean - reach), high: Math.min(to, mean + reach), from, to }
}
