/**
 * What a small whole number says as the answer to an item (`response/answer.ts`): the one place that knows.
 *
 * One choice is the option's place from 1, several choices the sum of 2^(place-1). A measured answer is its step from 1:
 * `(measured - from) / step + 1`. Information is answered by nobody; a text is kept elsewhere, and 1 says that there is one.
 */
import type { Item } from './questionnaire.ts'

type Answered = Pick<Item, 'kind' | 'options' | 'measure'>

/** No item has a greater answer: fifteen options ticked, or as many steps. A submitted row is of 16 bits with a sign. */
export const greatestAnswer = 32_767

/** The greatest number that can be an answer; 0 where nothing is asked. */
export function greatestValue({ kind, options, measure }: Answered): number {
  if (measure) return Math.floor((measure.to - measure.from) / measure.step) + 1
  if (kind === 'information') return 0
  if (kind === 'text') return 1
  return kind === 'multiple' ? 2 ** options.length - 1 : options.length
}

/**
 * Whether the answer is, or for several choices includes, the option at this place (from 0). A measured one is the band it lies
 * in. What is no answer, or can't be one to this item, chooses nothing.
 */
export function chooses(item: Answered, value: number, option: number): boolean {
  if (value < 1 || value > greatestValue(item)) return false
  if (item.kind === 'multiple') return Math.floor(value / 2 ** option) % 2 === 1
  if (item.measure) return bandAt(item.measure.starts, measuredOf(item, value)) === option
  return value === option + 1
}

/** What was measured, in the item's own unit; NaN for an item that measures nothing. */
export function measuredOf({ measure }: Pick<Item, 'measure'>, value: number): number {
  return measure ? measure.from + (value - 1) * measure.step : Number.NaN
}

/** The answer for what was measured; undefined outside the range, and between two steps. */
export function valueOfMeasured({ measure }: Pick<Item, 'measure'>, measured: number): number | undefined {
  if (!measure || !Number.isInteger(measured) || measured < measure.from || measured > measure.to) return undefined
  const steps = (measured - measure.from) / measure.step
  return Number.isInteger(steps) ? steps + 1 : undefined
}

/**
 * The answer no finer than a report can count it: for a measured item the first of its band. What is kept in the statistics
 * track is kept so, for an exact bedtime is nobody's business there.
 */
export function coarsened(item: Answered, value: number): number {
  const { measure } = item
  if (!measure || value < 1) return value
  const start = measure.starts[bandAt(measure.starts, measuredOf(item, value))] ?? measure.from
  return Math.ceil((start - measure.from) / measure.step) + 1
}

function bandAt(starts: readonly number[], measured: number): number {
  // Not findLastIndex: this runs on the school's oldest tablet too.
  return starts.reduce((found, start, at) => (start <= measured ? at : found), 0)
}
