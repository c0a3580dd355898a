/** What of a questionnaire is asked in a track. */
import type { Condition, Item, Questionnaire } from './questionnaire.ts'

export type Track = 'statistics' | 'health' | 'assessment'

/** Holds for nobody: none of nothing. */
const never: Condition = { op: 'or', all: [] }

/**
 * The questionnaire as this track asks it: with the same items in the same places. In the statistics track nobody writes with
 * their own words, so a short text is never met there: not in a survey that has one by mistake, and not by who answers the
 * statistics twin beside others who answer by name. So it is with an instrument in a questionnaire that is for health alone: what
 * asks for help is not asked where nobody may know who answered.
 */
export function askedIn(track: Track, questionnaire: Questionnaire): Questionnaire {
  const { tracks = ['statistics'], items } = questionnaire
  const isByName = ({ kind, instrument }: Item) => kind === 'text' || (instrument !== undefined && !tracks.includes('statistics'))
  if (track !== 'statistics' || !items.some(isByName)) return questionnaire
  return { ...questionnaire, items: items.map((item) => (isByName(item) ? { ...item, showIf: never } : item)) }
}
