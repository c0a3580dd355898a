/** A trend as one long table, for spreadsheets: a line for each year of each line of each question, also where nothing is shown. */
import type { ReportWords } from './report-words.ts'
import { yearIn } from './trend-reading.ts'
import type { ItemTrend, TrendPoint } from './unit-trend.ts'
import { unitName, type UnitName } from './unit-name.ts'
import { csvOf } from '../text/csv.ts'

const columns = ['item', 'question', 'line', 'year', 'percent', 'low', 'high', 'n', 'mark', 'break', 'source'] as const

type About = {
  readonly items: readonly ItemTrend[]
  readonly other: UnitName | null
  readonly question: (item: string) => string
}

/** What was imported says so and where it is from, on its own line: lines are copied from tables one by one. */
export function trendCsv({ items, other, question }: About, words: ReportWords): string {
  const { t, language } = words
  const named = (of: ItemTrend['lines'][number]['of']) =>
    of === 'other' ? (other ? unitName(other, language) : '') : t(`trend.line.${of}`)
  const rows = items.flatMap(({ item, lines }) =>
    lines.flatMap(({ of, points }) =>
      points.map((point) => {
        const { year, percent, low, high, n, isBreak, source } = point
        return [
          item,
          question(item),
          named(of),
          yearIn(year),
          percent,
          low,
          high,
          n,
          markOf(point, words),
          isBreak ? t('trend.key.break') : '',
          source,
        ]
      }),
    ),
  )
  return csvOf(
    columns.map((column) => t(`trend.column.${column}`)),
    rows,
    language === 'da' ? ',' : '.',
  )
}

function markOf({ state, hasLowResponse }: TrendPoint, { t }: ReportWords): string {
  if (state === 'imported') return t('trend.key.imported')
  if (state !== 'shown') return t(`trend.state.${state}`)
  return hasLowResponse ? t('trend.mark.low') : ''
}
