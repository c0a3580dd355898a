/**
 * A figure that has left the house: one line of the publication ledger. Whatever was shown, printed, sent or fetched, to any role
 * and at any level, is a line, so that somebody who was shown everything can be played (`boernungeliv attack`).
 */
import type { UnitKey } from '../organisation/unit.ts'

export type PublicationLine = {
  /** When it was first shown in this form to this audience, ISO 8601. Shown again unchanged, it is the same line. */
  readonly at: string
  /** Who was shown it: a role (`domain/access/actor.ts`), `municipalities` for what is released to others, or `public`. */
  readonly audience: string
  /** The survey; of region and country the questionnaire, its edition and the school year. */
  readonly wave: string
  readonly unit: UnitKey
  /** The units above it inside the municipality, nearest first: whose respondents are among whose. */
  readonly within: readonly UnitKey[]
  /** The part that is left out of the unit: "the rest of the school" is the school without the class. Null for the whole unit. */
  readonly without: UnitKey | null
  readonly split: 'all' | 'female' | 'male'
  readonly question: string
  /** An option's code; `declined` and `blank` too, where they are told. */
  readonly category: string
  /** Answers to the question in the group; the figure is of these. */
  readonly n: number
} & (
  | { readonly count: number }
  /** Told roughly: at least `low` and at most `high` of the n. */
  | { readonly low: number; readonly high: number }
)

/** How figures leave: on a page of ours, as a file, as slides. What is released to all municipalities has no reader yet. */
export const forms = ['screen', 'pdf', 'xlsx', 'csv', 'json', 'slides', 'dialogue', 'pupils', 'release'] as const
export type Form = (typeof forms)[number]
