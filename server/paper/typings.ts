/** What a typist meets of a sheet, from the typings there are. */
import type { OpenSheet } from '#api/paper.ts'
import type { Typing } from '#database/paper.ts'
import { isSame } from '#database/keyring.ts'
import { type Entries, type Entry, unclear } from '#domain/paper/entry.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { isPossible } from '#domain/response/validate.ts'
import { Problem } from '../problem.ts'

/** The typing that this typist has begun and not ended. */
export function ownUnfinished(typings: readonly Typing[], typist: Buffer): Typing | undefined {
  return typings.find((typing) => !typing.isDone && isSame(typing.typist, typist))
}

/** Where the sheet has come. Of a typing that is not ended nothing is shown but to whoever types it, and never beside the other. */
export function stageOf(typings: readonly Typing[], typist: Buffer): OpenSheet {
  const own = ownUnfinished(typings, typist)
  if (own) return { stage: 'typing', turn: own.turn, revision: own.revision, entries: [...own.entries] }
  const [first, second] = typings
  if (!first || !first.isDone || second?.isDone === false) throw new Problem('sheet-being-typed')
  return second ? { stage: 'settling', first: [...first.entries], second: [...second.entries] } : { stage: 'once' }
}

/** Refuses what the questions can't have. Answers to questions that are not met are kept as typed, and left out when they are compared. */
export function refuseImpossible({ items }: Questionnaire, entries: readonly { readonly place: number; readonly entry: Entry }[]): void {
  const places = entries.flatMap(({ place, entry }) => {
    const item = items[place]
    if (!item) return [place]
    const isGood =
      entry === null || entry === unclear
        ? true
        : typeof entry === 'string'
          ? item.kind === 'text' && entry.trim() !== ''
          : isPossible(item, entry) && (item.kind !== 'text' || entry === 0)
    return isGood ? [] : [place]
  })
  if (places.length > 0) throw new Problem('answer-not-possible', { places })
}

export function isAlike(one: Entries, other: Entries): boolean {
  return one.length === other.length && one.every((entry, place) => entry === other[place])
}
