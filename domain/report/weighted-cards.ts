/**
 * A municipality's figures as they would have been if every year and both sexes had answered as well as the others
 * (`weighting.ts`), beside what was answered.
 *
 * Made of counts alone that each year group's own report shows of its girls and its boys: whoever reads the municipality may read
 * those, so it tells nothing that they don't. Where one of them is hidden there is no weighted value, for with it and the
 * unweighted one the hidden one could be solved for. What is used is what `parts` holds, and the ledger is told of it.
 */
import type { Card, ReportedUnit } from './card.ts'
import { figuredShare } from './clustering.ts'
import { intervalOf } from './difference.ts'
import { answersTo, favourableCount } from './figure.ts'
import { type Book, bookOf, partedBySex } from './plainness.ts'
import { roundTo } from './precision.ts'
import { type Stratum, type ToldWeighted, weightedShare } from './weighting.ts'
import { favourableMoments } from '../disclosure/moments.ts'
import type { SealedSum } from '../disclosure/sum.ts'
import type { Cell } from '../questionnaire/codebook.ts'
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
  /** Questions of which girls and boys of a year group were weighed. */
  readonly parts: readonly { readonly group: Group; readonly items: ReadonlySet<string> }[]
}

/** `groups` are all year groups that were asked; none where something of them is not known. */
export function weightedCards<Group extends YearGroup>(
  questionnaire: Questionnaire,
  municipality: ReportedUnit,
  cards: readonly Card[],
  groups: readonly Group[],
): WeightedCards<Group> {
  const book = bookOf(questionnaire)
  const weighed = cards.map((card) => {
    const cell = card.figure?.favourable ? book.cells.find(({ item }) => item.code === card.item) : undefined
    const strata = cell && strataOf(book, cell, groups)
    return strata ? { item: card.item, weighted: weighted(municipality, card, cell, strata) } : null
  })
  const used = new Set(weighed.flatMap((one) => one?.item ?? []))
  return {
    cards: cards.map((card, place) => ({ ...card, weighted: weighed[place]?.weighted ?? null })),
    parts: used.size === 0 ? [] : groups.map((group) => ({ group, items: used })),
  }
}

/** Girls and boys of every year group; null where of one that was asked there is nothing to see. */
function strataOf(book: Book, cell: Cell, groups: readonly YearGroup[]): readonly Stratum[] | null {
  const strata = groups.flatMap(({ unit, female, male }) => {
    const parted = partedBySex(book, unit.sums, cell)
    const of = (invited: number, sum: SealedSum | undefined): Stratum | null => {
      const count = sum ? favourableCount(sum, cell) : null
      return sum === undefined || count === null ? null : { invited, n: answersTo(sum, cell), count }
    }
    return [of(female, parted?.female), of(male, parted?.male)]
  })
  const known = strata.flatMap((stratum) => stratum ?? [])
  return known.length > 0 && known.length === strata.length ? known : null
}

function weighted(
  { level, schools, moments }: ReportedUnit,
  { figure }: Card,
  cell: Cell,
  strata: readonly Stratum[],
): ToldWeighted | null {
  const made = weightedShare(level, strata)
  if (!made || !figure?.favourable) return null
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
