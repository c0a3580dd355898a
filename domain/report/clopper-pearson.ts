/** The exact interval of a share. */
import { betaQuantile } from './beta.ts'
import type { Interval } from './wilson.ts'

/**
 * The 95 % interval for `count` of `n` that covers at least 95 times in a hundred whatever the truth is; Wilson's
 * covers 95 on average, and is narrower. For who must be able to promise, as in a court or a journal; reports
 * use Wilson. Both ends between 0 and 1; with n = 0 nothing is known.
 *
 * low = BetaInv(0.025; x, n − x + 1), high = BetaInv(0.975; x + 1, n − x). Clopper & Pearson 1934,
 * doi 10.1093/biomet/26.4.404.
 */
export function clopperPearson(count: number, n: number): Interval {
  if (n <= 0) return { low: 0, high: 1 }
  return {
    low: count === 0 ? 0 : betaQuantile(0.025, count, n - count + 1),
    high: count === n ? 1 : betaQuantile(0.975, count + 1, n - count),
  }
}
