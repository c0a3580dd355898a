/**
 * Where something is needed: of each question the share that did not give a good answer, and how many children or young people that may
 * be. Unranked: institutions stand by their names, and a share without its interval is never told.
 */
import type { Card } from './card.ts'
import { responseBand } from './response-band.ts'
import { shrunken, siblingPrior } from './shrinkage.ts'

export type NeedFigure = {
  readonly item: string
  /** Answers, and those of them that were another than a good one. */
  readonly n: number
  readonly count: number
  /** Those who gave another answer than a good one, 0 to 100, with its 95 % interval. */
  readonly percent: number
  readonly low: number
  readonly high: number
  /** As many of those who were invited; null where too few have answered to guess at the rest. */
  readonly people: { readonly count: number; readonly low: number; readonly high: number } | null
}

type Turnout = { readonly invited: number; readonly answered: number }

/** What a card tells of need; undefined where it has no figure, or no answer of it is good or bad. */
export function needOf(card: Pick<Card, 'item' | 'figure'>, { invited, answered }: Turnout): NeedFigure | undefined {
  const { figure } = card
  if (!figure?.favourable || figure.n === 0) return undefined
  const share = { percent: other(figure.favourable.percent), low: other(figure.favourable.high), high: other(figure.favourable.low) }
  // Of those who are missing nothing is guessed where so few have answered that the group is compared with nobody.
  const band = responseBand({ invited, answered })
  const isEnough = band !== 'noComparison' && band !== 'unknown'
  const of = (percent: number) => Math.round((percent / 100) * invited)
  return {
    item: card.item,
    n: figure.n,
    count: figure.n - figure.favourable.count,
    ...share,
    people: isEnough ? { count: of(share.percent), low: of(share.low), high: of(share.high) } : null,
  }
}

/** One place's figures, and whether it is one of those that stand beside each other in the list. */
export type NeedPlace = { readonly isListed: boolean; readonly figures: readonly NeedFigure[] }

/**
 * What is likely of a place that stands in a list, once it is remembered how alike places are: the more pulled towards the others the fewer
 * have answered (`shrinkage.ts`). Undefined where there are no others to be pulled towards.
 */
export function likelyAt(place: NeedPlace, places: readonly NeedPlace[], item: string): number | undefined {
  const figureIn = ({ figures }: NeedPlace) => figures.find((figure) => figure.item === item)
  const own = figureIn(place)
  const siblings = places.filter(({ isListed }) => isListed).flatMap((one) => figureIn(one) ?? [])
  const prior = siblings.length > 1 ? siblingPrior(siblings) : null
  return own && place.isListed && prior ? Math.round(shrunken(own, prior) * 100) : undefined
}

/** The rest of a hundred, with as many decimals. */
function other(percent: number): number {
  return Math.round((100 - percent) * 10) / 10
}
