/** Whether the questions of an index go together. For whoever owns the survey; no reader of a report is helped by it. */
import { type Histogram, momentsOf } from './histogram.ts'

/** Below this many answers alpha is a guess. */
const alphaMinimum = 30

/**
 * Cronbach's alpha, from the sealed histogram of each question and of their sum: at most 1, about 0 where the
 * questions have nothing in common, below 0 where some should have been reversed. Items as they count in the sum
 * (reversed first); the sum on its own scale, not on 0 to 100.
 *
 * Null for one question, for fewer than thirty answers anywhere, and where everybody has the same sum. Histograms are
 * of those who answered each question, who with the half rule are a few more or fewer than those with a sum.
 *
 * α = k/(k − 1)·(1 − Σ var_i / var_total). Cronbach 1951, doi 10.1007/BF02310555.
 */
export function cronbachAlpha(items: readonly Histogram[], sum: Histogram): number | null {
  const total = momentsOf(sum)
  const parts = items.map(momentsOf)
  if (items.length < 2 || [total, ...parts].some(({ n }) => n < alphaMinimum) || total.variance === 0) return null
  const apart = parts.reduce((variance, part) => variance + part.variance, 0)
  return (items.length / (items.length - 1)) * (1 - apart / total.variance)
}
