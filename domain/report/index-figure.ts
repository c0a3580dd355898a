/** What an index (`questionnaire/indices.ts`) says of a group beside its distribution: its mean. */
import { effectiveSize } from './clustering.ts'
import { fewestClusters, ratioVariance } from './cluster-robust.ts'
import { type Histogram, momentsOf } from './histogram.ts'
import { type Mean, type MeanOptions, averageOf } from './mean.ts'
import { type ClusterMoments, placeMoments } from '../disclosure/moments.ts'
import type { SealedSum } from '../disclosure/sum.ts'
import { type Cell, optionsAt } from '../questionnaire/codebook.ts'

/** Where the sum is from, as `FigureOf`. */
type From = { readonly schools: number | null; readonly moments: ClusterMoments | null }

/** The mean of an index, 0 to 100, as sure as its schools let it be; null for a question that is no index, and of fewer than ten. */
export function indexMean(sum: SealedSum, cell: Cell, from: From): Mean | null {
  if (cell.item.indexOf === undefined) return null
  const average = averageOf(scoresOf(sum, cell), worthOf(sum, cell, from))
  return average.state === 'mean' ? average : null
}

function scoresOf(sum: SealedSum, cell: Cell): Histogram {
  return { values: cell.item.options.map(Number), ...countsOf(sum, cell) }
}

function countsOf(sum: SealedSum, { item, offset }: Cell): { readonly counts: readonly number[] } {
  return { counts: item.options.map((_, place) => sum[offset + optionsAt + place] ?? 0) }
}

/** Measured on ten schools or more, as a share is (`cluster-robust.ts`); else by what schools are assumed to share. */
function worthOf(sum: SealedSum, cell: Cell, { schools, moments }: From): MeanOptions {
  if (schools === null) return {}
  const { counts } = countsOf(sum, cell)
  const { n, mean, variance } = momentsOf({ values: counts.map((_, place) => place), counts })
  const places = moments && placeMoments(moments, cell)
  if (!places || places.clusters < fewestClusters || variance === 0) return { effective: effectiveSize(n, schools) }
  const measured = ratioVariance(mean, n, places)
  return { effective: measured > 0 ? Math.min(n, variance / measured) : n, degrees: places.clusters - 1 }
}
