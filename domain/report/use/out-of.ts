/** A share as a child says it: how many of how many, and as many figures to count. */
import type { Percent } from '../figure.ts'

export type OutOf = {
  readonly count: number
  readonly of: number
  /** It stands for more children than it counts. */ readonly isRounded: boolean
}

/** More small figures than this are not counted by anybody. */
const countable = 30

/** The children themselves while they can be counted; of ten when there are more. "Nobody" and "all" are said of nobody and all alone. */
export function outOf({ count }: Pick<Percent, 'count'>, n: number): OutOf {
  if (n <= countable) return { count, of: n, isRounded: false }
  const tens = Math.round((count / n) * 10)
  const kept = count > 0 && tens === 0 ? 1 : count < n && tens === 10 ? 9 : tens
  return { count: kept, of: 10, isRounded: true }
}
