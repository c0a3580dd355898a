/**
 * One answer, and how answers are packed.
 *
 * A closed answer is a small whole number: for one choice the option's place counted from 1, for several
 * choices the sum of 2^(place-1). `declined` is "jeg vil ikke svare", an answer like any other.
 */

/** Answers by place of the item in the questionnaire; `null` is not answered (yet). */
export type Answers = readonly (number | null)[]

export const declined = 0

/** In a submitted response: the item was on the path but left open. */
export const blank = -1

/** In a submitted response: the item was not on the path this respondent took. */
export const hidden = -2

/** One value with the moment that decides which of two wins: later epoch, then later sequence. */
export type Mark = { readonly epoch: number; readonly sequence: number; readonly value: number }

const valueSpan = 2 ** 16
const sequenceSpan = 2 ** 20
const epochSpan = 2 ** 16

/**
 * Packs a mark into one whole number whose natural order is (epoch, sequence), so that merging two
 * drafts is taking the greater number item by item, in any order and any number of times.
 *
 * Ranges: epoch 1-65535, sequence 1-1048575, value 0-65535. Outside them it throws: no client of ours
 * can get there, and a wrapped number would let an old answer win.
 */
export function packMark({ epoch, sequence, value }: Mark): number {
  if (!inRange(epoch, 1, epochSpan - 1) || !inRange(sequence, 1, sequenceSpan - 1) || !inRange(value, 0, valueSpan - 1)) {
    throw new RangeError('a mark is out of range')
  }
  return (epoch * sequenceSpan + sequence) * valueSpan + value
}

/** The value in a packed mark. */
export function valueOf(packed: number): number {
  return packed % valueSpan
}

function inRange(number: number, low: number, high: number): boolean {
  return Number.isInteger(number) && number >= low && number <= high
}
