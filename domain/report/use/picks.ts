/** Which findings are taken to a meeting or a lesson: picked by rule, and exchanged by whoever knows the room. */
import type { Card } from '../card.ts'
import { strengthsFirst } from '../finding.ts'
import { standouts } from '../in-short.ts'
import { type Standing, standingOfCard } from '../standing.ts'

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

/**
 * For a meeting with little time: what the report says in short (`in-short.ts`), up to so many strengths and up to so many to look at.
 * Where that is fewer, those that come nearest are brought too; what is not sure is called neither one nor the other.
 */
export function pickFew<C extends Card>(cards: readonly C[], strengths = 3, others = 2): readonly C[] {
  const inOrder = strengthsFirst(cards)
  const standing = (one: Standing) => inOrder.filter((card) => standingOfCard(card) === one)
  const told = standouts(cards)
  const said = (lines: readonly { readonly item: string }[]) => lines.flatMap(({ item }) => cards.find((card) => card.item === item) ?? [])
  const nearest = standing('plain').toSorted((a, b) => surely(b) - surely(a))
  const well = [...new Set([...said(told.well), ...standing('strength'), ...nearest])].slice(0, strengths)
  const poorest = nearest.filter((card) => !well.includes(card)).toSorted((a, b) => atMost(a) - atMost(b))
  const look = [...new Set([...said(told.look), ...standing('look'), ...poorest])].slice(0, others)
  return inOrder.filter((card) => well.includes(card) || look.includes(card))
}
