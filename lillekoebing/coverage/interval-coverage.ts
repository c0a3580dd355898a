/**
 * How often each interval holds what it says it holds: groups are drawn from a truth that is known, and the interval made as a report
 * makes it. 95 in a hundred is what is promised; what is found stands in `docs/statistics.md`.
 */
import { clusterRobust } from '#domain/report/cluster-robust.ts'
import { effectiveSize } from '#domain/report/clustering.ts'
import { clopperPearson } from '#domain/report/clopper-pearson.ts'
import { intervalOf, newcombe } from '#domain/report/difference.ts'
import { averageOf } from '#domain/report/mean.ts'
import { intervalFor } from '#domain/report/question.ts'
import { type Interval, wilson } from '#domain/report/wilson.ts'
import { type Chance, chance } from '../chance.ts'

type Drawn = Interval & { readonly truth: number }

export type IntervalCase = {
  readonly interval:
    | 'Wilson'
    | 'Clopper-Pearson'
    | 'Finite population'
    | 't of a mean'
    | 'Newcombe'
    | 'Cluster-robust'
    | 'Effective size'
    | 'As if independent'
  readonly setting: string
  readonly draw: (chance: Chance) => Drawn
}

export type Coverage = { readonly covered: number; readonly width: number; readonly draws: number }

/** The share of draws whose interval, drawn in to so much of its width, holds the truth; the same every time. */
export function coverageOf({ interval, setting, draw }: IntervalCase, draws: number, drawnIn = 1): Coverage {
  const stream = chance(`coverage|${interval}|${setting}`)
  let [covered, width] = [0, 0]
  for (let index = 0; index < draws; index++) {
    const { low, high, truth } = draw(stream)
    const [middle, half] = [(low + high) / 2, ((high - low) / 2) * drawnIn]
    if (Math.abs(truth - middle) <= half + 1e-12) covered += 1
    width += (high - low) / draws
  }
  return { covered: covered / draws, width, draws }
}

const shares = [0.05, 0.2, 0.5] as const

/** Every interval over shares, sizes, schools and how alike their pupils are. */
export const intervalCases: readonly IntervalCase[] = [
  ...shares.flatMap((p) =>
    [8, 20, 100].flatMap((n): IntervalCase[] => {
      const count = (draw: Chance) => binomial(draw, n, p)
      return [
        { interval: 'Wilson', setting: `p ${p}, n ${n}`, draw: (draw) => ({ ...wilson(count(draw), n), truth: p }) },
        { interval: 'Clopper-Pearson', setting: `p ${p}, n ${n}`, draw: (draw) => ({ ...clopperPearson(count(draw), n), truth: p }) },
      ]
    }),
  ),
  ...[
    [24, 18, 7],
    [24, 22, 5],
    [400, 300, 80],
    [2000, 200, 100],
  ].map(([roster = 0, n = 0, saySo = 0]): IntervalCase => ({
    interval: 'Finite population',
    setting: `${saySo} of ${roster}, ${n} answer`,
    draw: (draw) => ({ ...intervalFor('roster', { count: withoutReturn(draw, roster, n, saySo), n, roster }), truth: saySo / roster }),
  })),
  ...[10, 20, 100].map((n): IntervalCase => ({
    interval: 't of a mean',
    setting: `0 to 10 about 7, n ${n}`,
    draw: (draw) => meanOf(draw, n),
  })),
  ...[
    [0.2, 20, 0.2, 380],
    [0.15, 400, 0.1, 9600],
    [0.8, 22, 0.6, 66],
    [0.05, 24, 0.05, 24],
  ].map(([p = 0, n = 0, q = 0, m = 0]): IntervalCase => ({
    interval: 'Newcombe',
    setting: `${p} of ${n}, ${q} of ${m}`,
    draw: (draw) => {
      const [own, other] = [binomial(draw, n, p), binomial(draw, m, q)]
      return { ...newcombe({ count: own, n, effective: n }, { count: other, n: m, effective: m }), truth: p - q }
    },
  })),
  ...[10, 20, 60].flatMap((schools) =>
    [0.02, 0.04, 0.1].flatMap((alike) => shares.map((p) => ofSchools('Cluster-robust', schools, alike, p))),
  ),
  ...[0.04, 0.1].flatMap((alike) => shares.map((p) => ofSchools('Cluster-robust', 30, alike, p, 20))),
  ...[3, 6, 9].flatMap((schools) =>
    [0.02, 0.04, 0.08].flatMap((alike) => [0.2, 0.5].map((p) => ofSchools('Effective size', schools, alike, p))),
  ),
  ...[3, 20].flatMap((schools) => [0.04].map((alike) => ofSchools('As if independent', schools, alike, 0.2))),
]

/**
 * Schools of 20 to 140 pupils whose own shares vary by a beta distribution, so that ρ of the variation lies between them. Where only some were
 * measured, they stand for the others as similar institutions do (`domain/disclosure/moments.ts`, `stretchedMoments`).
 */
function ofSchools(
  interval: 'Cluster-robust' | 'Effective size' | 'As if independent',
  schools: number,
  alike: number,
  p: number,
  measured: number = schools,
): IntervalCase {
  return {
    interval,
    setting: `p ${p}, ${measured < schools ? `${measured} of ` : ''}${schools} schools, ρ ${alike}`,
    draw(draw) {
      const sum = { count: 0, n: 0, of: 0, xx: 0, xn: 0, nn: 0 }
      for (let school = 0; school < schools; school++) {
        const n = draw.whole(20, 140)
        const x = binomial(draw, n, beta(draw, p * (1 / alike - 1), (1 - p) * (1 / alike - 1)))
        sum.count += x
        sum.n += n
        if (school >= measured) continue
        sum.of += n
        sum.xx += x * x
        sum.xn += x * n
        sum.nn += n * n
      }
      const { count, n } = sum
      const stretched = (square: number) => square * (n / sum.of) ** 2
      const moments = { xx: stretched(sum.xx), xn: stretched(sum.xn), nn: stretched(sum.nn) }
      if (interval === 'As if independent') return { ...wilson(count, n), truth: p }
      const assumed = { effective: effectiveSize(n, schools) }
      const worth = interval === 'Cluster-robust' ? (clusterRobust(count, n, { clusters: measured, ...moments }) ?? assumed) : assumed
      return { ...intervalOf({ count, n, ...worth }), truth: p }
    },
  }
}

/** A score that most have high and a few very low, as scores of wellbeing are. */
const scores = [1, 1, 2, 3, 4, 7, 12, 20, 25, 16, 9]
const scoreMean = scores.reduce((sum, weight, value) => sum + weight * value, 0) / 100

function meanOf(draw: Chance, n: number): Drawn {
  const counts = scores.map(() => 0)
  for (let pupil = 0; pupil < n; pupil++) {
    let left = draw.next() * 100
    const value = scores.findIndex((weight) => (left -= weight) < 0)
    counts[value] = (counts[value] ?? 0) + 1
  }
  const average = averageOf({ values: scores.map((_, value) => value), counts })
  if (average.state !== 'mean') throw new Error('no mean of so few')
  // As a share of the scale, as all the others are.
  return { low: average.low / 10, high: average.high / 10, truth: scoreMean / 10 }
}

function binomial(draw: Chance, n: number, p: number): number {
  let count = 0
  for (let index = 0; index < n; index++) if (draw.next() < p) count += 1
  return count
}

/** How many of `n` who answer say so, when `saySo` of the whole roster would. */
function withoutReturn(draw: Chance, roster: number, n: number, saySo: number): number {
  let [count, left] = [0, saySo]
  for (let index = 0; index < n; index++) {
    if (draw.next() < left / (roster - index)) {
      count += 1
      left -= 1
    }
  }
  return count
}

function beta(draw: Chance, a: number, b: number): number {
  const [x, y] = [gamma(draw, a), gamma(draw, b)]
  return x / (x + y)
}

/** Marsaglia & Tsang 2000, doi 10.1145/358407.358414. */
function gamma(draw: Chance, shape: number): number {
  if (shape < 1) return gamma(draw, shape + 1) * draw.next() ** (1 / shape)
  const d = shape - 1 / 3
  const c = 1 / Math.sqrt(9 * d)
  for (;;) {
    const x = draw.normal()
    const v = (1 + c * x) ** 3
    if (v > 0 && Math.log(draw.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v
  }
}
