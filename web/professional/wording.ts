/** Every word on the professional screens, typed from the Danish files; English follows the same keys. */
import about from '#content/texts/about.da.json' with { type: 'json' }
import assessment from '#content/texts/assessment.da.json' with { type: 'json' }
import bank from '#content/texts/bank.da.json' with { type: 'json' }
import family from '#content/texts/family.da.json' with { type: 'json' }
import health from '#content/texts/health.da.json' with { type: 'json' }
import invitation from '#content/texts/invitation.da.json' with { type: 'json' }
import intervention from '#content/texts/intervention.da.json' with { type: 'json' }
import lesson from '#content/texts/lesson.da.json' with { type: 'json' }
import network from '#content/texts/network.da.json' with { type: 'json' }
import year from '#content/texts/year.da.json' with { type: 'json' }
import audit from '#content/texts/audit.da.json' with { type: 'json' }
import home from '#content/texts/home.da.json' with { type: 'json' }
import front from '#content/texts/front.da.json' with { type: 'json' }
import organisation from '#content/texts/organisation.da.json' with { type: 'json' }
import problem from '#content/texts/problem.da.json' with { type: 'json' }
import instrument from '#content/texts/instrument.da.json' with { type: 'json' }
import recording from '#content/texts/recording.da.json' with { type: 'json' }
import paper from '#content/texts/paper.da.json' with { type: 'json' }
import questionnaire from '#content/texts/questionnaire.da.json' with { type: 'json' }
import environment from '#content/texts/environment.da.json' with { type: 'json' }
import kinds from '#content/texts/kinds.da.json' with { type: 'json' }
import dialogue from '#content/texts/dialogue.da.json' with { type: 'json' }
import report from '#content/texts/report.da.json' with { type: 'json' }
import board from '#content/texts/board.da.json' with { type: 'json' }
import imported from '#content/texts/imported.da.json' with { type: 'json' }
import saved from '#content/texts/saved.da.json' with { type: 'json' }
import shell from '#content/texts/shell.da.json' with { type: 'json' }
import survey from '#content/texts/survey.da.json' with { type: 'json' }
import trend from '#content/texts/trend.da.json' with { type: 'json' }
import use from '#content/texts/use.da.json' with { type: 'json' }
import { writeDay, writePeriod } from '#domain/calendar/calendar.ts'
import { fill, writeNumber, writePercent } from '#domain/text/format.ts'
import { withMunicipalityTitles } from '#domain/text/municipality-title.ts'
import type { Language } from '#domain/text/text.ts'

export const danish = {
  ...shell,
  ...assessment,
  ...bank,
  ...health,
  ...family,
  ...organisation,
  ...survey,
  ...lesson,
  ...intervention,
  ...invitation,
  ...instrument,
  ...recording,
  ...paper,
  ...questionnaire,
  ...environment,
  ...kinds,
  ...trend,
  ...imported,
  ...saved,
  ...board,
  ...report,
  ...use,
  ...dialogue,
  ...problem,
  ...about,
  ...network,
  ...front,
  ...home,
  ...audit,
  ...year,
}

export type Catalogue = typeof danish
export type TextKey = keyof Catalogue
/** A sentence that bends with a number: `<key>.one` and `<key>.other`. */
export type CountedKey = {
  [K in TextKey]: K extends `${infer Stem}.one` ? (`${Stem}.other` extends TextKey ? Stem : never) : never
}[TextKey]
/** What fills the places of a sentence; numbers are written the language's way. */
export type Values = Readonly<Record<string, string | number>>

export type Words = {
  readonly language: Language
  readonly t: (key: TextKey, values?: Values) => string
  /** `{count}` is the number itself. */
  readonly counted: (key: CountedKey, count: number, values?: Values) => string
  /** A text whose key ends in a name from the contract; undefined when nobody has written it. */
  readonly named: (prefix: string, name: string, values?: Values) => string | undefined
  readonly number: (value: number) => string
  /** A part of a whole as whole percent: "64 %"; nothing of nothing is 0 %. */
  readonly percent: (part: number, whole: number) => string
  /** "22. november 2026" */
  readonly day: (day: string) => string
  /** "2.–22. november 2026" */
  readonly period: (from: string, to: string) => string
  /** "mandag den 23. november 2026, uge 48" */
  readonly longDay: (day: string) => string
  /** "22. november kl. 14.05", from an instant. */
  readonly moment: (instant: string) => string
  /** "14.05", from an instant. */
  readonly time: (instant: string) => string
  /** "2026/27" */
  readonly schoolYear: (year: number) => string
  /** "4., 5. og 6." or "Anna, Bo og Carl" */
  readonly list: (parts: readonly string[]) => string
}

export const locales = { da: 'da-DK', en: 'en-GB' } as const satisfies Record<Language, string>

/** The language's words and ways of writing numbers and days. */
export function wordsOf(language: Language, catalogue: Catalogue): Words {
  const locale = locales[language]
  const plural = new Intl.PluralRules(locale)
  const weekdays = new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: 'UTC' })
  const moments = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Copenhagen',
  })
  const times = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Copenhagen' })
  const lists = new Intl.ListFormat(locale)
  const texts: Readonly<Record<string, string>> = catalogue

  const write = (text: string, values: Values) =>
    withMunicipalityTitles(
      fill(
        text,
        Object.fromEntries(
          Object.entries(values).map(([name, value]) => [name, typeof value === 'number' ? writeNumber(value, language) : value]),
        ),
      ),
    )
  const t = (key: TextKey, values: Values = {}) => write(catalogue[key], values)

  return {
    language,
    t,
    counted: (key, count, values = {}) => t(`${key}.${plural.select(count) === 'one' ? 'one' : 'other'}` as TextKey, { count, ...values }),
    named(prefix, name, values = {}) {
      const text = texts[`${prefix}.${name}`]
      return text === undefined ? undefined : write(text, values)
    },
    number: (value) => writeNumber(value, language),
    percent: (part, whole) => writePercent(whole === 0 ? 0 : (part / whole) * 100, language),
    day: (day) => writeDay(day, language),
    period: (from, to) => writePeriod(from, to, language),
    longDay: (day) =>
      t('shell.longDay', { weekday: weekdays.format(new Date(day)), date: writeDay(day, language), week: String(weekOf(day)) }),
    moment: (instant) => moments.format(new Date(instant)),
    time: (instant) => times.format(new Date(instant)),
    schoolYear: (year) => `${year}/${String((year + 1) % 100).padStart(2, '0')}`,
    list: (parts) => lists.format(parts),
  }
}

/** Week number by ISO 8601, which is how Danish schools count. */
export function weekOf(day: string): number {
  const date = new Date(day)
  const thursday = new Date(date.getTime() + (4 - (date.getUTCDay() || 7)) * 86_400_000)
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  return Math.floor((thursday.getTime() - newYear) / (7 * 86_400_000)) + 1
}
