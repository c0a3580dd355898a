/** So many of n by chance alone, each with the same probability. */
import { logGamma } from './beta.ts'

/** The smallest count that `probability` of all outcomes do not exceed: 0 to n. The share `p` is between 0 and 1. */
export function binomialQuantile(probability: number, n: number, p: number): number {
  if (p <= 0) return 0
  if (p >= 1) return n
  const choose = (count: number) => logGamma(n + 1) - logGamma(count + 1) - logGamma(n - count + 1)
  let below = 0
  for (let count = 0; count < n; count++) {
    below += Math.exp(choose(count) + count * Math.log(p) + (n - count) * Math.log1p(-p))
    // What is reached but for the last bit is reached.
    if (below >= probability - 1e-12) return count
  }
  return n
}
