/**
 * Colour screening: what an answer option means for the talk, as versioned data (`facts/boernungeliv` 3.4).
 *
 * A colour belongs to an answer, never to the child. It is shown to the health professional alone, in the
 * health track alone, always with its icon and its word, together with the answer and the rule that gave it.
 */

/** `green` goes well, `yellow` ask about it, `red` ask about it first. Grey is not a rule: it is "not answered". */
export type Colour = 'green' | 'yellow' | 'red'

/** A colour for every option of the items that have a rule; other items have no colour. */
export type ColourRules = {
  /** Number of this JSON format. */
  readonly format: 1
  readonly questionnaire: { readonly code: string; readonly version: string }
  /** Raised by every change. A response keeps the version it was coloured by. */
  readonly version: string
  /** By item code, then option code; a ladder's options are '0' to '10'. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, Colour>>>>
}

/** The colour of one answer. `grey` when it is skipped, declined or not asked; null when the item has no rule. */
export type Mark = Colour | 'grey'
