/**
 * The order in which a professional may want to see children. It is an order of work and no figure: nothing of it
 * is shown as a number, kept, or said about the child.
 *
 * 1. Who has asked for a talk. 2. Who is to be followed up on today or before. 3. More red answers that nobody has
 * marked. 4. More yellow ones. 5. Who has not been talked with. 6. Who has answered before who has not. Then by name.
 */
export type Need = {
  readonly name: string
  readonly hasAnswered: boolean
  readonly wantsToTalk: boolean
  /** Answers by colour that nobody has marked yet. */
  readonly red: number
  readonly yellow: number
  readonly followUpOn: string | null
  readonly talkedOn: string | null
}

/** Compares two for sorting; names by the language's own alphabet. Talked with already comes after, unless a day to follow up has come. */
export function compareNeed(today: string, compareNames: (one: string, other: string) => number): (one: Need, other: Need) => number {
  const isDue = ({ followUpOn }: Need) => followUpOn !== null && followUpOn <= today
  const asks = ({ wantsToTalk, talkedOn }: Need) => wantsToTalk && talkedOn === null
  return (one, other) =>
    first(asks(one), asks(other)) ||
    first(isDue(one), isDue(other)) ||
    other.red - one.red ||
    other.yellow - one.yellow ||
    first(one.talkedOn === null, other.talkedOn === null) ||
    first(one.hasAnswered, other.hasAnswered) ||
    compareNames(one.name, other.name)
}

function first(one: boolean, other: boolean): number {
  return Number(other) - Number(one)
}
