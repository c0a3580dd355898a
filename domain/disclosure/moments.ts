/**
 * What an interval needs beside the sums, where pupils come in clusters: a municipality's pupils from schools.
 *
 * Pupils of one school are alike, so the uncertainty of a share lies between schools. With x of n in each school and the
 * share p = Σx / Σn it is Σ(x − pn)² = Σx² − 2pΣxn + p²Σn² (the ratio estimator's, with schools as clusters; Cochran 1977,
 * 6.8). Those three sums over schools are kept with the total when a class is sealed, so that an interval for the whole
 * country is read from one row. They are functions of the schools' own totals, and so of atoms (`README.md`).
 *
 * A row is twice as wide as a row of counts, and a cell stands at twice its offset there: how many clusters answered the item,
 * Σn², then Σx² and Σxn of those who gave a favourable answer and of the sum of places, then Σxn of each option and Σx² of
 * each. Over municipalities, over surveys and over release steps rows are added up.
 */
import type { SealedSum } from './sum.ts'
import { type Cell, answeredAt, codebook, optionsAt } from '../questionnaire/codebook.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

declare const isMoments: unique symbol

/** One row in the layout above. */
export type ClusterMoments = readonly number[] & { readonly [isMoments]: true }

/** Beside `SealedSums`: of everybody, and of girls and of boys where atoms are split by sex. */
export type UnitMoments = {
  readonly all: ClusterMoments
  readonly female: ClusterMoments | null
  readonly male: ClusterMoments | null
}

/** What is released of a municipality, and of an area: all three rows, or nothing. */
export type ReleasedMoments = { readonly all: ClusterMoments; readonly female: ClusterMoments; readonly male: ClusterMoments }

/** Of one share x of n, or of one mean with x the sum of the values: sums over the clusters that answered. */
export type RatioMoments = {
  /** Clusters with answers. What was pooled where nobody knows the cluster adds to the sums and is none. */
  readonly clusters: number
  readonly xx: number
  readonly xn: number
  readonly nn: number
}

const clustersAt = 0
const squareAt = 1
const favourableAt = 2
const placesAt = 4

/** Where a row of counts' position stands here. */
const onto = (offset: number) => 2 * offset

/** Of those who gave this option. */
export function optionMoments(moments: ClusterMoments, { item, offset }: Cell, place: number): RatioMoments {
  const options = onto(offset + optionsAt)
  return {
    ...answered(moments, offset),
    xn: moments[options + place] ?? 0,
    xx: moments[options + item.options.length + place] ?? 0,
  }
}

/** Of those who gave a favourable answer, whichever: the options added up. Null as for `favourablePlaces`. */
export function favourableMoments(moments: ClusterMoments, { item, offset }: Cell): RatioMoments | null {
  if (favourablePlaces(item) === null) return null
  return { ...answered(moments, offset), ...pairAt(moments, onto(offset) + favourableAt) }
}

/**
 * Of a mean: each answer is worth its option's place, 0 for the first. Whatever is a step and a beginning away from the place,
 * as 0 to 100 is, has its own by that.
 */
export function placeMoments(moments: ClusterMoments, { offset }: Cell): RatioMoments {
  return { ...answered(moments, offset), ...pairAt(moments, onto(offset) + placesAt) }
}

/** Places of the favourable options; null where there is none, and where choosing several makes counts more than people. */
export function favourablePlaces({ kind, favourable, options }: Pick<Item, 'kind' | 'favourable' | 'options'>): readonly number[] | null {
  if (favourable.length === 0 || (kind === 'multiple' && favourable.length > 1)) return null
  return favourable.map((code) => options.indexOf(code))
}

/** Clusters with any answer, as far as one question tells: those of the question that most have answered. */
export function clustersOf(questionnaire: Questionnaire, moments: ClusterMoments): number {
  return Math.max(0, ...codebook(questionnaire).cells.map(({ offset }) => clustersAnswering(moments, offset)))
}

/** Clusters that answered the item that begins at `offset`. */
export function clustersAnswering(moments: ClusterMoments, offset: number): number {
  return moments[onto(offset) + clustersAt] ?? 0
}

/** What one cluster adds. `isCluster` is false for what was pooled from several, and nobody knows which. */
export function momentsOf(questionnaire: Questionnaire, counts: SealedSum, { isCluster = true } = {}): ClusterMoments {
  const { cells, width } = codebook(questionnaire)
  const moments: number[] = Array.from({ length: onto(width) }, () => 0)
  const put = (at: number, value: number) => (moments[at] = value)
  for (const { item, offset } of cells) {
    const n = counts[offset + answeredAt] ?? 0
    if (n === 0) continue
    const xs = item.options.map((_, place) => counts[offset + optionsAt + place] ?? 0)
    const favourable = (favourablePlaces(item) ?? []).reduce((sum, place) => sum + (xs[place] ?? 0), 0)
    const places = item.kind === 'multiple' ? 0 : xs.reduce((sum, x, place) => sum + x * place, 0)
    const begin = onto(offset)
    put(begin + clustersAt, isCluster ? 1 : 0)
    put(begin + squareAt, n * n)
    put(begin + favourableAt, favourable * favourable)
    put(begin + favourableAt + 1, favourable * n)
    put(begin + placesAt, places * places)
    put(begin + placesAt + 1, places * n)
    for (const [place, x] of xs.entries()) {
      put(onto(offset + optionsAt) + place, x * n)
      put(onto(offset + optionsAt) + item.options.length + place, x * x)
    }
  }
  return storedMoments(moments)
}

/** What a cluster's growth adds: whoever holds its total before and after needs no other cluster. */
export function momentsGrown(questionnaire: Questionnaire, before: SealedSum, after: SealedSum): ClusterMoments {
  return subtractMoments(momentsOf(questionnaire, after), momentsOf(questionnaire, before))
}

export function addMoments(left: ClusterMoments, right: ClusterMoments): ClusterMoments {
  return storedMoments(left.map((value, at) => value + (right[at] ?? 0)))
}

/** Without a cluster, for "the rest of the municipality", and what one row has more than another. */
export function subtractMoments(left: ClusterMoments, right: ClusterMoments): ClusterMoments {
  return storedMoments(left.map((value, at) => value - (right[at] ?? 0)))
}

/** Alone what goes with the positions of a row of counts from `begin` to before `end`. */
export function momentsWithin(moments: ClusterMoments, begin: number, end: number): ClusterMoments {
  return storedMoments(moments.map((value, at) => (at >= onto(begin) && at < onto(end) ? value : 0)))
}

/** A row in another questionnaire's layout, where a row of counts moves so. */
export function movedMoments(
  moments: ClusterMoments,
  moves: readonly { readonly from: number; readonly onto: number; readonly width: number }[],
  width: number,
): ClusterMoments {
  const moved: number[] = Array.from({ length: onto(width) }, () => 0)
  for (const move of moves) for (let at = 0; at < onto(move.width); at++) moved[onto(move.onto) + at] = moments[onto(move.from) + at] ?? 0
  return storedMoments(moved)
}

/** Where `isReady`, by positions of a row of counts, what it has come to; else as it was. */
export function advancedMoments(from: ClusterMoments, to: ClusterMoments, isReady: readonly boolean[]): ClusterMoments {
  return storedMoments(from.map((value, at) => (isReady[Math.floor(at / onto(1))] ? (to[at] ?? 0) : value)))
}

/**
 * Of the item that begins at `offset`, as if so many times the answers had come: the variance of each share stays what it was, so that
 * answers of schools that were not measured make nothing surer. How many schools were measured stays too.
 */
export function stretchedMoments(moments: ClusterMoments, offset: number, times: number): ClusterMoments {
  return storedMoments(moments.map((value, at) => (at === onto(offset) + clustersAt ? value : Math.round(value * times * times))))
}

export function noMoments(questionnaire: Questionnaire): ClusterMoments {
  return storedMoments(Array.from({ length: onto(codebook(questionnaire).width) }, () => 0))
}

/** A row read back from where only the sealer writes. For `database/` alone. */
export function storedMoments(values: readonly number[]): ClusterMoments {
  return values as ClusterMoments
}

function answered(moments: ClusterMoments, offset: number): Pick<RatioMoments, 'clusters' | 'nn'> {
  return { clusters: clustersAnswering(moments, offset), nn: moments[onto(offset) + squareAt] ?? 0 }
}

function pairAt(moments: ClusterMoments, at: number): Pick<RatioMoments, 'xx' | 'xn'> {
  return { xx: moments[at] ?? 0, xn: moments[at + 1] ?? 0 }
}
