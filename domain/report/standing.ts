/** How a finding is talked about: as something that goes well, something to look at, or something to know. */
import type { Card } from './card.ts'

export type Standing = 'strength' | 'look' | 'plain'

/** From this share of good answers on, in percent, most answer well. */
export const most = 75
/** Below this share fewer than half do. */
export const half = 50

/**
 * The one rule for "goes well" and "look closer", whoever says it: in short, a theme's mark, a meeting, a lesson, a slide
 * ([decision 80](../../docs/decisions/0080-look-closer-where-it-is-sure.md)). First what is clearly different from the comparison;
 * without that what is surely so: the whole interval is at 75 % or more, or below 50 %. What chance could have made is neither.
 */
export function standingOfCard({ figure, comparison }: Pick<Card, 'figure' | 'comparison'>): Standing {
  const verdict = comparison?.gap?.verdict
  if (verdict === 'clearlyLower') return 'look'
  if (verdict === 'clearlyHigher') return 'strength'
  const share = figure?.favourable
  if (!share) return 'plain'
  if (share.low >= most) return 'strength'
  return share.high < half ? 'look' : 'plain'
}
