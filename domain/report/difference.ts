/** Whether two groups differ: the size of the gap, its interval, and how easily chance makes such a one. */
import { normalPValue } from './normal.ts'
import { t95, tPValue } from './student-t.ts'
import { type Interval, wilson, z95 } from './wilson.ts'

/** So many of n, and how many independent answers that is worth (`clustering.ts`); the same as n when unclustered. */
export type Share = {
  readonly count: number
  readonly n: number
  readonly effective: number
  /** Where that worth was measured on schools: schools less one. Left out where it is known or assumed. */
  readonly degrees?: number
}

export type Difference = Interval & { readonly difference: number }

/**
 * The difference of two independent shares with a 95 % interval, all between -1 and 1.
 *
 * Newcombe's hybrid score interval, method 10: the two Wilson intervals put together
 * (Newcombe 1998, doi 10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I).
 */
export function newcombe(one: Share, other: Share): Difference {
  const p1 = one.count / one.n
  const p2 = other.count / other.n
  const first = intervalOf(one)
  const second = intervalOf(other)
  const difference = p1 - p2
  return {
    difference,
    low: difference - Math.hypot(p1 - first.low, second.high - p2),
    high: difference + Math.hypot(first.high - p1, p2 - second.low),
  }
}

/** Wilson's 95 % interval of what the answers are worth, with Student's t where the worth was measured. */
export function intervalOf({ count, n, effective, degrees }: Share): Interval {
  return wilson(n === 0 ? 0 : (count / n) * effective, effective, degrees === undefined ? z95 : t95(degrees))
}

/**
 * The two-sided p-value of "no difference": the score test, and where any expected count is below five the
 * exact test with mid-p (Lydersen, Fagerland & Laake 2009, doi 10.1002/sim.3531). Clustered groups count
 * as many answers as they are worth; where that was measured on schools, chance is Student's t with Satterthwaite's
 * degrees of freedom (1946, doi 10.2307/3002019), and where few are expected too, the more cautious of the two.
 */
export function pValue(one: Share, other: Share): number {
  const [a, b] = [scaled(one), scaled(other)]
  const pooled = (a.count + b.count) / (a.n + b.n)
  if (pooled === 0 || pooled === 1) return 1
  const expected = [a.n * pooled, a.n * (1 - pooled), b.n * pooled, b.n * (1 - pooled)]
  const isFew = Math.min(...expected) < 5
  const degrees = degreesOf(one, other)
  const exact = isFew ? fisherMidP(whole(a), whole(b)) : 0
  if (isFew && degrees === Infinity) return exact
  const deviation = Math.sqrt(pooled * (1 - pooled) * (1 / a.n + 1 / b.n))
  const z = Math.abs(a.count / a.n - b.count / b.n) / deviation
  return degrees === Infinity ? normalPValue(z) : Math.max(exact, tPValue(z, degrees))
}

/** Satterthwaite's: of two variances, each as well known as its own degrees say. */
function degreesOf(one: Share, other: Share): number {
  const [a, b] = [1 / one.effective, 1 / other.effective]
  const doubt = a ** 2 / (one.degrees ?? Infinity) + b ** 2 / (other.degrees ?? Infinity)
  return doubt === 0 ? Infinity : (a + b) ** 2 / doubt
}

type Counted = { readonly count: number; readonly n: number }

function scaled({ count, n, effective }: Share): Counted {
  return { count: (count / n) * effective, n: effective }
}

function whole({ count, n }: Counted): Counted {
  const answers = Math.max(1, Math.floor(n))
  return { n: answers, count: Math.min(answers, Math.round((count / n) * answers)) }
}

function fisherMidP(one: Counted, other: Counted): number {
  const total = one.count + other.count
  const logOf = (count: number) => logChoose(one.n, count) + logChoose(other.n, total - count) - logChoose(one.n + other.n, total)
  const observed = Math.exp(logOf(one.count))
  const lowest = Math.max(0, total - other.n)
  let log = logOf(lowest)
  let p = 0
  for (let count = lowest; count <= Math.min(one.n, total); count++) {
    const here = Math.exp(log)
    if (Math.abs(here - observed) <= 1e-9 * observed) p += here / 2
    else if (here < observed) p += here
    // From one table to the next; each reckoned from the beginning is what a report of many comparisons would be busy with.
    log += Math.log(((one.n - count) * (total - count)) / ((count + 1) * (other.n - total + count + 1)))
  }
  return Math.min(1, p)
}

function logChoose(n: number, k: number): number {
  let sum = 0
  for (let index = 1; index <= Math.min(k, n - k); index++) sum += Math.log((n + 1 - index) / index)
  return sum
}
