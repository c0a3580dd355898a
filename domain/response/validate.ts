/** Whether a number can be the answer to an item at all. */
import type { Item } from '../questionnaire/questionnaire.ts'
import { greatestValue } from '../questionnaire/value.ts'
import { declined } from './answer.ts'

/**
 * `declined` always can; otherwise what `questionnaire/value.ts` says: an option's place, a sum of places with at least one
 * chosen, a step of what is measured. Nothing can be the answer to a page that asks nothing.
 *
 * @example isPossible(item with 4 options, 5) // false
 */
export function isPossible(item: Pick<Item, 'kind' | 'options' | 'measure'>, value: number): boolean {
  return item.kind !== 'information' && Number.isInteger(value) && value >= declined && value <= greatestValue(item)
}
