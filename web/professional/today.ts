const danishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' })

/** The calendar day in Denmark now, as 2026-11-22. The server decides; this is for what a screen says. */
export function today(): string {
  return danishDay.format(new Date())
}

/** The calendar day in Denmark of an instant. */
export function dayOf(instant: string): string {
  return danishDay.format(new Date(instant))
}
