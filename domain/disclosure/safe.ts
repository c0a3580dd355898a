/** When a histogram may be published: enough answers, and not nearly all of them the same sensitive one. */
import type { Item } from '../questionnaire/questionnaire.ts'
import { chooses } from '../questionnaire/value.ts'

/** How many gave each answer; values as in `response/answer.ts`, declined and blank left out. */
export type Tally = ReadonlyMap<number, number>

/**
 * SAFE of the sealing rule: at least `minimum` answers, and for the sensitive options, alone and together,
 * more than `insiders` respondents who chose none of them. Otherwise somebody who knows their own answer, and
 * those of their friends, learns what all the others said without anybody being singled out: group attribute
 * disclosure (ESSnet Handbook on SDC, 2nd ed.; Lupp & Langsrud 2021).
 *
 * The largest union is the strictest, so it alone is tried. Where every option is sensitive their union is
 * everybody, which says nothing, and each option is tried by itself.
 */
export function isSafe(item: Item, tally: Tally, minimum: number, insiders: number): boolean {
  const answered = total(tally)
  if (answered < minimum) return false
  return sensitiveUnions(item).every((options) => answered - countChoosing(item, tally, options) > insiders)
}

/** Answers in a tally. */
export function total(tally: Tally): number {
  let sum = 0
  for (const count of tally.values()) sum += count
  return sum
}

function sensitiveUnions(item: Item): readonly (readonly number[])[] {
  const places = item.sensitiveOptions.map((code) => item.options.indexOf(code))
  if (places.length === 0) return []
  return places.length < item.options.length ? [places] : places.map((place) => [place])
}

function countChoosing(item: Item, tally: Tally, options: readonly number[]): number {
  let sum = 0
  for (const [value, count] of tally) if (options.some((option) => chooses(item, value, option))) sum += count
  return sum
}
