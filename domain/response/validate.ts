/** Whether a number can be the answer to an item at all. */
import type { Item } from '../questionnaire/questionnaire.ts'
import { declined } from './answer.ts'

/**
 * `declined` always can; otherwise an option's place (one choice, ladder) or a sum of places with at least one
 * chosen (several choices).
 *
 * @example isPossible(item with 4 options, 5) // false
 */
export function isPossible({ kind, options }: Pick<Item, 'kind' | 'options'>, value: number): boolean {
  const greatest = kind === 'multiple' ? 2 ** options.length - 1 : options.length
  return Number.isInteger(value) && value >= declined && value <= greatest
}
