/** How sure a figure of many schools is, measured on how much the schools differ. */
import type { RatioMoments } from '../disclosure/moments.ts'

/** With fewer the spread between schools is too much of a guess; what studies have found is assumed instead (`clustering.ts`). */
export const fewestClusters = 10

/** So many independent answers, known with so many degrees of freedom: schools less one. */
export type Measured = { readonly effective: number; readonly degrees: number }

/**
 * The variance of a ratio Σx/Σn (a share, or a mean when x is the sum of a school's values) over clusters of unequal
 * size: k/(k − 1)·Σ(xᵢ − r·nᵢ)²/(Σn)². Schools are all there are rather than drawn, and no correction is made for
 * that: it is next year's schools that are asked about (`question.ts`). Cochran 1977, 6.8; Rao & Scott 1992,
 * doi 10.2307/2532311.
 */
export function ratioVariance(ratio: number, n: number, { clusters, xx, xn, nn }: RatioMoments): number {
  return ((clusters / (clusters - 1)) * Math.max(0, xx - 2 * ratio * xn + ratio * ratio * nn)) / (n * n)
}

/**
 * What n answers with this share are worth: p(1 − p) over the measured variance, never more than n, with schools − 1
 * degrees of freedom for Student's t. Put into Wilson's formula that is an interval which lies between 0 and 1 and
 * does not shut at rare answers, as p ± t·s does (Korn & Graubard 1998; Dean & Pagano 2015, doi 10.1093/jssam/smv024).
 *
 * Null for fewer than ten schools, and where nobody or everybody said so, for there is no spread to measure.
 */
export function clusterRobust(count: number, n: number, moments: RatioMoments): Measured | null {
  const share = count / n
  if (moments.clusters < fewestClusters || n <= 0 || share <= 0 || share >= 1) return null
  const variance = ratioVariance(share, n, moments)
  return { effective: variance > 0 ? Math.min(n, (share * (1 - share)) / variance) : n, degrees: moments.clusters - 1 }
}
