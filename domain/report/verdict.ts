/** What a report says of all its comparisons together. */
import { type Share, newcombe, pValue } from './difference.ts'
import { benjaminiHochberg } from './false-discovery.ts'

/** Smaller gaps are never called clear: a national sample would flag half a point that helps nobody. */
export const smallestRelevantPoints = 5

/** The share of false alarms a report may have among the gaps it calls clear. */
export const falseAlarms = 0.05

export type Verdict = 'clearlyHigher' | 'clearlyLower' | 'noClearDifference'

/** In points, -100 to 100; positive where the group itself is higher. */
export type Gap = { readonly points: number; readonly low: number; readonly high: number; readonly verdict: Verdict }

/**
 * The gaps of one report, judged together: thirty questions tried one by one would call one or two clear by
 * chance alone. Clear is what survives Benjamini-Hochberg at five per cent over all of them, is at least five
 * points, and whose own interval (Newcombe) leaves out zero, so that words and picture never disagree.
 *
 * Two-sided p-values of the score test, or mid-p exact where few are expected (`difference.ts`), of shares that
 * count as many answers as they are worth (`clustering.ts`). Answers to related questions lean the same way,
 * under which the correction holds what it promises (Benjamini & Yekutieli 2001, doi 10.1214/aos/1013699998).
 */
export function judge(comparisons: readonly { readonly own: Share; readonly other: Share }[]): readonly Gap[] {
  const q = benjaminiHochberg(comparisons.map(({ own, other }) => pValue(own, other)))
  return comparisons.map(({ own, other }, index) => {
    const { difference, low, high } = newcombe(own, other)
    const isClear = (q[index] ?? 1) < falseAlarms && Math.abs(difference) * 100 >= smallestRelevantPoints && (low > 0 || high < 0)
    const verdict = isClear ? (difference > 0 ? 'clearlyHigher' : 'clearlyLower') : 'noClearDifference'
    return { points: difference * 100, low: low * 100, high: high * 100, verdict }
  })
}
