/**
 * Where informants see the same and where they don't, score by score.
 *
 * Compared are bands, for each informant's bands are set for that informant: a teacher's 12 and a parent's 12 do not
 * mean the same. That they differ is no error in one of them, but something to ask about (De Los Reyes et al. 2015,
 * Psychol Bull 141:858, doi:10.1037/a0038498: children are different in different places).
 */
import type { BandName, Informant, Instrument } from './instrument.ts'
import { findVersion, scored } from './instrument.ts'
import type { Score } from './score.ts'

/** `own` is the child's or young person's view, or that of who examines them: it belongs to neither place. */
export type Setting = 'home' | 'school' | 'own'

export type View = {
  /** The place of the informant's result in the list that was given. */
  readonly of: number
  readonly setting: Setting
  readonly value: number | null
  readonly band: BandName | null
}

export type Agreement = {
  readonly score: string
  readonly views: readonly View[]
  /** `tooFew`: less than two have a band. */
  readonly verdict: 'agree' | 'differ' | 'tooFew'
  /** From the lowest to the highest score; `null` when nobody has one. */
  readonly spread: { readonly from: number; readonly to: number } | null
  /** How many bands lie between the mildest and the most severe view; 0 when all agree. */
  readonly bandsApart: number | null
  /**
   * `moreAtHome`: every view from home is in a worse band than every view from school. `same`: they meet somewhere.
   * `null` when one of the places has no band.
   */
  readonly homeAndSchool: 'same' | 'moreAtHome' | 'moreAtSchool' | null
}

const settings: Readonly<Record<Informant, Setting>> = { parent: 'home', teacher: 'school', self: 'own', professional: 'own' }

/**
 * One entry for each score the band system is made for, in the instrument's order. The results are of different
 * informants about the same child at the same time; one of another instrument or edition counts as without a band.
 * Undefined when the instrument has no such band system.
 */
export function agreement(instrument: Instrument, bandSystem: string, results: readonly Score[]): readonly Agreement[] | undefined {
  const system = instrument.bandSystems.find(({ code }) => code === bandSystem)
  if (!system) return undefined
  const severity = new Map(system.bands.map(({ code }, place) => [code, place]))
  return scored(instrument)
    .filter(({ code }) => system.of.includes(code))
    .map(({ code }) => {
      const views = results.map((result, of) => viewOf(instrument, bandSystem, code, result, of))
      const ranks = ranksOf(views, severity)
      const values = views.flatMap(({ value }) => (value === null ? [] : [value]))
      return {
        score: code,
        views,
        verdict: ranks.length < 2 ? 'tooFew' : new Set(ranks).size === 1 ? 'agree' : 'differ',
        spread: values.length === 0 ? null : { from: Math.min(...values), to: Math.max(...values) },
        bandsApart: ranks.length < 2 ? null : Math.max(...ranks) - Math.min(...ranks),
        homeAndSchool: homeAgainstSchool(
          ranksOf(
            views.filter(({ setting }) => setting === 'home'),
            severity,
          ),
          ranksOf(
            views.filter(({ setting }) => setting === 'school'),
            severity,
          ),
        ),
      }
    })
}

function viewOf(instrument: Instrument, bandSystem: string, code: string, result: Score, of: number): View {
  const version = findVersion(instrument, result.version)
  const fits = result.instrument === instrument.code && result.edition === instrument.edition
  return {
    of,
    setting: settings[version?.informant ?? 'self'],
    value: fits ? (result.scores[code] ?? null) : null,
    band: fits ? (result.bands[bandSystem]?.[code] ?? null) : null,
  }
}

function ranksOf(views: readonly View[], severity: ReadonlyMap<BandName, number>): readonly number[] {
  return views.flatMap(({ band }) => {
    const rank = band === null ? undefined : severity.get(band)
    return rank === undefined ? [] : [rank]
  })
}

function homeAgainstSchool(home: readonly number[], school: readonly number[]): Agreement['homeAndSchool'] {
  if (home.length === 0 || school.length === 0) return null
  if (Math.min(...home) > Math.max(...school)) return 'moreAtHome'
  if (Math.min(...school) > Math.max(...home)) return 'moreAtSchool'
  return 'same'
}
