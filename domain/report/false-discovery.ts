/** Many tries, some of which chance alone makes striking: what share of the striking ones are false. */

/**
 * Benjamini-Hochberg: the share of false alarms among all that are at least as striking, in the order given.
 * `q_i = min over j ≥ i of p_j·m/j` of the sorted p-values. Holds what it promises where the tries are
 * independent or lean the same way (1995, doi 10.1111/j.2517-6161.1995.tb02031.x).
 */
export function benjaminiHochberg(pValues: readonly number[]): readonly number[] {
  return stepUp(pValues, pValues.length)
}

/**
 * Benjamini-Yekutieli: the same, holding whatever the tries have to do with each other; `m` times 1 + 1/2 + … + 1/m
 * in place of m, and so blinder (2001, doi 10.1214/aos/1013699998).
 */
export function benjaminiYekutieli(pValues: readonly number[]): readonly number[] {
  return stepUp(
    pValues,
    pValues.reduce((sum, _, index) => sum + pValues.length / (index + 1), 0),
  )
}

function stepUp(pValues: readonly number[], tries: number): readonly number[] {
  const order = pValues.map((_, index) => index).sort((left, right) => (pValues[left] ?? 0) - (pValues[right] ?? 0))
  const q: number[] = pValues.map(() => 1)
  let smallest = 1
  for (let rank = order.length; rank >= 1; rank--) {
    const index = order[rank - 1] as number
    smallest = Math.min(smallest, ((pValues[index] ?? 1) * tries) / rank)
    q[index] = smallest
  }
  return q
}
