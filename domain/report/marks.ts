/** What stands out in a report, counted from its cards. */
import type { Card } from './card.ts'

export type Mark = 'well' | 'look'

/** Where most answers are good ones; the same line as the order of cards (`strengthsFirst`). */
const goodPercent = 75

/**
 * A theme's mark. "Look closer" only when something is clearly worse than what it is compared with; "goes
 * well" when something is clearly better, or when everything shown is good. Most themes have none.
 */
export function markOf(cards: readonly Card[]): Mark | undefined {
  const verdicts = cards.map(({ comparison }) => comparison?.gap?.verdict)
  if (verdicts.includes('clearlyLower')) return 'look'
  if (verdicts.includes('clearlyHigher')) return 'well'
  const shares = cards.flatMap(({ figure }) => figure?.favourable?.percent ?? [])
  return shares.length > 1 && shares.every((percent) => percent >= goodPercent) ? 'well' : undefined
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
