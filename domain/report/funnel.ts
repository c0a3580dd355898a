/**
 * Whether a unit lies further from the rest than chance makes units of its size lie. A funnel says who may be asked
 * about, never who is better: inside it there is no order.
 */
import { binomialQuantile } from './binomial.ts'

/** Shares between which 95 and 99.8 of a hundred units would lie by chance. */
export type FunnelLimits = {
  readonly n: number
  readonly low95: number
  readonly high95: number
  readonly low998: number
  readonly high998: number
}

/** Counted answers. */
export type Counted = { readonly count: number; readonly n: number }

/**
 * Exact limits about `target` (0 to 1) for a unit with n answers: the binomial's quantiles at 2.5 and 97.5 per cent,
 * and at 0.1 and 99.9. Where units differ by more than chance (`overDispersion` above 1) both ends lie √φ further out.
 *
 * Spiegelhalter 2005, doi 10.1002/sim.1970.
 */
export function funnelLimits(target: number, n: number, overDispersion = 1): FunnelLimits {
  const wider = Math.sqrt(Math.max(1, overDispersion))
  const end = (probability: number) => {
    const share = n === 0 ? target : binomialQuantile(probability, n, target) / n
    return Math.min(1, Math.max(0, target + (share - target) * wider))
  }
  return { n, low95: end(0.025), high95: end(0.975), low998: end(0.001), high998: end(0.999) }
}

export type Standing = 'within' | 'outside95' | 'outside998'

/** Where a unit lies; on a limit is within it. */
export function standingIn({ low95, high95, low998, high998 }: FunnelLimits, { count, n }: Counted): Standing {
  const share = n === 0 ? (low95 + high95) / 2 : count / n
  const beyond = (low: number, high: number) => share < low - 1e-9 || share > high + 1e-9
  return beyond(low998, high998) ? 'outside998' : beyond(low95, high95) ? 'outside95' : 'within'
}

/** Fewer units than these tell nothing of how much units differ. */
const fewestUnits = 10

/**
 * How many times more units differ than chance alone: φ, the mean of z² with the outermost tenth at either end drawn in
 * to where that tenth begins, so that one real outlier does not widen the funnel it should stand out from. 1 or
 * less is chance; 1 of fewer than ten units. Spiegelhalter 2005, 3.3.
 */
export function overDispersion(target: number, units: readonly Counted[]): number {
  const scores = units
    .filter(({ n }) => n > 0)
    .map(({ count, n }) => (count / n - target) / Math.sqrt((target * (1 - target)) / n))
    .toSorted((left, right) => left - right)
  if (scores.length < fewestUnits || target <= 0 || target >= 1) return 1
  const tenth = Math.floor(scores.length / 10)
  const [low, high] = [scores[tenth] ?? 0, scores[scores.length - 1 - tenth] ?? 0]
  return scores.reduce((sum, z) => sum + Math.min(high, Math.max(low, z)) ** 2, 0) / scores.length
}
