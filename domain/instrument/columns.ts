/** Responses and their scores as columns, and the steps that work through them. */
import type { Sex } from './instrument.ts'

/** In a column of answers: not answered. In a column of bands: no band. No answer may be that high, and no system has as many. */
export const none = 255

/** In columns of whom the answers are about. */
export const sexes: Readonly<Record<Sex, number>> = { girl: 1, boy: 2 }
export const unknownSex = 0
export const unknownAge = 65_535

/** Responses to one version, a column for each thing that is known of them. */
export type AnswerColumns = {
  /** Of each asked item in order, then of each item of the impact that counts, its gate first: raw answers, or `none`. */
  readonly answers: readonly Uint8Array[]
  /** 1 girl, 2 boy, 0 unknown; absent when it is not known of any. */
  readonly sex?: Uint8Array
  /** Completed months, or `unknownAge`; absent when it is not known of any. */
  readonly ageInMonths?: Uint16Array
}

/** What they amount to. */
export type ScoreColumns = {
  readonly answered: Uint16Array
  /** In the order of `scores`; NaN is no score. */
  readonly scores: readonly Float64Array[]
  /** In the order of `bands`: places in the system's list, the best first, or `none`. */
  readonly bands: readonly Uint8Array[]
  /** In the order of `alerts`: 1 when somebody must see it. */
  readonly alerts: readonly Uint8Array[]
}

/** Responses are scored so many at a time, so that what is being added up stays close to the processor. */
export const blockSize = 2048

/** Does one thing to a block of responses. */
export type Step = (given: AnswerColumns, into: ScoreColumns, block: Block) => void

export type Block = { start: number; length: number; readonly sums: Int32Array; isRefused: boolean }

/** Where a column stands; -1 when there is none. */
export type Places = { readonly item: (code: string) => number; readonly score: (code: string) => number }

/** NOTE: a column too few is a mistake in the program that calls, not in an answer. */
export function columnOf({ answers }: AnswerColumns, place: number): Uint8Array {
  const column = answers[place]
  if (!column) throw new Error(`there is no column of answers at place ${place}`)
  return column
}

export function scoresOf({ scores }: ScoreColumns, place: number): Float64Array {
  const column = scores[place]
  if (!column) throw new Error(`there is no column of scores at place ${place}`)
  return column
}

export function bandsOf({ bands }: ScoreColumns, place: number): Uint8Array {
  const column = bands[place]
  if (!column) throw new Error(`there is no column of bands at place ${place}`)
  return column
}
