/**
 * The multi-informant algorithm of the SDQ's owners: how likely it is that somebody who examines the child finds one
 * of three groups of disorders (Goodman, Renfrew & Mullick 2000, Eur Child Adolesc Psychiatry 9:129; syntax on
 * sdqinfo.org, c6 and c7). The limits stand in `content/references/sdq-prediction.json`.
 *
 * It was made for clinics and finds too many; among pupils it was of use only where parent and teacher agreed (Vaz et
 * al. 2016). So each result carries its caveats, and is for a professional who is trained in reading it: never a
 * figure of a group, never told a family, never a diagnosis.
 */
import type { Informant } from './instrument.ts'
import type { Score } from './score.ts'

export const groups = ['hyperactivity', 'conduct', 'emotional'] as const
export type Group = (typeof groups)[number]

/** Who fills in its forms. */
export type Rater = Exclude<Informant, 'professional'>

/** A limit is reached from its own number on. `impact: null`: the impact is not looked at. */
type Limit = { readonly score: number; readonly impact: number | null }
type Sourced = { readonly score: string; readonly source: string; readonly verified: boolean }
type Two = Sourced & {
  readonly possible: Readonly<Record<Rater, Limit>>
  readonly probable: Readonly<Record<Rater, Limit>>
}

/** The algorithm's limits as data. */
export type PredictionRules = {
  readonly format: 1
  readonly code: string
  readonly edition: string
  readonly instrument: string
  /** Versions it was made for, and who answers them. */
  readonly versions: Readonly<Record<string, Rater>>
  /** What the impact score is called in a `Score`; each group says what its own score is called. */
  readonly impact: string
  /** What an informant says alone, later steps before earlier ones. */
  readonly hyperactivity: Sourced & {
    readonly steps: Readonly<Record<Rater, readonly (Limit & { readonly level: 0 | 1 | 2 })[]>>
  }
  readonly conduct: Two
  readonly emotional: Two
}

/** What one informant's form came to. */
export type Rating = Readonly<Record<Group | 'impact', number | null>>
export type Ratings = Readonly<Partial<Record<Rater, Rating>>>

/** `null` is not told, which is not the same as unlikely. */
export type Likelihood = 'unlikely' | 'possible' | 'probable' | null

export type Prediction = {
  readonly rules: string
  readonly edition: string
  readonly groups: Readonly<Record<Group, Likelihood>>
  /** The most likely of the three. */
  readonly any: Likelihood
  /** To be printed wherever a part of it is: that it finds too many, and who is missing, in whole or in part. */
  readonly caveats: {
    readonly overInclusive: true
    readonly missing: readonly Rater[]
    /** Groups whose limits nobody has held against the owners' own syntax. */
    readonly unverified: readonly Group[]
  }
}

export type PredictionRefusal = 'not-its-instrument' | 'not-its-version' | 'several-of-one-informant'

const informants: readonly Rater[] = ['parent', 'teacher', 'self']
const likelihoods = ['unlikely', 'possible', 'probable'] as const

/** The ratings in some results: one of each informant at most, all of the instrument and the versions it is made for. */
export function ratingsOf(rules: PredictionRules, results: readonly Score[]): Ratings | PredictionRefusal {
  const found = new Map<Rater, Rating>()
  for (const { instrument, version, scores } of results) {
    if (instrument !== rules.instrument) return 'not-its-instrument'
    const informant = rules.versions[version]
    if (informant === undefined) return 'not-its-version'
    if (found.has(informant)) return 'several-of-one-informant'
    const of = (code: string) => scores[code] ?? null
    found.set(informant, {
      hyperactivity: of(rules.hyperactivity.score),
      conduct: of(rules.conduct.score),
      emotional: of(rules.emotional.score),
      impact: of(rules.impact),
    })
  }
  return Object.fromEntries(found)
}

/** What the algorithm says of one child, with its caveats. Comparisons with a missing score are false. */
export function predict(rules: PredictionRules, ratings: Ratings): Prediction {
  const hyperactivity = hyperactivityOf(rules, ratings)
  const conduct = conductOf(rules, ratings)
  const emotional = emotionalOf(rules, ratings, [hyperactivity, conduct])
  const told = [hyperactivity, conduct, emotional].filter((level) => level !== null)
  const name = (level: number | null): Likelihood => (level === null ? null : (likelihoods[level] ?? null))
  return {
    rules: rules.code,
    edition: rules.edition,
    groups: { hyperactivity: name(hyperactivity), conduct: name(conduct), emotional: name(emotional) },
    any: name(told.length === 0 ? null : Math.max(...told)),
    caveats: {
      overInclusive: true,
      missing: informants.filter((informant) => {
        const rating = ratings[informant]
        return !rating || rating.impact === null || groups.some((group) => rating[group] === null)
      }),
      unverified: groups.filter((group) => !rules[group].verified),
    },
  }
}

type Level = 0 | 1 | 2 | null

/** The young person stands in for a parent who has not answered, and "probable" needs home and school. */
function hyperactivityOf({ hyperactivity: { steps } }: PredictionRules, ratings: Ratings): Level {
  const alone = (informant: Rater): Level =>
    steps[informant].findLast((step) => reaches(ratings[informant], 'hyperactivity', step))?.level ?? null
  const home = alone('parent') ?? alone('self')
  const school = alone('teacher')
  if (home === null && school === null) return null
  if (home === null || school === null) return Math.min(1, home ?? school ?? 0) as Level
  if (home === 2) return school === 0 ? 1 : 2
  return school === 2 || home + school === 2 ? 1 : 0
}

/** Any one informant is enough; without an impact score from anybody it is not told. */
function conductOf({ conduct }: PredictionRules, ratings: Ratings): Level {
  if (!isRated(ratings, 'conduct') || !isRated(ratings, 'impact')) return null
  if (howMany(conduct.probable, ratings, 'conduct') > 0) return 2
  return howMany(conduct.possible, ratings, 'conduct') > 0 ? 1 : 0
}

/** What only one informant finds probable is held to be possible when another group is probable. */
function emotionalOf({ emotional }: PredictionRules, ratings: Ratings, others: readonly Level[]): Level {
  if (!isRated(ratings, 'emotional') || others.every((level) => level === null)) return null
  const probable = howMany(emotional.probable, ratings, 'emotional')
  if (probable > 1 || (probable === 1 && !others.includes(2))) return 2
  return probable === 1 || howMany(emotional.possible, ratings, 'emotional') > 0 ? 1 : 0
}

function isRated(ratings: Ratings, part: Group | 'impact'): boolean {
  return informants.some((informant) => (ratings[informant]?.[part] ?? null) !== null)
}

function howMany(limits: Readonly<Record<Rater, Limit>>, ratings: Ratings, group: Group): number {
  return informants.filter((informant) => reaches(ratings[informant], group, limits[informant])).length
}

function reaches(rating: Rating | undefined, group: Group, limit: Limit): boolean {
  const from = (found: number | null | undefined, least: number) => found !== null && found !== undefined && found >= least
  return from(rating?.[group], limit.score) && (limit.impact === null || from(rating?.impact, limit.impact))
}
