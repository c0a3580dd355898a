/**
 * One unit through the waves it has been asked in, question by question: what each wave says, where a series breaks, and whether
 * it rises or falls. Each wave's cards are made as its own report makes them; nothing is counted here.
 */
import type { Apart } from './clustering.ts'
import { type Card, type ReportedUnit } from './card.ts'
import { intervalOf } from './difference.ts'
import { isSameSeries } from './earlier.ts'
import type { Figure } from './figure.ts'
import { percentDecimals, roundTo } from './precision.ts'
import { responseBand } from './response-band.ts'
import { type Trend, type TrendVerdict, type TrendWave, trendsOf } from './trend.ts'
import { favourableMoments } from '../disclosure/moments.ts'
import { levels } from '../organisation/unit.ts'
import { codebook } from '../questionnaire/codebook.ts'
import { countedItems } from '../questionnaire/indices.ts'
import type { Item, Questionnaire } from '../questionnaire/questionnaire.ts'

/** A wave of the unit, as its own report told it. */
export type ToldWave = {
  readonly year: number
  readonly opensOn: string
  /** The year groups that were asked. */
  readonly grades: readonly number[]
  readonly questionnaire: Questionnaire
  readonly unit: ReportedUnit
  readonly cards: readonly Card[]
}

/** What was published of an earlier year elsewhere, and typed or read in here; of favourable answers. */
export type ImportedShare = {
  readonly year: number
  readonly item: string
  /** Null where only a share was published: such a figure is drawn, and never tried. */
  readonly n: number | null
  readonly percent: number
  readonly source: string
}

/** Other years that a year is held against before it is called unusual. */
const fewestBeside = 4

export const trendLines = ['all', 'female', 'male', 'other'] as const

export type TrendPoint = {
  readonly year: number
  readonly state: 'shown' | 'imported' | 'bands' | 'hidden' | 'notAsked'
  readonly n: number | null
  /** Of favourable answers, 0 to 100, with its 95 % interval; no interval where n is not known. */
  readonly percent: number | null
  readonly low: number | null
  readonly high: number | null
  readonly decimals: 0 | 1
  /** Asked in another way, in another season or of other years than in the wave before. */
  readonly isBreak: boolean
  /** Too few had answered for the wave to be held against others. */
  readonly hasLowResponse: boolean
  /** So far from the unit's own mean that chance seldom takes it there: a year to ask about. */
  readonly isUnusual: boolean
  /** Of an imported figure, where it was published. */
  readonly source: string | null
}

export type ToldTrend = {
  readonly from: number
  readonly to: number
  readonly points: number
  readonly low: number
  readonly high: number
  readonly verdict: TrendVerdict
  /** Years of the stretch that were imported: whoever tells of it says so. */
  readonly imported: readonly number[]
}

export type ItemTrend = {
  readonly item: string
  readonly theme: string
  readonly lines: readonly {
    readonly of: (typeof trendLines)[number]
    readonly points: readonly TrendPoint[]
    readonly trends: readonly ToldTrend[]
  }[]
}

export type UnitTrend = {
  /** School years with anything to tell, in order. */
  readonly years: readonly number[]
  readonly items: readonly ItemTrend[]
  /** Stretches that were tried, as one family. */
  readonly compared: number
}

/** A unit's waves in their order, at most one of each school year, and what was imported of it. */
export type Followed = { readonly waves: readonly ToldWave[]; readonly imported: readonly ImportedShare[] }

/** `items` are codes of the last wave. */
export function unitTrend(unit: Followed, items: readonly string[], options: { readonly split: boolean }): UnitTrend {
  return unitTrends([unit], items, options)[0] ?? { years: [], items: [], compared: 0 }
}

/** Several units on one board: the same years for all, and all their trends one family. */
export function unitTrends(
  units: readonly Followed[],
  items: readonly string[],
  options: { readonly split: boolean },
): readonly UnitTrend[] {
  const drafts = units.map((unit) => draftOf(unit, items, options))
  const years = [...new Set(drafts.flatMap((draft) => draft.years))].toSorted((a, b) => a - b)
  const lines = drafts.flatMap((draft) => linesOf(draft, years))
  const tried = lines.map(({ tried: waves }) => waves)
  const trends = trendsOf(
    tried,
    lines.map(({ apart }) => apart),
  )[Symbol.iterator]()
  const told = drafts.map((draft) =>
    draft.items.map((one): ItemTrend => {
      const own = draft.sexes.map((of) => withTrend(of, pointsOf(draft, one, years, of), trends.next().value as Trend, draft.unit))
      const other = years.map((year) => otherPoint(one.told, year) ?? absent(year))
      const hasOther = other.some(({ percent }) => percent !== null)
      return {
        item: one.item.code,
        theme: one.item.theme,
        lines: hasOther ? [...own, { of: 'other', points: other, trends: [] }] : own,
      }
    }),
  )
  const compared = told
    .flat()
    .flatMap((one) => one.lines)
    .reduce((sum, line) => sum + line.trends.length, 0)
  return told.map((ofUnit) => ({ years, items: ofUnit, compared }))
}

type Draft = {
  readonly unit: Pick<ReportedUnit, 'level'>
  readonly years: readonly number[]
  readonly sexes: readonly Sex[]
  readonly imported: readonly ImportedShare[]
  readonly items: readonly { readonly item: Item; readonly told: readonly Told[] }[]
}

function draftOf({ waves, imported }: Followed, items: readonly string[], { split }: { readonly split: boolean }): Draft {
  const last = waves.at(-1)
  const asked = last ? countedItems(last.questionnaire) : []
  // What we have counted ourselves is never replaced by what was published of it.
  const foreign = imported.filter(({ year, item }) => items.includes(item) && !waves.some((wave) => wave.year === year))
  return {
    unit: last?.unit ?? { level: 'municipality' },
    years: [...waves, ...foreign].map(({ year }) => year),
    sexes: split ? ['female', 'male'] : ['all'],
    imported: foreign,
    items: items.flatMap((code) => {
      const item = asked.find((one) => one.code === code)
      return item ? [{ item, told: tellSeries(item, waves) }] : []
    }),
  }
}

function linesOf(draft: Draft, years: readonly number[]): readonly { readonly tried: readonly TrendWave[]; readonly apart: Apart }[] {
  return draft.items.flatMap((one) =>
    draft.sexes.map((of) => ({
      tried: pointsOf(draft, one, years, of).flatMap((point) => triedWave(one.told, point, of) ?? []),
      apart: apartOf(draft.unit),
    })),
  )
}

function pointsOf(
  { imported, unit }: Draft,
  { item, told }: Draft['items'][number],
  years: readonly number[],
  of: Sex,
): readonly TrendPoint[] {
  return years.map((year) => pointOf(told, year, of) ?? importedPoint(imported, item.code, year, of, unit) ?? absent(year))
}

type Told = { readonly wave: ToldWave; readonly item: Item; readonly card: Card; readonly isBreak: boolean }

/** The question in each wave that asked it, followed back through what it replaced. */
function tellSeries(newest: Item, waves: readonly ToldWave[]): readonly Told[] {
  const told: Told[] = []
  let later: Told | undefined
  for (const wave of waves.toReversed()) {
    const asked = countedItems(wave.questionnaire)
    const known = later?.item ?? newest
    const item = asked.find(({ code }) => code === known.code) ?? asked.find(({ code }) => code === known.replaces)
    const card = item && wave.cards.find((one) => one.item === item.code)
    if (!item || !card) continue
    if (later)
      told[0] = { ...later, isBreak: !isSameSeries(later.item, item) || later.item.code !== item.code || isOtherwise(later.wave, wave) }
    later = { wave, item, card, isBreak: false }
    told.unshift(later)
  }
  return told
}

/** Another season, or other year groups of those who are more than one: not the same thing asked again. */
function isOtherwise(now: ToldWave, then: ToldWave): boolean {
  const isOfMany = now.unit.level === 'institution' || now.unit.level === 'municipality'
  return season(now) !== season(then) || (isOfMany && now.grades.join() !== then.grades.join())
}

/** Pupils answer otherwise when a school year begins than when it ends. */
function season({ opensOn }: ToldWave): 'autumn' | 'spring' {
  return Number(opensOn.slice(5, 7)) >= 8 ? 'autumn' : 'spring'
}

const nothing = {
  n: null,
  percent: null,
  low: null,
  high: null,
  decimals: 0,
  isBreak: false,
  hasLowResponse: false,
  isUnusual: false,
  source: null,
} as const

function absent(year: number): TrendPoint {
  return { ...nothing, year, state: 'notAsked' }
}

type Sex = 'all' | 'female' | 'male'

function pointOf(told: readonly Told[], year: number, of: Sex): TrendPoint | undefined {
  const found = told.find(({ wave }) => wave.year === year)
  if (!found) return undefined
  const { card, wave, isBreak } = found
  const figure = figureOf(card, of)
  const hasLowResponse = wave.unit.turnout ? responseBand(wave.unit.turnout) === 'noComparison' : false
  if (!figure?.favourable) return { ...nothing, year, state: card.state === 'bands' ? 'bands' : 'hidden', isBreak }
  return { ...shown(year, figure), isBreak, hasLowResponse }
}

function figureOf({ figure, split }: Card, of: Sex): Figure | null {
  return of === 'all' ? figure : (split?.[of] ?? null)
}

function shown(year: number, { n, favourable, decimals }: Figure): TrendPoint {
  const { percent, low, high } = favourable ?? { percent: null, low: null, high: null }
  return { ...nothing, year, state: 'shown', n, percent, low, high, decimals }
}

function otherPoint(told: readonly Told[], year: number): TrendPoint | undefined {
  const figure = told.find(({ wave }) => wave.year === year)?.card.comparison?.figure
  return figure?.favourable ? shown(year, figure) : undefined
}

/** Nobody has published girls and boys apart in the layout that is read. */
function importedPoint(
  imported: readonly ImportedShare[],
  item: string,
  year: number,
  of: Sex,
  { level }: Pick<ReportedUnit, 'level'>,
): TrendPoint | undefined {
  const found = of === 'all' ? imported.find((one) => one.item === item && one.year === year) : undefined
  if (!found) return undefined
  const { n, percent, source } = found
  const decimals = n === null ? 0 : percentDecimals(n, level)
  // From the municipality up an interval takes knowing how many schools are behind, and that nobody has published.
  const interval = n === null || level !== 'institution' ? null : intervalOf({ count: (percent / 100) * n, n, effective: n })
  return {
    ...nothing,
    year,
    state: 'imported',
    n,
    percent: roundTo(percent, decimals),
    low: interval && roundTo(interval.low * 100, decimals),
    high: interval && roundTo(interval.high * 100, decimals),
    decimals,
    source,
  }
}

/** What is tried of a point; nothing of what was not asked, for a question may rest a year. */
function triedWave(told: readonly Told[], { year, state, n, percent, isBreak }: TrendPoint, of: Sex): TrendWave | undefined {
  if (state === 'imported')
    return n === null || percent === null
      ? undefined
      : { year, count: Math.round((percent / 100) * n), n, schools: null, moments: null, isBreak }
  const found = told.find(({ wave }) => wave.year === year)
  if (!found) return undefined
  const { unit, questionnaire } = found.wave
  const figure = figureOf(found.card, of)
  const cell = codebook(questionnaire).cells.find(({ item }) => item.code === found.item.code)
  const moments = unit.schools === null ? null : (unit.moments?.[of] ?? null)
  return {
    year,
    // Hidden and rough figures part a series where they are breaks, and are never tried.
    count: figure?.favourable?.count ?? 0,
    n: figure?.favourable ? figure.n : 0,
    schools: unit.schools,
    moments: moments && cell ? favourableMoments(moments, cell) : null,
    turnout: unit.turnout ?? null,
    isBreak,
  }
}

/** Within one school waves have its classes apart; else its schools. */
function apartOf({ level }: Pick<ReportedUnit, 'level'>): Apart {
  return levels.indexOf(level) <= levels.indexOf('institution') ? 'classes' : 'schools'
}

function withTrend(
  of: Sex,
  points: readonly TrendPoint[],
  { stretches }: Trend,
  { level }: Pick<ReportedUnit, 'level'>,
): ItemTrend['lines'][number] {
  // Of two years both are far from their mean when they differ: one is unusual only beside others that agree.
  const usual = stretches.filter(({ waves }) => waves.length > fewestBeside).flatMap(({ waves }) => waves)
  return {
    of,
    points: points.map((point) => ({
      ...point,
      isUnusual: usual.some(({ year, standing }) => year === point.year && standing === 'outside998'),
    })),
    trends: stretches.flatMap(({ waves, trend }) => {
      const [first, last] = [waves[0], waves.at(-1)]
      if (trend === null || !first || !last) return []
      const decimals = percentDecimals(Math.min(...waves.map(({ n }) => n)), level)
      const round = (value: number) => roundTo(value, decimals)
      return [
        {
          from: first.year,
          to: last.year,
          points: round(trend.points),
          low: round(trend.low),
          high: round(trend.high),
          verdict: trend.verdict,
          imported: points.flatMap((point) =>
            point.state === 'imported' && waves.some(({ year }) => year === point.year) ? [point.year] : [],
          ),
        },
      ]
    }),
  }
}
