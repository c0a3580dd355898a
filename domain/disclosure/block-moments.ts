/** How much schools differ goes with what they answered, by the same blocks. */
import type { Benchmark, News } from './benchmark.ts'
import { benchmarkRule } from './block-strata.ts'
import {
  type ClusterMoments,
  type ReleasedMoments,
  addMoments,
  clustersAnswering,
  momentsWithin,
  stretchedMoments,
  subtractMoments,
} from './moments.ts'
import { stratumIn } from './stratum.ts'
import { answeredAt } from '../questionnaire/codebook.ts'

type Which = 'all' | 'female' | 'male'

/**
 * Of one item, which has the positions from `begin` to before `end`. Null where those of a region or the country are not known of every
 * municipality. Of girls, of boys and of similar institutions they may be of too few to be told (`block-strata.ts`): what is
 * measured then stands for what has come as well.
 */
export function momentsAfter(
  benchmark: Benchmark,
  block: readonly News[],
  begin: number,
  end: number,
  isParted: boolean,
): ReleasedMoments | null {
  const { area, moments: before } = benchmark
  if (!before) return null
  const known = block.flatMap(({ release, from }) =>
    release.moments && (from === undefined || from.moments) ? [{ to: release.moments, from: from?.moments }] : [],
  )
  const isKnown = known.length === block.length
  if (!isKnown && stratumIn(area) === undefined) return null

  const grown = (which: Which, isMeasured: (added: readonly ClusterMoments[]) => boolean): ClusterMoments => {
    const had = benchmark[which][begin + answeredAt] ?? 0
    const more = block.reduce(
      (sum, { release, from }) => sum + (release[which][begin + answeredAt] ?? 0) - (from?.[which][begin + answeredAt] ?? 0),
      0,
    )
    const own = momentsWithin(before[which], begin, end)
    const added = known.map(({ to, from }) => momentsWithin(from ? subtractMoments(to[which], from[which]) : to[which], begin, end))
    return addMoments(subtractMoments(before[which], own), after(own, had, added, more, begin, isKnown && isMeasured(added)))
  }
  const isOfMany = (added: readonly ClusterMoments[]) => {
    const schools = added.map((one) => clustersAnswering(one, begin))
    return schools.reduce((sum, count) => sum + count, 0) - Math.max(0, ...schools) >= benchmarkRule.institutionsMeasured
  }
  return {
    all: grown('all', () => true),
    female: isParted ? grown('female', isOfMany) : before.female,
    male: isParted ? grown('male', isOfMany) : before.male,
  }
}

/** What comes first and is measured stands for what was there and was not. */
function after(
  own: ClusterMoments,
  had: number,
  added: readonly ClusterMoments[],
  more: number,
  begin: number,
  isMeasured: boolean,
): ClusterMoments {
  if (!isMeasured) return had === 0 ? own : stretchedMoments(own, begin, (had + more) / had)
  const sum = added.reduce(addMoments)
  const isFirst = own.every((value) => value === 0)
  return addMoments(own, isFirst ? stretchedMoments(sum, begin, (had + more) / more) : sum)
}
