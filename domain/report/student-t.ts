/** Student's t (1908): what stands in for the normal distribution when the spread itself is a guess from few. */
import { betaBelow, betaQuantile } from './beta.ts'

/**
 * The two-sided p-value of a t with so many degrees of freedom, more than 0, which need not be whole.
 * I_{df/(df+t²)}(df/2, 1/2) (Abramowitz & Stegun 1964, 26.7.1).
 */
export function tPValue(t: number, degrees: number): number {
  return betaBelow(degrees / (degrees + t * t), degrees / 2, 0.5)
}

/** The t that chance exceeds, either way, five times in a hundred: 12.706 for one degree of freedom, towards 1.96. */
export function t95(degrees: number): number {
  const known = found.get(degrees)
  if (known !== undefined) return known
  const x = betaQuantile(0.05, degrees / 2, 0.5)
  const t = Math.sqrt((degrees * (1 - x)) / x)
  found.set(degrees, t)
  return t
}

/** A report asks for the same few hundreds of times. */
const found = new Map<number, number>()
