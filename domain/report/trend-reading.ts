/** What is told of one question over the years, in words and as a drawing's and a table's parts; whoever shows it adds none. */
import type { ToldCell } from './card-reading.ts'
import type { LineChart, LinePoint } from './chart/line-chart.ts'
import type { ReportWords } from './report-words.ts'
import type { ItemTrend, ToldTrend, TrendPoint } from './unit-trend.ts'
import { type UnitName, unitName } from './unit-name.ts'
import type { ItemText } from '../questionnaire/questionnaire.ts'
import { writeNumber, writePercent } from '../text/format.ts'

export type TrendReading = {
  readonly item: string
  /** "… er glade for at gå i skole", and before it what is clear of the newest years: "Tydeligt stigende: …" */
  readonly heading: string
  readonly question: string
  /** In a few words, for a line of a list: "Ingen sikker ændring: fra 72,9 % til 80,8 %". */
  readonly brief: string
  /** What the trend's own test says, a sentence for each line and stretch. */
  readonly verdicts: readonly string[]
  /** What else to know: breaks, years that stand alone, figures from elsewhere. */
  readonly notes: readonly string[]
  readonly chart: Omit<LineChart, 'id' | 'width'>
  readonly table: TrendTable
}

export type TrendTable = {
  readonly caption: string
  readonly year: string
  readonly columns: readonly { readonly key: string; readonly heading: string }[]
  readonly rows: readonly { readonly year: number; readonly label: string; readonly cells: readonly ToldCell[] }[]
}

type About = { readonly text: Pick<ItemText, 'question' | 'finding'>; readonly years: readonly number[]; readonly other: UnitName | null }

type Line = ItemTrend['lines'][number]

export function readTrend(trend: ItemTrend, { text, years, other }: About, words: ReportWords): TrendReading {
  const { t, language } = words
  const lines = trend.lines.filter(({ points }) => points.some(({ percent }) => percent !== null))
  const named = (of: Line['of']) => (of === 'other' ? (other ? unitName(other, language) : '') : t(`trend.line.${of}`))
  const own = trend.lines.filter(({ of }) => of !== 'other')
  const verdicts = own.flatMap((line) =>
    line.trends.map((one) => `${own.length > 1 ? `${named(line.of)}: ` : ''}${sentence(one, line, words)}`),
  )
  const what = text.finding === '' ? text.question : t('kinds.keyFigures.who', { what: text.finding })
  return {
    item: trend.item,
    heading: headingOf(own, what, words),
    question: text.question,
    brief: own.map((line) => `${own.length > 1 ? `${named(line.of)}: ` : ''}${briefly(line, words)}`).join(' · '),
    verdicts,
    notes: notesOf(own, words),
    chart: chartOf({ lines, own, years, heading: what, named }, words),
    table: {
      caption: t('trend.table', { question: text.question }),
      year: t('trend.table.year'),
      columns: trend.lines.flatMap(({ of }) => [
        { key: `${of}-share`, heading: trend.lines.length > 1 ? named(of) : t('kinds.keyFigures.share') },
        { key: `${of}-range`, heading: t('report.table.interval') },
        { key: `${of}-n`, heading: t('kinds.keyFigures.n') },
      ]),
      rows: years.map((year, place) => ({
        year,
        label: yearIn(year),
        cells: trend.lines.flatMap(({ points }) => cellsOf(points[place], words)),
      })),
    },
  }
}

/** "2026/27" */
export function yearIn(year: number): string {
  return `${year}/${String((year + 1) % 100).padStart(2, '0')}`
}

/** Only what is clear of the newest stretch, and of all lines alike, comes before what it is about. */
function headingOf(own: readonly Line[], what: string, { t }: ReportWords): string {
  const [first, ...others] = own.map(({ trends }) => trends.at(-1)?.verdict)
  const isClear = (first === 'clearlyRising' || first === 'clearlyFalling') && others.every((verdict) => verdict === first)
  return isClear ? t('trend.heading', { verdict: t(`trend.short.${first}`), what }) : what
}

/** The newest stretch; where nothing was tried, the newest year that can stand for the unit. */
function briefly({ trends, points }: Line, { t, language }: ReportWords): string {
  const written = (point: TrendPoint | undefined) => writePercent(point?.percent ?? 0, language, point?.decimals ?? 0)
  const at = (year: number) => points.find((point) => point.year === year)
  const newest = trends.at(-1)
  if (newest)
    return t('trend.brief', {
      verdict: t(`trend.short.${newest.verdict}`),
      before: written(at(newest.from)),
      now: written(at(newest.to)),
    })
  const last = points.findLast(({ percent, hasLowResponse }) => percent !== null && !hasLowResponse)
  return last ? t('trend.brief.one', { percent: written(last), year: yearIn(last.year) }) : t('trend.brief.none')
}

function sentence({ from, to, points, low, high, verdict, imported }: ToldTrend, line: Line, { t, list, language }: ReportWords): string {
  const at = (year: number) => {
    const point = line.points.find((one) => one.year === year)
    return point === undefined || point.percent === null ? '–' : writePercent(point.percent, language, point.decimals)
  }
  const number = (value: number) => writeNumber(value, language, Number.isInteger(value) ? 0 : 1)
  const told = t(`trend.${verdict}`, {
    from: yearIn(from),
    to: yearIn(to),
    before: at(from),
    now: at(to),
    points: `${points > 0 ? '+' : ''}${number(points)}`,
    low: number(low),
    high: number(high),
  })
  return imported.length === 0 ? told : `${told} ${t('trend.verdict.imported', { years: list(imported.map(yearIn)) })}`
}

function notesOf(own: readonly Line[], { t, list }: ReportWords): readonly string[] {
  const points = own.flatMap((line) => line.points)
  const yearsOf = (holds: (point: TrendPoint) => boolean) => list([...new Set(points.filter(holds).map(({ year }) => year))].map(yearIn))
  const said = (key: 'break' | 'low' | 'unusual' | 'hidden' | 'notCounted', holds: (point: TrendPoint) => boolean) => {
    const years = yearsOf(holds)
    return years === '' ? [] : [t(`trend.note.${key}`, { years })]
  }
  const sources = new Map(points.flatMap(({ source, year }) => (source === null ? [] : [[year, source] as const])))
  return [
    ...said('break', ({ isBreak }) => isBreak),
    ...said('low', ({ hasLowResponse }) => hasLowResponse),
    ...said('unusual', ({ isUnusual }) => isUnusual),
    ...said('hidden', ({ state }) => state === 'hidden' || state === 'bands'),
    ...[...sources].map(([year, source]) => t('trend.note.imported', { year: yearIn(year), source })),
    ...said('notCounted', ({ state, n }) => state === 'imported' && n === null),
  ]
}

type Drawn = {
  readonly lines: readonly Line[]
  readonly own: readonly Line[]
  readonly years: readonly number[]
  readonly heading: string
  readonly named: (of: Line['of']) => string
}

function chartOf({ lines, own, years, heading, named }: Drawn, { t, language }: ReportWords): TrendReading['chart'] {
  const points = own.flatMap((line) => line.points)
  const label = ({ percent, decimals }: TrendPoint) => writePercent(percent ?? 0, language, decimals)
  const drawn = (point: TrendPoint): LinePoint | 'hidden' | null => {
    const { percent, low, high, state } = point
    if (state === 'hidden' || state === 'bands') return 'hidden'
    // A year that stands for too few is in the table alone: a line would lead through it.
    if (percent === null || point.hasLowResponse) return null
    return {
      value: percent,
      low: low ?? percent,
      high: high ?? percent,
      label: label(point),
      ...(state === 'imported' ? { isImported: true } : {}),
    }
  }
  const said = lines.flatMap((line) =>
    line.points.flatMap((point) =>
      point.percent === null ? [] : [t('trend.describe', { line: named(line.of), year: yearIn(point.year), percent: label(point) })],
    ),
  )
  const asked = years.flatMap((year, place) => (points.some((point) => point.year === year && point.isBreak) ? [place] : []))
  const counted = years.flatMap((_, place) => (own.some((line) => isOfOthers(line.points, place)) ? [place] : []))
  const breaks = [...new Set([...asked, ...counted])].toSorted((a, b) => a - b)
  const has = (state: TrendPoint['state']) => points.some((point) => point.state === state)
  return {
    title: heading,
    description: said.join(' '),
    times: years.map(yearIn),
    scale: { from: 0, to: 100, ticks: [0, 50, 100].map((at) => ({ at, label: writePercent(at, language) })) },
    series: lines.map((line) => ({ label: named(line.of), points: line.points.map(drawn) })),
    breaks,
    key: {
      interval: t('report.key.interval'),
      ...(has('imported') ? { imported: t('trend.key.imported') } : {}),
      ...(breaks.length > 0 ? { break: breakWord(asked.length > 0, counted.length > 0, t) } : {}),
      ...(has('hidden') || has('bands') ? { hidden: t('trend.key.hidden') } : {}),
    },
  }
}

/** No line leads from what others have counted to what is counted here, nor from one publication to another. */
function isOfOthers(points: readonly TrendPoint[], place: number): boolean {
  const [now, then] = [points[place], points.slice(0, place).findLast(({ percent }) => percent !== null)]
  return now !== undefined && now.percent !== null && then !== undefined && now.source !== then.source
}

function breakWord(isAsked: boolean, isCounted: boolean, t: ReportWords['t']): string {
  if (!isCounted) return t('trend.key.break')
  return t(isAsked ? 'trend.key.break.both' : 'trend.key.break.counted')
}

function cellsOf(point: TrendPoint | undefined, { t, language }: ReportWords): readonly ToldCell[] {
  const empty: ToldCell = { text: '–', numbers: [] }
  if (!point) return [empty, empty, empty]
  const { percent, low, high, n, decimals, state } = point
  if (percent === null) return [{ text: t(`trend.state.${state}`), numbers: [] }, empty, empty]
  const share = writePercent(percent, language, decimals)
  return [
    { text: state === 'imported' ? t('trend.state.imported', { percent: share }) : share, numbers: [percent] },
    low === null || high === null
      ? empty
      : {
          text: t('report.table.range', { low: writeNumber(low, language, decimals), high: writePercent(high, language, decimals) }),
          numbers: [low, high],
        },
    n === null ? empty : { text: writeNumber(n, language), numbers: [n] },
  ]
}
