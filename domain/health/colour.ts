/** Which colour an answer has by the rules, and the worst of a theme's. */
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'
import { chooses, measuredOf } from '../questionnaire/value.ts'
import { declined, hidden } from '../response/answer.ts'
import type { Colour, ColourRules, Mark } from './colour-rules.ts'

/** What one place of a submitted response holds. A measured answer has its band as option, and what was measured. */
export type Given = {
  readonly state: 'answered' | 'declined' | 'blank' | 'hidden'
  readonly options: readonly string[]
  /** In the item's own unit; null of what measures nothing. */
  readonly measured: number | null
}

/**
 * A submitted value as option codes. A skip is no option; nor is a value the item can't have, which would be
 * another version's: it counts as left open. A short text is answered and has no option: its words are kept elsewhere.
 */
export function readAnswer(item: Item, value: number | null | undefined): Given {
  const nothing = { options: [], measured: null }
  if (value === hidden || item.kind === 'information') return { state: 'hidden', ...nothing }
  if (value === declined) return { state: 'declined', ...nothing }
  if (value === null || value === undefined) return { state: 'blank', ...nothing }
  if (item.kind === 'text') return { state: value === 1 ? 'answered' : 'blank', ...nothing }
  const options = item.options.filter((_, place) => chooses(item, value, place))
  if (options.length === 0) return { state: 'blank', ...nothing }
  return { state: 'answered', options, measured: item.measure ? measuredOf(item, value) : null }
}

/**
 * The colour of one answer: the worst of its options'. Grey when the question was passed over, never green.
 * Null when the rules say nothing of the item or of what was chosen, and when it was never asked.
 */
export function colourOf(item: Item, given: Given, rules: ColourRules | undefined): Mark | null {
  const rule = rules?.rules[item.code]
  if (!rule || given.state === 'hidden') return null
  if (given.state !== 'answered') return 'grey'
  return worst(given.options.flatMap((option) => rule[option] ?? []))
}

const severity: Readonly<Record<Mark, number>> = { green: 0, grey: 1, yellow: 2, red: 3 }

/** The worst of them: red, yellow, grey, green. A theme that was passed over in part is not green. Null of none. */
export function worst(marks: readonly Mark[]): Mark | null {
  return marks.reduce<Mark | null>((found, mark) => (found === null || severity[mark] > severity[found] ? mark : found), null)
}

/** How bad a colour is, greater is worse; only for putting answers in order. */
export function severityOf(colour: Colour | 'grey'): number {
  return severity[colour]
}

/** The worst colour of every theme that has one, in the questionnaire's order. */
export function themeColours(
  questionnaire: Questionnaire,
  answers: readonly (number | null)[],
  rules: ColourRules | undefined,
): readonly { readonly theme: string; readonly colour: Mark }[] {
  return questionnaire.themes.flatMap((theme) => {
    const marks = questionnaire.items.flatMap((item, place) =>
      item.theme === theme ? (colourOf(item, readAnswer(item, answers[place]), rules) ?? []) : [],
    )
    const colour = worst(marks)
    return colour === null ? [] : [{ theme, colour }]
  })
}

/** How many answers of each colour a response holds. */
export function countColours(
  questionnaire: Questionnaire,
  answers: readonly (number | null)[],
  rules: ColourRules | undefined,
): Readonly<Record<Mark, number>> {
  const counts = { green: 0, yellow: 0, red: 0, grey: 0 }
  for (const [place, item] of questionnaire.items.entries()) {
    const colour = colourOf(item, readAnswer(item, answers[place]), rules)
    if (colour !== null) counts[colour] += 1
  }
  return counts
}
