/** How often each value of a scale was given: what is sealed of a score or an index, and all a mean is made of. */

/** `counts[i]` gave `values[i]`; values from least to greatest, all that are possible, whether somebody gave them or not. */
export type Histogram = { readonly values: readonly number[]; readonly counts: readonly number[] }

export type Moments = { readonly n: number; readonly mean: number; readonly variance: number }

/** How many, their mean, and their variance with n − 1 below; of fewer than two the variance is 0, of none both are. */
export function momentsOf({ values, counts }: Histogram): Moments {
  const n = counts.reduce((sum, count) => sum + count, 0)
  if (n === 0) return { n, mean: 0, variance: 0 }
  const total = (of: (value: number) => number) => counts.reduce((sum, count, place) => sum + count * of(values[place] ?? 0), 0)
  const mean = total((value) => value) / n
  return { n, mean, variance: n < 2 ? 0 : total((value) => (value - mean) ** 2) / (n - 1) }
}

/** The ends of the scale. */
export function rangeOf({ values }: Pick<Histogram, 'values'>): { readonly from: number; readonly to: number } {
  return { from: Math.min(...values), to: Math.max(...values) }
}
