/**
 * Whether a score has changed by more than measuring twice would give anyway: the reliable change index
 * (Jacobson & Truax 1991, J Consult Clin Psychol 59:12, doi:10.1037/0022-006X.59.1.12).
 *
 *     RC = (x2 - x1) / (SD * sqrt(2 * (1 - r)))        reliable when |RC| >= 1.96
 *
 * Only the same informant's scores on the same family of versions may be compared: a parent and a teacher see
 * different things, and their difference is not a change.
 */
import type { Instrument, Reliability } from './instrument.ts'
import { findVersion, scored } from './instrument.ts'
import type { Score } from './score.ts'

/** How exactly the score is measured, with where the two numbers are from. */
export type Exactness = Pick<Reliability, 'standardDeviation' | 'coefficient' | 'kind' | 'source' | 'verified'>

export type Change = {
  readonly score: string
  readonly from: number
  readonly to: number
  readonly difference: number
  /** The difference counted in what measuring twice alone would give. */
  readonly reliableChange: number
  /** 95 % of differences between two measurements of somebody who has not changed lie within plus and minus this. */
  readonly uncertainty: number
  /** The difference with its 95 % uncertainty. */
  readonly interval: { readonly from: number; readonly to: number }
  readonly outcome: 'better' | 'worse' | 'noReliableChange'
  /** The two numbers it was reckoned with. A result is never shown without them. */
  readonly reckonedWith: Exactness
  /** The two forms look back over different periods (a follow-up form asks for the last month only). */
  readonly recallDiffers: boolean
}

export type ChangeRefusal =
  | 'different-instrument'
  | 'different-informant'
  | 'different-version-family'
  | 'different-edition'
  | 'unknown-score'
  | 'score-missing'
  | 'exactness-unusable'

/** Two-sided 95 % of the normal distribution. */
const z = 1.96

/** The change of one score between two answers by the same informant, or why it can't be told. */
export function change(instrument: Instrument, code: string, before: Score, after: Score, exactness: Exactness): Change | ChangeRefusal {
  const first = findVersion(instrument, before.version)
  const second = findVersion(instrument, after.version)
  if (before.instrument !== instrument.code || after.instrument !== instrument.code || !first || !second) return 'different-instrument'
  if (first.informant !== second.informant) return 'different-informant'
  if (first.family !== second.family) return 'different-version-family'
  if (before.edition !== after.edition) return 'different-edition'
  const high = scored(instrument).find((one) => one.code === code)?.high
  if (!high) return 'unknown-score'
  const from = before.scores[code] ?? null
  const to = after.scores[code] ?? null
  if (from === null || to === null) return 'score-missing'
  const error = exactness.standardDeviation * Math.sqrt(2 * (1 - exactness.coefficient))
  if (!(error > 0)) return 'exactness-unusable'
  const difference = to - from
  const reliableChange = difference / error
  const isBetter = high === 'strength' ? difference > 0 : difference < 0
  return {
    score: code,
    from,
    to,
    difference,
    reliableChange,
    uncertainty: z * error,
    interval: { from: difference - z * error, to: difference + z * error },
    outcome: Math.abs(reliableChange) < z ? 'noReliableChange' : isBetter ? 'better' : 'worse',
    reckonedWith: {
      standardDeviation: exactness.standardDeviation,
      coefficient: exactness.coefficient,
      kind: exactness.kind,
      source: exactness.source,
      verified: exactness.verified,
    },
    recallDiffers: first.recall !== second.recall,
  }
}

/** What the instrument's file knows of how exactly a version measures that score; undefined when it knows nothing. */
export function exactnessOf(
  instrument: Instrument,
  versionCode: string,
  score: string,
  kind: Reliability['kind'] = 'internalConsistency',
): Exactness | undefined {
  const version = findVersion(instrument, versionCode)
  return instrument.reliability.find(
    (one) => one.score === score && one.kind === kind && one.family === version?.family && one.informant === version.informant,
  )
}
