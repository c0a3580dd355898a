/** The Danish personal number: ten digits, of which the first six are a day. */

/** Ten digits, no hyphen. Never shown, never logged, stored only as ciphertext and as a keyed index. */
export type Cpr = string

/**
 * Reads a CPR number with or without hyphen or space; undefined when it has not the shape of one.
 *
 * Only the day is checked. Modulus 11 is not: numbers without it have been issued since October 2007, and
 * the CPR office asks every system to take them (cpr.dk, "Personnumre uden kontrolciffer"). A day of
 * 61-91 is a municipality's replacement number for a child without a CPR number (day + 60). Sex is
 * not read from the number, it has a column of its own; the birthday is (`birthDay`).
 *
 * @example readCpr('010112-9995') // '0101129995'
 * @example readCpr('610112 9995') // '6101129995', a replacement number
 * @example readCpr('310212-9995') // undefined: no 31 February
 */
export function readCpr(text: string): Cpr | undefined {
  const match = /^(\d\d)(\d\d)(\d\d)[-\s]?(\d{4})$/.exec(text.trim())
  if (!match) return undefined
  const [, dayText, monthText, yearText, tail] = match
  const day = Number(dayText) > 60 ? Number(dayText) - 60 : Number(dayText)
  if (day < 1 || day > daysIn(Number(monthText), Number(yearText))) return undefined
  return `${dayText}${monthText}${yearText}${tail}`
}

/** Nine digits that would be a CPR number with a 0 in front: a spreadsheet has taken the column for numbers. */
export function lostLeadingZero(text: string): boolean {
  const digits = text.trim().replace(/[-\s]/g, '')
  return /^\d{9}$/.test(digits) && readCpr(`0${digits}`) !== undefined
}

/** 0 for a month that does not exist. The two-digit year 00 is 2000, a leap year; nobody born in 1900 is on a roster. */
function daysIn(month: number, year: number): number {
  if (month === 2) return year % 4 === 0 ? 29 : 28
  return [31, 0, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0
}

/**
 * The day somebody with this number was born, `YYYY-MM-DD`; undefined when the digits give none.
 *
 * The century follows from the seventh digit and the two-digit year (CPR-kontoret, "Personnummeret i CPR", 2008):
 * 0-3 is 19xx; 4 and 9 are 20xx to year 36, else 19xx; 5-8 are 20xx to year 57, else 18xx. A replacement number
 * has 60 added to its day and carries the birthday of whoever got it, as far as it was known.
 */
export function birthDay(cpr: Cpr): string | undefined {
  const match = /^(\d{2})(\d{2})(\d{2})(\d)\d{3}$/.exec(cpr)
  if (!match) return undefined
  const [day, month, year, seventh] = match.slice(1).map(Number) as [number, number, number, number]
  const century = seventh < 4 ? 1900 : seventh === 4 || seventh === 9 ? (year <= 36 ? 2000 : 1900) : year <= 57 ? 2000 : 1800
  const two = (number: number) => String(number).padStart(2, '0')
  return `${century + year}-${two(month)}-${two(day > 60 ? day - 60 : day)}`
}

/** Whole years from a birthday to a day; who is born on 29 February turns a year older on 1 March. */
export function yearsBetween(bornOn: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return day.slice(5) < bornOn.slice(5) ? years - 1 : years
}
