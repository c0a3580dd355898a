/** How much schools differ goes with what they answered, by the same blocks. */
import type { Benchmark, News } from './benchmark.ts'
import { type ReleasedMoments, addMoments, momentsWithin, stretchedMoments, subtractMoments } from './moments.ts'
import { stratumIn } from './stratum.ts'
import { answeredAt } from '../questionnaire/codebook.ts'

/** Of one item, which has the positions from `begin` to before `end`. */
export function momentsAfter(
  { area, all, moments: before }: Benchmark,
  block: readonly News[],
  begin: number,
  end: number,
  isParted: boolean,
): ReleasedMoments | null {
  if (!before) return null
  const known = block.flatMap(({ release, from }) =>
    release.moments && (from === undefined || from.moments) ? [{ to: release.moments, from: from?.moments }] : [],
  )
  const isMeasured = known.length === block.length
  const added = (which: 'all' | 'female' | 'male') =>
    known
      .map(({ to, from }) => momentsWithin(from ? subtractMoments(to[which], from[which]) : to[which], begin, end))
      .reduce(addMoments, momentsWithin(before[which], 0, 0))
  if (stratumIn(area) === undefined) {
    if (!isMeasured) return null
    const plus = (which: 'all' | 'female' | 'male') => addMoments(before[which], added(which))
    return { all: plus('all'), female: isParted ? plus('female') : before.female, male: isParted ? plus('male') : before.male }
  }
  // A stratum is not always measured: then what it has stands for what has come as well, and what comes first stands for what was there.
  const had = all[begin + answeredAt] ?? 0
  const own = momentsWithin(before.all, begin, end)
  const more = block.reduce((sum, { answers }) => sum + answers, 0)
  const isFirst = own.every((value) => value === 0)
  const now = isMeasured
    ? addMoments(own, stretchedMoments(added('all'), begin, isFirst ? (had + more) / more : 1))
    : stretchedMoments(own, begin, had === 0 ? 1 : (had + more) / had)
  return { ...before, all: addMoments(subtractMoments(before.all, own), now) }
}
