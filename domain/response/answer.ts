/**
 * One answer, and how answers are packed.
 *
 * A closed answer is a small whole number: for one choice the option's place counted from 1, for several
 * choices the sum of 2^(place-1). `declined` is "jeg vil ikke svare", an answer like any other.
 */

/** Answers by place of the item in the questionnaire; `null` is not answered (yet), or taken back. */
export type Answers = readonly (number | null)[]

export const declined = 0

/** Characters of a short text at most. */
export const textLength = 500

/** In a submitted response: the item was on the path but left open. */
export const blank = -1

/** In a submitted response: the item was not on the path this respondent took. */
export const hidden = -2

/**
 * One value with the moment that decides which of two wins: later epoch, then later sequence.
 * The value `null` takes an answer back: an open question wins over the choice made before.
 */
export type Mark = { readonly epoch: number; readonly sequence: number; readonly value: number | null }

const valueSpan = 2 ** 16
const sequenceSpan = 2 ** 20
const epochSpan = 2 ** 16

/** Stands for `null` inside a packed mark; no item has so many options that it could be an answer. */
const takenBack = valueSpan - 1

/**
 * Packs a mark into one whole number whose natural order is (epoch, sequence), so that merging two
 * drafts is taking the greater number item by item, in any order and any number of times.
 *
 * Ranges: epoch 1-65535, sequence 1-1048575, value 0-65534 or null. Outside them it throws: no client of
 * ours can get there, and a wrapped number would let an old answer win.
 */
export function packMark({ epoch, sequence, value }: Mark): number {
  if (!inRange(epoch, 1, epochSpan - 1) || !inRange(sequence, 1, sequenceSpan - 1) || !inRange(value ?? 0, 0, takenBack - 1)) {
    throw new RangeError('a mark is out of range')
  }
  return (epoch * sequenceSpan + sequence) * valueSpan + (value ?? takenBack)
}

/** The value in a packed mark; `null` when the answer was taken back. */
export function valueOf(packed: number): number | null {
  const value = packed % valueSpan
  return value === takenBack ? null : value
}

function inRange(number: number, low: number, high: number): boolean {
  return Number.isInteger(number) && number >= low && number <= high
}
