/** What of a questionnaire is asked in a track. */
import type { Condition, Item, Questionnaire } from './questionnaire.ts'

export type Track = 'statistics' | 'health' | 'assessment'

/** Holds for nobody: none of nothing. */
const never: Condition = { op: 'or', all: [] }

/**
 * The questionnaire as this track asks it: with the same items in the same places. In the statistics track nobody writes with
 * their own words, so a short text is never met there: not in a survey that has one by mistake, and not by who answers the
 * statistics twin beside others who answer by name.
 */
export function askedIn(track: Track, questionnaire: Questionnaire): Questionnaire {
  if (track !== 'statistics' || !questionnaire.items.some(isText)) return questionnaire
  return { ...questionnaire, items: questionnaire.items.map((item) => (isText(item) ? { ...item, showIf: never } : item)) }
}

function isText({ kind }: Item): boolean {
  return kind === 'text'
}
