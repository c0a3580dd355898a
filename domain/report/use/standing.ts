/** How a finding is talked about: as something that goes well, something to look at, or something to know. */
import type { Card } from '../card.ts'

export type Standing = 'strength' | 'look' | 'plain'

/** The same lines as a report draws: three in four is good (`in-short.ts`), fewer than half is to be looked at. */
const good = 75
const poor = 50

export function standingOfCard({ figure, comparison }: Card): Standing {
  const verdict = comparison?.gap?.verdict
  if (verdict === 'clearlyLower') return 'look'
  if (verdict === 'clearlyHigher') return 'strength'
  const share = figure?.favourable
  if (!share) return 'plain'
  if (share.percent >= good) return 'strength'
  return share.percent < poor ? 'look' : 'plain'
}

const order: readonly Standing[] = ['strength', 'plain', 'look']

/** Strengths first over the whole report; otherwise as they stand in it. */
export function strengthsBefore<C extends Card>(cards: readonly C[]): readonly C[] {
  return cards
    .map((card, place) => ({ card, place, rank: order.indexOf(standingOfCard(card)) }))
    .sort((one, other) => one.rank - other.rank || one.place - other.place)
    .map(({ card }) => card)
}
