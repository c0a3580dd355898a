/** How many decimals a figure may pretend to know. */
import type { Level } from '../organisation/unit.ts'

/**
 * Decimals of a percent of `n` answers: none below a hundred, one from there, and none in a class, whatever it
 * counts: next year's class is another one.
 */
export function percentDecimals(n: number, level: Level): 0 | 1 {
  return n < 100 || level === 'class' ? 0 : 1
}

/** To so many decimals. */
export function roundTo(number: number, decimals: 0 | 1): number {
  return decimals === 0 ? Math.round(number) : Math.round(number * 10) / 10
}
