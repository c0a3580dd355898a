/**
 * Where each item's counts stand when a group's answers are counted into one row of whole numbers.
 *
 * Per item: answered, declined ("jeg vil ikke svare"), blank, then one count per option; of a measured item its options are
 * bands. Hidden answers are counted nowhere, and neither a short text nor a page that is read has a cell at all. The layout follows from the frozen questionnaire alone, so a row of counts never
 * needs more than the questionnaire's code and version to be read.
 */
import { countedItems } from './indices.ts'
import type { Item, Questionnaire } from './questionnaire.ts'

/** `place` is the item's among those that are counted (`indices.ts`), which need not be the cell's among the cells. */
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
  const cells = countedItems(questionnaire).flatMap((item, place): readonly Cell[] => {
    if (!isCounted(item)) return []
    const cell = { item, place, offset }
    offset += optionsAt + item.options.length
    return [cell]
  })
  return { cells, width: offset }
}

/** Whether answers to it are counted, and so may stand in a report. */
export function isCounted({ kind }: Pick<Item, 'kind'>): boolean {
  return kind !== 'text' && kind !== 'information'
}
