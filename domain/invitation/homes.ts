/** Letters go to homes: two parents at one address have one letter, two homes have two. */
import type { RespondentLanguage } from '../text/text.ts'
import type { Receiver } from './invitation.ts'

/** A receiver with what stands in the window of the envelope; null where the letter is handed over. */
export type LetterTo = Pick<Receiver, 'pupilId' | 'as'> & {
  readonly name: string
  readonly lines: readonly string[] | null
  /** Null where nobody has said. */
  readonly language: RespondentLanguage | null
}

export type Home = {
  readonly as: Receiver['as']
  /** Names and address, or null: then the letter has an empty window and the school hands it over. */
  readonly window: readonly string[] | null
  readonly language: RespondentLanguage | null
}

/** The homes of one child's receivers, in the order given. Whoever is to be handed a letter shares one copy. */
export function homesOf(receivers: readonly LetterTo[]): readonly Home[] {
  return [...Map.groupBy(receivers, ({ lines }) => JSON.stringify(lines))].flatMap(([, same]): Home[] => {
    const [first] = same
    if (first === undefined) return []
    const names = [...new Set(same.map(({ name }) => name))]
    return [
      {
        as: same.some(({ as }) => as === 'custodyHolder') ? 'custodyHolder' : first.as,
        window: first.lines === null ? null : [...names, ...first.lines],
        language: same.find(({ language }) => language !== null)?.language ?? null,
      },
    ]
  })
}
