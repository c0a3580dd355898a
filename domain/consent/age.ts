/** The 15th birthday, from which a young person decides alone about the health service (sundhedsloven § 17). */
import type { Cpr } from '../organisation/cpr.ts'

const ownDecisionFrom = 15

/**
 * The day of birth in a CPR number; the seventh digit says the century (cpr.dk, "Personnummeret i CPR-systemet").
 * A replacement number has 60 added to its day. Serves to know who decides, and nothing else: age is not kept.
 *
 * @example bornOn('0101129995') // '2012-01-01'
 */
export function bornOn(cpr: Cpr): string {
  const day = Number(cpr.slice(0, 2)) % 60
  const year = Number(cpr.slice(4, 6))
  return `${centuryOf(Number(cpr[6]), year) + year}-${cpr.slice(2, 4)}-${String(day).padStart(2, '0')}`
}

function centuryOf(seventh: number, year: number): number {
  if (seventh <= 3) return 1900
  if (seventh === 4 || seventh === 9) return year <= 36 ? 2000 : 1900
  return year <= 57 ? 2000 : 1800
}

/** Whether somebody born on that day has turned 15; on the birthday itself they have. Born on 29 February, on 1 March. */
export function decidesAlone(bornOn: string, today: string): boolean {
  return `${Number(bornOn.slice(0, 4)) + ownDecisionFrom}${bornOn.slice(4)}` <= today
}
