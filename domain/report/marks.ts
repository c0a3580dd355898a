/** What stands out in a report, counted from its cards. */
import type { Card } from './card.ts'
import { standingOfCard } from './standing.ts'

export type Mark = 'well' | 'look'

/**
 * A theme's mark, by the rule of its questions (`standing.ts`). "Look closer" when one of them is to be looked at; "goes well" when
 * one is clearly better than what it is compared with, or when all that is shown are strengths. Most themes have none.
 */
export function markOf(cards: readonly Card[]): Mark | undefined {
  const standings = cards.filter(({ figure }) => figure?.favourable).map(standingOfCard)
  if (standings.includes('look')) return 'look'
  if (cards.some(({ comparison }) => comparison?.gap?.verdict === 'clearlyHigher')) return 'well'
  return standings.length > 1 && standings.every((standing) => standing === 'strength') ? 'well' : undefined
}

export type Standing = { readonly higher: number; readonly lower: number; readonly compared: number; readonly shown: number }

/** How many questions are shown, how many could be compared, and how those came out. */
export function standingOf(cards: readonly Card[]): Standing {
  const verdicts = cards.flatMap(({ comparison }) => comparison?.gap?.verdict ?? [])
  return {
    higher: verdicts.filter((verdict) => verdict === 'clearlyHigher').length,
    lower: verdicts.filter((verdict) => verdict === 'clearlyLower').length,
    compared: verdicts.length,
    shown: cards.filter(({ state }) => state !== 'hidden').length,
  }
}

/** The reason most of the hidden cards share, for a report that shows nothing at all. */
export function mainReason(cards: readonly Card[]): NonNullable<Card['hidden']> | undefined {
  const reasons = cards.flatMap(({ hidden }) => hidden ?? [])
  const counts = new Map<string, number>()
  for (const { reason } of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1)
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  const alike = reasons.filter(({ reason }) => reason === most?.[0])
  return alike.find(({ openAt }) => openAt !== null) ?? alike[0]
}
