/** A trend as one long table, for spreadsheets: a line for each year of each line of each question, also where nothing is shown. */
import type { ReportWords } from './report-words.ts'
import { yearIn } from './trend-reading.ts'
import type { ItemTrend, TrendPoint } from './unit-trend.ts'
import { csvOf } from '../text/csv.ts'

/** A year of a line; of what is not shown, `mark` says why. */
export type TrendRow = {
  readonly unit: string
  readonly item: string
  readonly question: string
  readonly line: string
  readonly year: string
  /** Of favourable answers, 0 to 100, with its 95 % interval. */
  readonly percent: number | null
  readonly low: number | null
  readonly high: number | null
  readonly n: number | null
  readonly mark: string
  readonly break: string
  /** Of an imported figure, where it was published. */
  readonly source: string | null
}

export const trendColumns = [
  'unit',
  'item',
  'question',
  'line',
  'year',
  'percent',
  'low',
  'high',
  'n',
  'mark',
  'break',
  'source',
] as const satisfies readonly (keyof TrendRow)[]

/** A change that was tried: from the first year of a stretch without a break to its last, in points with the 95 % interval. */
export type TriedRow = {
  readonly unit: string
  readonly item: string
  readonly question: string
  readonly line: string
  readonly from: string
  readonly to: string
  readonly points: number
  readonly low: number
  readonly high: number
  readonly verdict: string
  /** Years of the stretch that others have counted. */
  readonly imported: string
}

export const triedColumns = [
  'unit',
  'item',
  'question',
  'line',
  'from',
  'to',
  'points',
  'low',
  'high',
  'verdict',
  'imported',
] as const satisfies readonly (keyof TriedRow)[]

type Line = ItemTrend['lines'][number]

type About = {
  readonly unit: string
  readonly items: readonly ItemTrend[]
  readonly other: string | null
  readonly question: (item: string) => string
}

/** What was imported says so and where it is from, on its own line: lines are copied from tables one by one. */
export function trendRows({ unit, items, other, question }: About, words: ReportWords): readonly TrendRow[] {
  const { t } = words
  const named = (of: Line['of']) => (of === 'other' ? (other ?? '') : t(`trend.line.${of}`))
  return items.flatMap(({ item, lines }) =>
    lines.flatMap(({ of, points }) =>
      points.map((point) => {
        const { percent, low, high, n, isBreak, source } = point
        return {
          unit,
          item,
          question: question(item),
          line: named(of),
          year: yearIn(point.year),
          percent,
          low,
          high,
          n,
          mark: markOf(point, words),
          break: isBreak ? t('trend.key.break') : '',
          source,
        }
      }),
    ),
  )
}

/** The line of a comparison is drawn and never tried, and has none. */
export function triedRows({ unit, items, question }: Omit<About, 'other'>, { t, list }: ReportWords): readonly TriedRow[] {
  return items.flatMap(({ item, lines }) =>
    lines.flatMap(({ of, trends }) =>
      trends.map(({ from, to, points, low, high, verdict, imported }) => ({
        unit,
        item,
        question: question(item),
        line: t(`trend.line.${of}`),
        from: yearIn(from),
        to: yearIn(to),
        points,
        low,
        high,
        verdict: t(`trend.short.${verdict}`),
        imported: list(imported.map(yearIn)),
      })),
    ),
  )
}

export function trendCsv(rows: readonly TrendRow[], { t, language }: ReportWords): string {
  return csvOf(
    trendColumns.map((column) => t(`trend.column.${column}`)),
    rows.map((row) => trendColumns.map((column) => row[column])),
    language === 'da' ? ',' : '.',
  )
}

function markOf({ state, hasLowResponse }: TrendPoint, { t }: ReportWords): string {
  if (state === 'imported') return t('trend.key.imported')
  if (state !== 'shown') return t(`trend.state.${state}`)
  return hasLowResponse ? t('trend.mark.low') : ''
}
