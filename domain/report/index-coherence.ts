/**
 * Whether the questions of an index hang together, told to whoever has a say in what is asked.
 *
 * Made of the figures that the same report shows of the index and of each of its questions, and of nothing else: whoever reads them
 * could work it out. So it discloses nothing, and is no publication of its own.
 */
import { type Alpha, alphaMinimum, cronbachAlpha } from './cronbach-alpha.ts'
import type { Figure } from './figure.ts'
import { type Histogram, momentsOf } from './histogram.ts'
import type { Item } from '../questionnaire/questionnaire.ts'

export type Coherence = Alpha & { readonly questions: number; readonly n: number }

/** Of those asked a question, more than these have skipped it: the half rule fills in for them, and alpha is too high. */
const mostSkipped = 0.05
/** Fewer of those who answered the questions have a place in the index: it is of other children than they are. */
const leastCounted = 0.9

/**
 * Cronbach's alpha of an index. Null where the index or one of its questions is not shown, or where everybody has the same score;
 * `notChosen` where one of them is not in the report at all, of which `figureOf` knows nothing; `tooFew` below thirty answers;
 * `uneven` where too many skipped a question, or are in the questions and not in the index.
 *
 * The formula takes whoever answered every question. What is known is each question of those who answered it, and scores in steps
 * of ten. A step is taken back to the sums that are rounded to it, which for three questions of four options is exact. Where two
 * in a hundred skip a question alpha is about 0.02 too high, where five do 0.04 (`index-coherence.test.ts`).
 */
export function coherenceOf(
  index: Item,
  items: readonly Item[],
  figureOf: (code: string) => Figure | null | undefined,
): Coherence | 'notChosen' | 'tooFew' | 'uneven' | null {
  const score = figureOf(index.code)
  if (score && index.indexOf?.some((code) => figureOf(code) === undefined)) return 'notChosen'
  const parts = (index.indexOf ?? []).flatMap((code) => {
    const [item, figure] = [items.find((one) => one.code === code), figureOf(code)]
    return item && figure ? [{ item, figure }] : []
  })
  if (!score || parts.length === 0 || parts.length !== index.indexOf?.length) return null
  if ([score, ...parts.map(({ figure }) => figure)].some(({ n }) => n < alphaMinimum)) return 'tooFew'
  const isUneven = parts.some(({ figure: { n, declined, blank } }) => {
    const skipped = declined + blank
    return skipped > mostSkipped * (n + skipped) || score.n < leastCounted * n
  })
  if (isUneven) return 'uneven'
  const variances = parts.map(({ item, figure }) => momentsOf(shareHistogram(item, figure)).variance)
  const made = cronbachAlpha(
    variances,
    sumVariance(
      parts.map(({ item }) => item),
      score,
    ),
    score.n,
  )
  return made && { ...made, questions: parts.length, n: score.n }
}

/** 0 for the least good answer and 1 for the best, as it counts in the sum; turned or not, its variance is the same. */
function shareHistogram({ options }: Item, { bars }: Figure): Histogram {
  return { values: options.map((_, place) => place / (options.length - 1)), counts: bars.map(({ count }) => count) }
}

/** Of the sum of the questions, out of the mean of them in steps of ten. */
function sumVariance(items: readonly Item[], { bars }: Figure): number {
  const sumsAt = sumsByStep(items)
  const steps = bars.map(({ count }, step) => {
    // A step that no complete answer comes to is of somebody who skipped.
    const sums = sumsAt.get(step) ?? [(step / 10) * items.length]
    const mean = sums.reduce((total, sum) => total + sum, 0) / sums.length
    return { count, mean, within: sums.reduce((total, sum) => total + (sum - mean) ** 2, 0) / sums.length }
  })
  const n = steps.reduce((total, { count }) => total + count, 0)
  const { variance } = momentsOf({ values: steps.map(({ mean }) => mean), counts: steps.map(({ count }) => count) })
  return variance + steps.reduce((total, { count, within }) => total + count * within, 0) / n
}

/** Which sums of complete answers are kept as each step from 0 to 10 (`questionnaire/indices.ts`). */
function sumsByStep(items: readonly Pick<Item, 'options'>[]): ReadonlyMap<number, readonly number[]> {
  // In parts of a common unit, so that no two ways to the same sum differ in their last decimal.
  const unit = items.reduce((product, { options }) => product * (options.length - 1), 1)
  const sums = items.reduce<ReadonlySet<number>>(
    (known, { options }) => new Set([...known].flatMap((sum) => options.map((_, place) => sum + (place * unit) / (options.length - 1)))),
    new Set([0]),
  )
  return Map.groupBy(
    [...sums].map((sum) => sum / unit),
    (sum) => Math.round((sum / items.length) * 10),
  )
}
