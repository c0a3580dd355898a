/**
 * What somebody types of a question on a sheet, and what it means. The form shows a number before every box, and what is typed
 * is what is printed: nobody who types has to translate.
 */
import type { Item } from '../questionnaire/questionnaire.ts'
import { measuredOf, valueOfMeasured } from '../questionnaire/value.ts'
import { type Answers, declined, textLength } from '../response/answer.ts'

/** One question of a typed sheet: an answer as a small whole number, a short text, `unclear`, or null where the sheet is empty. */
export type Entry = number | string | null

/** By place of the item in the questionnaire. */
export type Entries = readonly Entry[]

/** Two crosses where one was asked for, a cross between two boxes, a number that can't be. It counts as an empty one: nobody guesses. */
export const unclear = -3

/** Printed before the box of "jeg vil ikke svare". */
export const declinedKey = '-'
const unclearKeys: readonly string[] = ['?', '*', '/']

/**
 * What was typed, as an entry; undefined where it is nothing that the question can have, and has to be typed otherwise.
 *
 * | kind                          | typed                          |
 * |-------------------------------|--------------------------------|
 * | one of several                | the box's number               |
 * | ladder                        | 0-10, as printed               |
 * | several                       | `135` or `1 3 5`               |
 * | number, month, clock          | `12`, `3 2024`, `2130`         |
 * | any                           | nothing, `-`, or `?`           |
 *
 * A number or time between two steps becomes the step below it, as on a clock: no page would have taken it otherwise.
 */
export function readEntry(item: Pick<Item, 'kind' | 'options' | 'measure'>, typed: string): Entry | undefined {
  const text = typed.trim()
  if (text === '') return null
  if (unclearKeys.includes(text)) return unclear
  if (text === declinedKey) return declined
  switch (item.kind) {
    case 'text':
      return text.length > textLength ? undefined : text
    case 'multiple':
      return readSeveral(item.options.length, text)
    case 'number':
    case 'clock':
    case 'month':
      return readMeasured(item, text)
    case 'information':
      return undefined
    default:
      return readOne(item, text)
  }
}

/** What is typed for an entry: the reverse of `readEntry`. Empty for an empty one. */
export function writeEntry(item: Pick<Item, 'kind' | 'options' | 'measure'>, entry: Entry): string {
  if (entry === null) return ''
  if (typeof entry === 'string') return entry
  if (entry === unclear) return '?'
  if (entry === declined) return declinedKey
  if (item.kind === 'ladder') return item.options[entry - 1] ?? ''
  if (item.kind === 'multiple') return item.options.flatMap((_, place) => (includes(entry, place) ? [place + 1] : [])).join(' ')
  if (!item.measure) return String(entry)
  const measured = measuredOf(item, entry)
  if (item.kind === 'clock') return `${twoDigits(Math.floor((measured % day) / 60))}${twoDigits(measured % 60)}`
  if (item.kind === 'number') return String(measured)
  return item.measure.step === year ? String(Math.floor(measured / year)) : `${(measured % year) + 1} ${Math.floor(measured / year)}`
}

/** The answers of a sheet as any other respondent's: what is unclear is an open question, and 1 says that there is a text. */
export function answersOf(entries: Entries): Answers {
  return entries.map((entry) => (entry === unclear ? null : typeof entry === 'string' ? 1 : entry))
}

/** The short texts of a sheet. */
export function writtenOf(entries: Entries): readonly { readonly place: number; readonly text: string }[] {
  return entries.flatMap((entry, place) => (typeof entry === 'string' ? [{ place, text: entry }] : []))
}

const day = 1440
const year = 12

function readOne({ kind, options }: Pick<Item, 'kind' | 'options'>, text: string): number | undefined {
  if (!/^\d{1,2}$/.test(text)) return undefined
  const number = Number(text)
  const value = kind === 'ladder' ? options.indexOf(String(number)) + 1 : number
  return value >= 1 && value <= options.length ? value : undefined
}

/** Digits together are one box each where no box has two digits. */
function readSeveral(count: number, text: string): number | undefined {
  const parts = count < 10 && /^\d+$/.test(text) ? [...text] : text.split(/[\s,.+]+/).filter((part) => part !== '')
  const numbers = parts.map(Number)
  if (numbers.length === 0 || !numbers.every((number) => Number.isInteger(number) && number >= 1 && number <= count)) return undefined
  return [...new Set(numbers)].reduce((sum, number) => sum + 2 ** (number - 1), 0)
}

function readMeasured(item: Pick<Item, 'kind' | 'measure'>, text: string): number | undefined {
  const { measure } = item
  const typed = item.kind === 'number' ? readNumber(text) : item.kind === 'clock' ? readClock(text) : readMonth(item, text)
  if (!measure || typed === undefined) return undefined
  // Half past one at night belongs to the evening before, where the question goes on past midnight.
  const measured = item.kind === 'clock' && typed < measure.from ? typed + day : typed
  const step = Math.floor((measured - measure.from) / measure.step) * measure.step + measure.from
  return measured > measure.to ? undefined : valueOfMeasured(item, step)
}

function readNumber(text: string): number | undefined {
  return /^-?\d{1,6}$/.test(text) ? Number(text) : undefined
}

function readClock(text: string): number | undefined {
  const [, hours = '', minutes = '0'] = /^(\d{1,2})(?:[:. ]?(\d{2}))?$/.exec(text) ?? []
  if (hours === '' || Number(hours) > 24 || Number(minutes) > 59) return undefined
  return (Number(hours) * 60 + Number(minutes)) % day
}

function readMonth({ measure }: Pick<Item, 'measure'>, text: string): number | undefined {
  if (measure?.step === year) return /^\d{4}$/.test(text) ? Number(text) * year + (measure.from % year) : undefined
  const [, month = '', of = ''] = /^(\d{1,2})[\s./-]?(\d{4})$/.exec(text) ?? []
  return month === '' || Number(month) < 1 || Number(month) > 12 ? undefined : Number(of) * year + Number(month) - 1
}

function includes(value: number, place: number): boolean {
  return Math.floor(value / 2 ** place) % 2 === 1
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0')
}
