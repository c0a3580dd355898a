/**
 * Where each item's counts stand when a group's answers are counted into one row of whole numbers.
 *
 * Per item: answered, declined ("jeg vil ikke svare"), blank, then one count per option. Hidden answers
 * are counted nowhere. The layout follows from the frozen questionnaire alone, so a row of counts never
 * needs more than the questionnaire's code and version to be read.
 */
import type { Item, Questionnaire } from './questionnaire.ts'

export type Cell = { readonly item: Item; readonly place: number; readonly offset: number }

export type Codebook = {
  readonly cells: readonly Cell[]
  /** Numbers in one row of counts. */
  readonly width: number
}

export const answeredAt = 0
export const declinedAt = 1
export const blankAt = 2
export const optionsAt = 3

export function codebook(questionnaire: Questionnaire): Codebook {
  let offset = 0
  const cells = questionnaire.items.map((item, place) => {
    const cell = { item, place, offset }
    offset += optionsAt + item.options.length
    return cell
  })
  return { cells, width: offset }
}
