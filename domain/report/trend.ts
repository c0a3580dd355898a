/**
 * One question through the waves of one unit: rising, falling, or neither that anybody can be sure of. About 99 of a
 * hundred yearly changes of a school are within chance, and that is what is said of them.
 *
 * Each wave asks whoever is there that year. That most are the same children makes a change a little surer than is said
 * here; telling how much takes knowing who they are, and that nobody does.
 */
import { type Apart, comparedShare } from './clustering.ts'
import { fewestClusters } from './cluster-robust.ts'
import { type Share, newcombe, pValue } from './difference.ts'
import { benjaminiHochberg } from './false-discovery.ts'
import { type FunnelLimits, type Standing, funnelLimits, standingIn } from './funnel.ts'
import { type Turnout, responseBand } from './response-band.ts'
import { type Change, cochranArmitage, logisticTrend } from './trend-line.ts'
import { falseAlarms, smallestRelevantPoints } from './verdict.ts'
import type { RatioMoments } from '../disclosure/moments.ts'

export type TrendWave = {
  /** The school year it was asked in; waves come in their order, one a year at most. */
  readonly year: number
  /** Favourable answers, and answers. */
  readonly count: number
  readonly n: number
  /** Schools behind it from the municipality up; null within one school. */
  readonly schools: number | null
  /** Over those schools, of the favourable share; null where it is not known, as in years that were imported. */
  readonly moments: RatioMoments | null
  readonly turnout?: Turnout | null
  /** Asked in another way than in the wave before (`isSameSeries`), in another season, or of other years: nothing is joined over it. */
  readonly isBreak: boolean
}

export type TrendVerdict = 'clearlyRising' | 'clearlyFalling' | 'noClearChange'

export type TrendMethod = 'difference' | 'cochranArmitage' | 'logistic'

/** Waves with no break between them. */
export type Stretch = {
  readonly waves: readonly TrendPoint[]
  /** From the first wave to the last, in points; null for a wave alone. */
  readonly trend: {
    readonly points: number
    readonly low: number
    readonly high: number
    readonly method: TrendMethod
    readonly verdict: TrendVerdict
  } | null
}

export type TrendPoint = {
  readonly year: number
  readonly count: number
  readonly n: number
  /** About the stretch's own mean: a year outside is one to ask about, whatever the line does. */
  readonly limits: FunnelLimits
  readonly standing: Standing
}

export type Trend = {
  readonly stretches: readonly Stretch[]
  /** Years with too few answers to be held against others (`response-band.ts`). */
  readonly lowResponse: readonly number[]
}

/**
 * The trends of one report, judged together: clear is what survives Benjamini-Hochberg at five per cent over all its
 * stretches, is at least five points, and whose interval leaves out zero.
 *
 * Two waves are a gap (`difference.ts`). Three or more are a logistic line where each wave has its ten schools, and
 * Cochran-Armitage else. `apart` is what the waves of this unit have apart: the classes of a school, or schools; on a board of
 * several units each series says its own.
 */
export function trendsOf(series: readonly (readonly TrendWave[])[], apart: Apart | readonly Apart[]): readonly Trend[] {
  const apartAt = (place: number): Apart => (typeof apart === 'string' ? apart : (apart[place] ?? 'schools'))
  const drafts = series.map((waves, place) => {
    const isLow = ({ turnout }: TrendWave) => (turnout ? responseBand(turnout) === 'noComparison' : false)
    return {
      lowResponse: waves.filter(isLow).map(({ year }) => year),
      stretches: split(waves, isLow).map((stretch) => ({ stretch, tried: stretch.length < 2 ? null : tryOut(stretch, apartAt(place)) })),
    }
  })
  const tried = drafts.flatMap(({ stretches }) => stretches.flatMap((one) => one.tried ?? []))
  const q = benjaminiHochberg(tried.map(({ pValue: p }) => p))
  const falseShare = new Map(tried.map((one, index) => [one, q[index] ?? 1]))
  return drafts.map(({ lowResponse, stretches }, place) => ({
    lowResponse,
    stretches: stretches.map(({ stretch, tried: one }) => ({
      waves: pointsOf(stretch, apartAt(place)),
      trend: one && {
        points: one.change * 100,
        low: one.low * 100,
        high: one.high * 100,
        method: one.method,
        verdict: verdictOf(one, falseShare.get(one) ?? 1),
      },
    })),
  }))
}

type Tried = Change & { readonly method: TrendMethod }

function tryOut(waves: readonly TrendWave[], apart: Apart): Tried {
  const shares = waves.map((wave) => ({ ...shareOf(wave, apart), year: wave.year }))
  const [first, last] = [shares[0] as Share, shares.at(-1) as Share]
  if (waves.length === 2) {
    const { difference, low, high } = newcombe(last, first)
    return { change: difference, low, high, pValue: pValue(last, first), method: 'difference' }
  }
  const clustered = waves.flatMap((wave) => {
    const { moments, count, n } = wave
    return apart === 'schools' && moments && moments.clusters >= fewestClusters && count > 0 && count < n ? [{ ...wave, moments }] : []
  })
  return clustered.length === waves.length
    ? { ...logisticTrend(clustered), method: 'logistic' }
    : { ...cochranArmitage(shares), method: 'cochranArmitage' }
}

function verdictOf({ change, low, high }: Tried, falseShare: number): TrendVerdict {
  const isClear = falseShare < falseAlarms && Math.abs(change) * 100 >= smallestRelevantPoints && (low > 0 || high < 0)
  if (!isClear) return 'noClearChange'
  return change > 0 ? 'clearlyRising' : 'clearlyFalling'
}

function pointsOf(waves: readonly TrendWave[], apart: Apart): readonly TrendPoint[] {
  const n = waves.reduce((sum, wave) => sum + wave.n, 0)
  const mean = waves.reduce((sum, { count }) => sum + count, 0) / n
  return waves.map((wave) => {
    const limits = funnelLimits(mean, Math.max(1, Math.floor(shareOf(wave, apart).effective)))
    return { year: wave.year, count: wave.count, n: wave.n, limits, standing: standingIn(limits, wave) }
  })
}

function shareOf({ count, n, schools, moments }: TrendWave, apart: Apart): Share {
  return comparedShare(count, n, apart, { schools, moments })
}

/** A break parts, also where the wave that broke has too few answers or none. */
function split(waves: readonly TrendWave[], isLow: (wave: TrendWave) => boolean): readonly (readonly TrendWave[])[] {
  const stretches: TrendWave[][] = [[]]
  for (const wave of waves) {
    if (wave.isBreak) stretches.push([])
    if (!isLow(wave) && wave.n > 0) stretches.at(-1)?.push(wave)
  }
  return stretches.filter(({ length }) => length > 0)
}
