/**
 * What is typed or stepped, between the field and the packed answer. Kept as text only as long as it is no answer, so that nothing
 * typed is lost; everything about what a number says is `questionnaire/value.ts`.
 */
import type { Item, Measure } from '#domain/questionnaire/questionnaire.ts'
import { measuredOf, valueOfMeasured } from '#domain/questionnaire/value.ts'
import { readTime, timeInWords } from '../clock-field/clock-time.ts'
import type { QuestionKey } from './question-props.ts'

type Asked = Pick<Item, 'kind' | 'measure'>

/** What somebody has measured, from what they typed; undefined while it is nothing. */
export function readTyped({ kind, measure }: Asked, typed: string, isFinished: boolean): number | undefined {
  if (!measure) return undefined
  if (kind === 'clock') return readTime(typed, measure, isFinished)
  if (kind === 'number') return /^\s*-?\d{1,6}\s*$/.test(typed) ? Number(typed) : undefined
  const { month, year } = monthAndYear(typed)
  return month === '' || year === '' ? undefined : Number(year) * 12 + Number(month)
}

/** The answer and what stays in the field. What is an answer needs no text beside it. */
export function answerTyped(item: Asked, typed: string, isFinished: boolean): readonly [value: number | null, typed: string] {
  const measured = readTyped(item, typed, isFinished)
  const value = measured === undefined ? undefined : valueOfMeasured(item, measured)
  return value === undefined ? [null, typed] : [value, '']
}

/** One step less or more than what is answered, within what may be answered; the first there is when nothing is. */
export function stepped(item: Asked, value: number | null, direction: -1 | 1): number {
  const { from, to, step } = item.measure ?? { from: 0, to: 0, step: 1 }
  const last = Math.floor((to - from) / step) + 1
  return value === null || value < 1 ? 1 : Math.min(last, Math.max(1, value + direction))
}

/** A month and a year as they are chosen one after the other: `2026-11`, `2026-`, `-11`. Months count from 0. */
export function monthAndYear(typed: string): { readonly month: string; readonly year: string } {
  const [year = '', month = ''] = typed.split('-')
  return { month, year }
}

export type Fault = { readonly key: QuestionKey; readonly values: Readonly<Record<string, string>> }

/** What is wrong with what was typed and is no answer, as words say it; null when nothing is. An empty field is skipped, not wrong. */
export function faultIn(item: Asked, value: number | null, typed: string, locale: string): Fault | null {
  const { kind, measure } = item
  if (!measure || value !== null || typed.trim() === '' || typed === '-') return null
  const say = (measured: number) => measuredInWords(kind, measured, locale)
  const whole = { from: say(measure.from), to: say(measure.to) }
  const measured = readTyped(item, typed, true)
  if (kind === 'month') return { key: measured === undefined ? 'kind.month.both' : 'kind.month.range', values: whole }
  if (measured === undefined)
    return kind === 'clock' ? { key: 'kind.clock.wrong', values: {} } : { key: 'kind.number.range', values: whole }
  const low = Math.floor((measured - measure.from) / measure.step) * measure.step + measure.from
  const high = low + measure.step
  if (measured < measure.from || high > measure.to || low === measured)
    return { key: kind === 'clock' ? 'kind.clock.range' : 'kind.number.range', values: whole }
  return { key: kind === 'clock' ? 'kind.clock.step' : 'kind.number.step', values: { low: say(low), high: say(high) } }
}

/** What was measured as it stands in the field: "7", "21.30", "november 2026". */
export function measuredInWords(kind: Item['kind'], measured: number, locale: string): string {
  if (kind === 'clock') return timeInWords(measured, locale)
  if (kind === 'month') return monthInWords(measured, locale, { month: 'long', year: 'numeric' })
  return String(measured)
}

export function monthInWords(months: number, locale: string, words: Intl.DateTimeFormatOptions): string {
  return new Date(Date.UTC(Math.floor(months / 12), months % 12)).toLocaleDateString(locale, { ...words, timeZone: 'UTC' })
}

/** The years that may be chosen, the latest first: what is asked about is most often not long ago. */
export function yearsOf({ from, to }: Pick<Measure, 'from' | 'to'>): readonly number[] {
  const [first, last] = [Math.floor(from / 12), Math.floor(to / 12)]
  return Array.from({ length: last - first + 1 }, (_, at) => last - at)
}

/** The chosen month and year, of an answer or of what is half chosen. Where the year alone is asked the month is the range's own. */
export function chosenMonth(item: Asked, value: number | null, typed: string): { readonly month: string; readonly year: string } {
  if (value === null || value < 1) return monthAndYear(typed)
  const months = measuredOf(item, value)
  return { month: String(months % 12), year: String(Math.floor(months / 12)) }
}
