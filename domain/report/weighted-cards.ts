/**
 * A municipality's figures as they would have been if every year and both sexes had answered as well as the others
 * (`weighting.ts`), beside what was answered.
 *
 * Made of figures alone that each year group's own report shows of its girls and its boys: whoever reads the municipality may read
 * those, so it tells nothing that they don't. Where one of them is hidden there is no weighted value, for with it and the
 * unweighted one the hidden one could be solved for. What is used is what `cells` holds, and the ledger is told of it.
 */
import { type Card, cardsOf, type ReportedUnit } from './card.ts'
import { figuredShare } from './clustering.ts'
import { intervalOf } from './difference.ts'
import { roundTo } from './precision.ts'
import { type Stratum, type ToldWeighted, weightedShare } from './weighting.ts'
import { favourableMoments } from '../disclosure/moments.ts'
import { codebook } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'

/** A year group of the municipality, and how many girls and boys of it were asked. */
export type YearGroup = { readonly unit: ReportedUnit; readonly female: number; readonly male: number }

/** Both values are told from here on; a smaller change would be read as more than it is. */
const tellingPoints = 1
/** Below this share of the answers the year groups stand for others than the figure does. */
const leastCovered = 0.8

export type WeightedCards<Group extends YearGroup = YearGroup> = {
  /** The same cards, each with its weighted share or null. */
  readonly cards: readonly Card[]
  /** What the year groups show of girls and boys, that was weighed. */
  readonly cells: readonly { readonly group: Group; readonly cards: readonly Card[] }[]
}

/** `groups` are all year groups that were asked; none where something of them is not known. */
export function weightedCards<Group extends YearGroup>(
  questionnaire: Questionnaire,
  municipality: ReportedUnit,
  cards: readonly Card[],
  groups: readonly Group[],
): WeightedCards<Group> {
  const wanted = new Set(cards.filter(({ figure }) => figure?.favourable).map(({ item }) => item))
  const options = {
    state: 'sealed',
    split: true,
    comparison: null,
    above: [],
    items: ({ code }: { code: string }) => wanted.has(code),
  } as const
  const shown = groups.map((group) => ({ group, cards: cardsOf(questionnaire, group.unit, options) }))
  const weighed = cards.map((card) => {
    const strata = wanted.has(card.item) ? strataOf(card.item, shown) : null
    return strata && { item: card.item, weighted: weighted(questionnaire, municipality, card, strata) }
  })
  const used = new Set(weighed.flatMap((one) => one?.item ?? []))
  return {
    cards: cards.map((card, place) => ({ ...card, weighted: weighed[place]?.weighted ?? null })),
    cells: shown
      .map(({ group, cards: own }) => ({ group, cards: own.filter(({ item }) => used.has(item)) }))
      .filter(({ cards: own }) => own.length > 0),
  }
}

/** Girls and boys of every year group; null where of one that was asked there is nothing to see. */
function strataOf(item: string, shown: WeightedCards['cells']): readonly Stratum[] | null {
  const strata = shown.flatMap(({ group, cards }) => {
    const split = cards.find((card) => card.item === item)?.split
    return (['female', 'male'] as const).map((sex): Stratum | null => {
      const of = split?.[sex]
      return of?.favourable ? { invited: group[sex], n: of.n, count: of.favourable.count } : null
    })
  })
  const known = strata.flatMap((stratum) => stratum ?? [])
  return known.length > 0 && known.length === strata.length ? known : null
}

function weighted(
  questionnaire: Questionnaire,
  { level, sums, schools, moments }: ReportedUnit,
  { item, figure }: Card,
  strata: readonly Stratum[],
): ToldWeighted | null {
  const made = weightedShare(level, strata)
  const cell = codebook(questionnaire).cells.find((one) => one.item.code === item)
  if (!made || !cell || !sums || !figure?.favourable) return null
  const { n, decimals, favourable } = figure
  const answers = strata.reduce((sum, stratum) => sum + stratum.n, 0)
  const percent = roundTo(made.weighted * 100, decimals)
  if (answers < leastCovered * n || Math.abs(percent - favourable.percent) < tellingPoints) return null
  // As sure as the figure is, less what weighting costs.
  const { share } = figuredShare(favourable.count, n, { schools, moments: moments?.all ? favourableMoments(moments.all, cell) : null })
  const effective = (share.effective * made.effective) / answers
  const { low, high } = intervalOf({ ...share, count: made.weighted * n, effective })
  const rounded = (part: number) => roundTo(part * 100, decimals)
  return { percent, low: rounded(low), high: rounded(high), covers: Math.round((100 * answers) / n), isCapped: made.isCapped }
}
