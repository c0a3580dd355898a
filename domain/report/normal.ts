/** The normal distribution. */

/** The two-sided p-value of a deviate, within 1.5e-7 (Abramowitz & Stegun 1964, 7.1.26). */
export function normalPValue(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  return t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x)
}
