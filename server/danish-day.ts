/** Days are Danish: a survey that closes on the 5th is open until midnight in Copenhagen, wherever the server stands. */
const danishDay = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen', dateStyle: 'short' })

/** The calendar day in Denmark at this moment, as 2026-11-22. */
export function dayInDenmark(moment: Date): string {
  const minute = Math.floor(moment.getTime() / 60_000)
  if (minute !== asked.minute) asked = { minute, day: danishDay.format(moment) }
  return asked.day
}

/** Asked at every request, and different once a day, on a minute. */
let asked = { minute: Number.NaN, day: '' }

const danishHour = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/Copenhagen', hour: '2-digit', hourCycle: 'h23' })

/** The hour of the day in Denmark at this moment, 0-23. */
export function hourInDenmark(moment: Date): number {
  return Number(danishHour.format(moment))
}
