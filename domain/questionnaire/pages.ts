/** The pages a respondent meets: one question on each, which suits the youngest and hurries nobody. */
import { path } from './conditions.ts'
import type { Item, Questionnaire } from './questionnaire.ts'

export type Page = {
  readonly item: Item
  /** The item's place in the questionnaire, which is where its answer stands. */
  readonly place: number
  /** True where a theme begins on this path, so that its name can be said once. */
  readonly beginsTheme: boolean
}

/** The pages this person meets, in order, going by what has been answered so far. */
export function pages(questionnaire: Questionnaire, answers: readonly (number | null)[]): readonly Page[] {
  const isAsked = path(questionnaire, answers)
  const met = questionnaire.items.map((item, place) => ({ item, place })).filter(({ place }) => isAsked[place])
  return met.map((page, at) => ({ ...page, beginsTheme: met[at - 1]?.item.theme !== page.item.theme }))
}

/**
 * Where somebody who comes back goes on: the page after the last one answered. Questions skipped on the way
 * are not asked for again. Equals the number of pages when the last one is answered: then only "Inden du
 * slutter" is left.
 */
export function resumeAt(questionnaire: Questionnaire, answers: readonly (number | null)[]): number {
  // Not findLastIndex: this runs on the school's oldest tablet too.
  return pages(questionnaire, answers).reduce((after, { place }, at) => ((answers[place] ?? null) === null ? after : at + 1), 0)
}
