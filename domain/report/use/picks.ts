/** Which findings are taken to a meeting or a lesson: picked by rule, and exchanged by whoever knows the room. */
import type { Card } from '../card.ts'
import { standingOfCard, strengthsBefore } from './standing.ts'

export type Part = 'strength' | 'look' | 'act'
export type Pick = { readonly part: Part; readonly card: Card }

/** How sure a share is to be as good, or as poor, as it looks: the near end of its interval. */
const surely = ({ figure }: Card) => figure?.favourable?.low ?? 0
const atMost = ({ figure }: Card) => figure?.favourable?.high ?? 100
const gap = ({ comparison }: Card) => comparison?.gap?.points ?? 0

const parts: readonly Part[] = ['strength', 'look', 'act']

/**
 * Three for a lesson: what most surely goes well, what most surely does not, and, of the themes a class can do something about itself,
 * where there is most to win; each of another theme where that is possible. What somebody has chosen stands in its place. Only cards
 * with a favourable side are picked, for a lesson begins with whether something is good.
 */
export function pickThree(
  cards: readonly Card[],
  isInTheirHands: (card: Card) => boolean,
  chosen: readonly string[] = [],
): readonly Pick[] {
  const taken: Pick[] = []
  const open = () => cards.filter((card) => card.figure?.favourable && !taken.some((pick) => pick.card.item === card.item))
  const elsewhere = (from: readonly Card[]) => {
    const apart = from.filter(({ theme }) => !taken.some((pick) => pick.card.theme === theme))
    return apart.length > 0 ? apart : from
  }
  const candidates: Readonly<Record<Part, () => readonly Card[]>> = {
    strength: () => open().toSorted((a, b) => gap(b) - gap(a) || surely(b) - surely(a)),
    look: () => open().toSorted((a, b) => gap(a) - gap(b) || atMost(a) - atMost(b)),
    act: () =>
      open()
        .filter(isInTheirHands)
        .toSorted((a, b) => atMost(a) - atMost(b)),
  }
  for (const [place, part] of parts.entries()) {
    const wanted = cards.find(({ item }) => item === chosen[place])
    const own = wanted && !taken.some((pick) => pick.card.item === wanted.item) ? wanted : elsewhere(candidates[part]())[0]
    if (own) taken.push({ part, card: own })
  }
  return taken
}

/** For a meeting with little time: up to so many strengths, and up to so many to look at, or to know where nothing is to be looked at. */
export function pickFew(cards: readonly Card[], strengths = 3, others = 2): readonly Card[] {
  const inOrder = strengthsBefore(cards)
  const well = inOrder.filter((card) => standingOfCard(card) === 'strength')
  const look = inOrder.filter((card) => standingOfCard(card) === 'look')
  const rest = look.length > 0 ? look : inOrder.filter((card) => standingOfCard(card) === 'plain')
  return [...well.slice(0, strengths), ...rest.slice(0, others)]
}
