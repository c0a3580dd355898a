/**
 * What of a response a parent is shown. A health professional may keep an answer from the parents where the child's
 * interest decides (sundhedsloven § 37, stk. 2).
 *
 * Nothing may tell which answer it was. So a parent is shown what was answered and nothing else: a question that was
 * passed over, one that was never asked and one that is kept from them look alike, in the list and in every count. What
 * was asked only because of a hidden answer tells what it was, and goes with it.
 */
import { lookedBackOn } from '../questionnaire/conditions.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { readAnswer } from './colour.ts'

/** Codes of the items that are shown, in the questionnaire's order. `hidden` are codes of items. */
export function shownToParent(
  questionnaire: Questionnaire,
  answers: readonly (number | null)[],
  hidden: ReadonlySet<string>,
): readonly string[] {
  const kept = new Set<string>()
  return questionnaire.items.flatMap((item, place) => {
    const follows = item.showIf === undefined ? [] : lookedBackOn(item.showIf)
    if (hidden.has(item.code) || follows.some((code) => kept.has(code))) {
      kept.add(item.code)
      return []
    }
    return readAnswer(item, answers[place]).state === 'answered' ? [item.code] : []
  })
}
