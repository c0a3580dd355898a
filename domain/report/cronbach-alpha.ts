/** Whether the questions of an index go together. For whoever owns the questions; no reader of a report is helped by it. */
import { betaQuantile } from './beta.ts'

/** Below this many answers alpha is a guess. */
export const alphaMinimum = 30

/** From here on questions are held to hang together well enough to look at groups by their sum (Nunnally 1978, Psychometric Theory, 2nd ed.). */
export const alphaEnough = 0.7

export type Alpha = {
  /** At most 1, about 0 where the questions have nothing in common, below 0 where some should have been turned. */
  readonly alpha: number
  /** The ends of its 95 % interval (Feldt 1965, doi 10.1007/BF02289499), as if pupils of one school were strangers. */
  readonly low: number
  readonly high: number
}

/**
 * Cronbach's alpha from the variance of each question, as it counts in the sum, and of the sum, among n who answered them all.
 * Null for one question, for fewer than thirty answers, and where everybody has the same sum.
 *
 * α = k/(k − 1)·(1 − Σ var_i / var_sum). Cronbach 1951, doi 10.1007/BF02310555.
 */
export function cronbachAlpha(questions: readonly number[], sum: number, n: number): Alpha | null {
  const k = questions.length
  if (k < 2 || n < alphaMinimum || sum === 0) return null
  const alpha = (k / (k - 1)) * (1 - questions.reduce((apart, variance) => apart + variance, 0) / sum)
  // (1 − true)/(1 − found) is F with n − 1 and (n − 1)(k − 1) degrees of freedom.
  const end = (probability: number) => 1 - (1 - alpha) * fQuantile(probability, n - 1, (n - 1) * (k - 1))
  return { alpha, low: end(0.975), high: end(0.025) }
}

/** A ratio of two variances: F is d2·x/(d1·(1 − x)) where x is Beta(d1/2, d2/2). */
function fQuantile(probability: number, d1: number, d2: number): number {
  const x = betaQuantile(probability, d1 / 2, d2 / 2)
  return (d2 * x) / (d1 * (1 - x))
}
