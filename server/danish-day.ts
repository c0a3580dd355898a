/** Days are Danish: a survey that closes on the 5th is open until midnight in Copenhagen, wherever the server stands. */
const danishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' })

/** The calendar day in Denmark at this moment, as 2026-11-22. */
export function dayInDenmark(moment: Date): string {
  return danishDay.format(moment)
}
