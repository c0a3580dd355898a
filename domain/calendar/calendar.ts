/**
 * Days as ISO strings ('2026-11-22'), which sort as they follow each other. No clock: `today` is an argument.
 */
import { type Language, type RespondentLanguage, locales } from '../text/text.ts'

const months: Readonly<Record<Language, readonly string[]>> = {
  da: ['januar', 'februar', 'marts', 'april', 'maj', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'december'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}

const msADay = 86_400_000

type CivilDay = { readonly year: number; readonly month: number; readonly day: number }

/**
 * A day as it is written: "22. november 2026", "22 November 2026". Throws when the text is no ISO day.
 */
export function writeDay(iso: string, language: RespondentLanguage): string {
  const whole = civil(iso)
  const { year, month, day } = whole
  if (!isOurs(language)) return `${dayAndMonth(language).format(dayNumber(whole) * msADay)} ${year}`
  return `${dayOfMonth(day, language)} ${months[language][month - 1]} ${year}`
}

/**
 * Two days as one period, with no month or year said twice.
 *
 * @example writePeriod('2026-11-02', '2026-11-22', 'da') // "2.–22. november 2026"
 * @example writePeriod('2026-11-30', '2027-01-08', 'en') // "30 November 2026 – 8 January 2027"
 */
export function writePeriod(from: string, to: string, language: RespondentLanguage): string {
  const [one, other] = [civil(from), civil(to)]
  if (from === to) return writeDay(from, language)
  if (!isOurs(language)) return `${writeDay(from, language)} – ${writeDay(to, language)}`
  const start = dayOfMonth(one.day, language)
  if (one.year !== other.year) return `${writeDay(from, language)} – ${writeDay(to, language)}`
  if (one.month !== other.month) return `${start} ${months[language][one.month - 1]} – ${writeDay(to, language)}`
  return `${start}–${writeDay(to, language)}`
}

/** Whole days from one day to another: 0 on the day itself, below 0 when `to` is past. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(civil(to)) - dayNumber(civil(from))
}

/** Whole months from one day to a later one; on the 30th somebody of the 31st is not yet a month older. */
export function monthsBetween(from: string, to: string): number {
  const [one, other] = [civil(from), civil(to)]
  return (other.year - one.year) * 12 + other.month - one.month - (other.day < one.day ? 1 : 0)
}

/** The day that comes `days` after another; below 0 goes back. */
export function addDays(iso: string, days: number): string {
  return isoOf(dayNumber(civil(iso)) + days)
}

/** Whether a text is a day that exists, as '2026-11-22'. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const [year, month, day] = text.split('-').map(Number) as [number, number, number]
  return month >= 1 && month <= 12 && day >= 1 && isoOf(dayNumber({ year, month, day })) === text
}

function isOurs(language: RespondentLanguage): language is Language {
  return language in months
}

/** Without the year, which Ukrainian would follow with an abbreviation, and its point with that of the sentence. */
function dayAndMonth(language: RespondentLanguage): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'long', timeZone: 'UTC' })
}

function dayOfMonth(day: number, language: Language): string {
  return language === 'da' ? `${day}.` : String(day)
}

function civil(iso: string): CivilDay {
  if (!isDay(iso)) throw new RangeError('not a day as 2026-11-22')
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number]
  return { year, month, day }
}

/*
 * Days since 1970-01-01 and back, by counting years from 1 March so that the leap day comes last: Howard
 * Hinnant, "chrono-compatible low-level date algorithms" (2013), days_from_civil and civil_from_days.
 */
const daysOfEra = 146_097
const daysTo1970 = 719_468

function dayNumber({ year, month, day }: CivilDay): number {
  const marchYear = month <= 2 ? year - 1 : year
  const era = Math.floor(marchYear / 400)
  const yearOfEra = marchYear - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * daysOfEra + dayOfEra - daysTo1970
}

function isoOf(number: number): string {
  const shifted = number + daysTo1970
  const era = Math.floor(shifted / daysOfEra)
  const dayOfEra = shifted - era * daysOfEra
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}`
}

function pad(number: number, width: number): string {
  return String(number).padStart(width, '0')
}
