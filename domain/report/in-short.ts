/**
 * A report in short, for somebody who has five minutes: what goes well, what to look at, how sure it is, and what is hidden. It is read
 * out of the report's own cards and says nothing that they don't.
 */
import type { Card } from './card.ts'
import { responseBand, type ResponseBand } from './response-band.ts'
import { type Standing, standingOfCard } from './standing.ts'

export type ShortCause = 'clearlyHigher' | 'most' | 'clearlyLower' | 'lessThanHalf'
export type ShortLine = { readonly item: string; readonly theme: string; readonly cause: ShortCause }

export type InShort = {
  readonly well: readonly ShortLine[]
  readonly look: readonly ShortLine[]
  readonly rate: ResponseBand
  /** Fewer than these and one child's answer moves every figure. */
  readonly isSmall: boolean
  /** Whether anything was held against another group at all. */
  readonly isCompared: boolean
  /** How many questions, and how many for each reason, the most first. */
  readonly hidden: {
    readonly count: number
    readonly reasons: readonly { readonly reason: NonNullable<Card['hidden']>['reason']; readonly count: number }[]
  }
}

const atMost = 3

/** A group in which one answer is worth more than five points. */
const smallGroup = 20

export function inShort(cards: readonly Card[], turnout: { readonly answered: number; readonly invited: number }): InShort {
  const hidden = cards.filter(({ state }) => state === 'hidden')
  return {
    ...standouts(cards),
    rate: responseBand(turnout),
    isSmall: turnout.answered > 0 && turnout.answered < smallGroup,
    isCompared: cards.some(({ comparison }) => comparison?.gap),
    hidden: { count: hidden.length, reasons: reasonsOf(hidden) },
  }
}

/**
 * Well: what is clearly better than the comparison, the largest gap first; then where surely three in four gave a good answer, one of
 * each theme. To look at: what is clearly worse; then where surely fewer than half gave a good one (`standing.ts`). A gap that chance
 * could make is in neither.
 */
export function standouts(cards: readonly Card[]): Pick<InShort, 'well' | 'look'> {
  const gap = ({ comparison }: Card) => comparison?.gap
  const byGap = (sign: 1 | -1) => (a: Card, b: Card) => sign * ((gap(b)?.points ?? 0) - (gap(a)?.points ?? 0))
  const standing = (one: Standing) => cards.filter((card) => standingOfCard(card) === one)
  const clearly = (verdict: 'clearlyHigher' | 'clearlyLower') => cards.filter((card) => gap(card)?.verdict === verdict)
  const higher = clearly('clearlyHigher').toSorted(byGap(1))
  const lower = clearly('clearlyLower').toSorted(byGap(-1))
  const good = standing('strength').toSorted((a, b) => (b.figure?.favourable?.low ?? 0) - (a.figure?.favourable?.low ?? 0))
  const poor = standing('look').toSorted((a, b) => (a.figure?.favourable?.high ?? 0) - (b.figure?.favourable?.high ?? 0))
  return {
    well: [...lines(higher, 'clearlyHigher'), ...lines(oneOfEachTheme(without(good, higher)), 'most')].slice(0, atMost),
    look: [...lines(lower, 'clearlyLower'), ...lines(oneOfEachTheme(without(poor, lower)), 'lessThanHalf')].slice(0, atMost),
  }
}

function reasonsOf(hidden: readonly Card[]): InShort['hidden']['reasons'] {
  const reasons = hidden.flatMap((card) => card.hidden?.reason ?? [])
  return [...new Set(reasons)]
    .map((reason) => ({ reason, count: reasons.filter((one) => one === reason).length }))
    .toSorted((a, b) => b.count - a.count)
}

function lines(cards: readonly Card[], cause: ShortCause): readonly ShortLine[] {
  return cards.map(({ item, theme }) => ({ item, theme, cause }))
}

function without(cards: readonly Card[], taken: readonly Card[]): readonly Card[] {
  return cards.filter((card) => !taken.includes(card))
}

function oneOfEachTheme(cards: readonly Card[]): readonly Card[] {
  return cards.filter((card, place) => cards.findIndex(({ theme }) => theme === card.theme) === place)
}
