/** Whether a share moves with the years, in three waves or more. */
import { ratioVariance } from './cluster-robust.ts'
import type { Share } from './difference.ts'
import { normalPValue } from './normal.ts'
import { t95, tPValue } from './student-t.ts'
import { z95 } from './wilson.ts'
import type { RatioMoments } from '../disclosure/moments.ts'

/** The change from the first wave to the last along the line, as shares (-1 to 1) with its 95 % interval, and how easily chance makes one. */
export type Change = { readonly change: number; readonly low: number; readonly high: number; readonly pValue: number }

export type Timed<W> = W & { readonly year: number }

/**
 * Cochran-Armitage: a straight line through the shares, each wave weighing what its answers are worth. Years need not
 * follow on each other. Cochran 1954, doi 10.2307/3001616; Armitage 1955, doi 10.2307/3001775.
 */
export function cochranArmitage(waves: readonly Timed<Pick<Share, 'count' | 'n' | 'effective'>>[]): Change {
  const sum = (of: (wave: (typeof waves)[number]) => number) => waves.reduce((total, wave) => total + of(wave), 0)
  const share = ({ count, n }: { count: number; n: number }) => count / n
  const worth = sum(({ effective }) => effective)
  const pooled = sum((wave) => wave.effective * share(wave)) / worth
  const middle = sum(({ year, effective }) => year * effective) / worth
  const spread = sum(({ year, effective }) => effective * (year - middle) ** 2)
  const slope = sum((wave) => wave.effective * (wave.year - middle) * share(wave)) / spread
  const deviation = Math.sqrt((pooled * (1 - pooled)) / spread)
  const years = spanOf(waves)
  const reach = z95 * deviation * years
  const change = slope * years
  return { change, low: change - reach, high: change + reach, pValue: deviation === 0 ? 1 : normalPValue(slope / deviation) }
}

/** A wave whose schools are known, by what sealing keeps of them. */
export type ClusteredWave = Timed<{ readonly count: number; readonly n: number; readonly moments: RatioMoments }>

/**
 * Logistic regression on the year, with the spread measured on schools (the sandwich of Huber 1967 and Liang & Zeger
 * 1986, doi 10.1093/biomet/73.1.13), and t with as many degrees of freedom as the wave with fewest schools has, less
 * one. From the sums over schools of each wave alone: Σ(x − p̂n)² needs no school.
 *
 * Nobody knows which school is which from wave to wave, so a school counts as another one each year: that it is the same
 * would make a change surer, never less sure. Every share lies between 0 and 1 and is neither.
 */
export function logisticTrend(waves: readonly ClusteredWave[]): Change {
  const middle = waves.reduce((sum, { year }) => sum + year, 0) / waves.length
  const at = waves.map((wave) => ({ ...wave, t: wave.year - middle }))
  let [a, b] = [0, 0]
  const fitted = (t: number) => 1 / (1 + Math.exp(-(a + b * t)))
  for (let round = 0; round < 50; round++) {
    const information = matrix(at, ({ n, t }) => n * fitted(t) * (1 - fitted(t)))
    const left = (of: (wave: { readonly t: number }) => number) =>
      at.reduce((sum, wave) => sum + of(wave) * (wave.count - wave.n * fitted(wave.t)), 0)
    const score: [number, number] = [left(() => 1), left(({ t }) => t)]
    const [stepA, stepB] = solve(information, score)
    a += stepA
    b += stepB
    if (Math.abs(stepA) + Math.abs(stepB) < 1e-12) break
  }
  const bread = matrix(at, ({ n, t }) => n * fitted(t) * (1 - fitted(t)))
  const meat = matrix(at, ({ n, t, moments }) => ratioVariance(fitted(t), n, moments) * n * n)
  const [first, last] = [Math.min(...at.map(({ t }) => t)), Math.max(...at.map(({ t }) => t))]
  const slopeOf = (t: number) => fitted(t) * (1 - fitted(t))
  const variance = (direction: [number, number]) => {
    const [zero, one] = solve(bread, direction)
    return zero * zero * meat.zero + 2 * zero * one * meat.one + one * one * meat.two
  }
  const degrees = Math.min(...waves.map(({ moments }) => moments.clusters)) - 1
  const change = fitted(last) - fitted(first)
  const gradient: [number, number] = [slopeOf(last) - slopeOf(first), last * slopeOf(last) - first * slopeOf(first)]
  const reach = t95(degrees) * Math.sqrt(variance(gradient))
  const deviation = Math.sqrt(variance([0, 1]))
  return { change, low: change - reach, high: change + reach, pValue: deviation === 0 ? Number(b === 0) : tPValue(b / deviation, degrees) }
}

/** Σ w, Σ wt and Σ wt²: a symmetric matrix of two. */
type Matrix = { readonly zero: number; readonly one: number; readonly two: number }

function matrix<W extends { readonly t: number }>(waves: readonly W[], weight: (wave: W) => number): Matrix {
  return waves.reduce(
    ({ zero, one, two }, wave) => {
      const w = weight(wave)
      return { zero: zero + w, one: one + w * wave.t, two: two + w * wave.t * wave.t }
    },
    { zero: 0, one: 0, two: 0 },
  )
}

function solve({ zero, one, two }: Matrix, [left, right]: readonly [number, number]): [number, number] {
  const determinant = zero * two - one * one
  return [(two * left - one * right) / determinant, (zero * right - one * left) / determinant]
}

function spanOf(waves: readonly { readonly year: number }[]): number {
  const years = waves.map(({ year }) => year)
  return Math.max(...years) - Math.min(...years)
}
