/**
 * Trends as they are told: those of one unit over its years, or of several units side by side on a board. Page, PDF, workbook and
 * tables are made of this value and add no words of their own about a figure.
 */
import type { ReportWords } from './report-words.ts'
import { readTrend, type TrendReading, yearIn } from './trend-reading.ts'
import { trendRows, type TrendRow, type TriedRow, triedRows } from './trend-rows.ts'
import { type UnitName, unitName, unitNameWithin } from './unit-name.ts'
import type { ItemTrend } from './unit-trend.ts'
import { writeDay } from '../calendar/calendar.ts'
import type { ItemText } from '../questionnaire/questionnaire.ts'

type Turnout = { readonly invited: number; readonly answered: number }

/** The trends of one unit, as the wire carries them (`api/trend.ts`). */
export type TrendValue = {
  /** The newest survey. */
  readonly title: string
  readonly unit: UnitName & Turnout
  readonly path: readonly UnitName[]
  readonly waves: readonly (Turnout & { readonly schoolYear: number; readonly title: string; readonly unit: UnitName })[]
  readonly years: readonly number[]
  readonly other: UnitName | null
  readonly compared: number
  readonly items: readonly ItemTrend[]
}

/** Of several units, question by question. */
export type BoardValue = {
  readonly title: string
  /** Codes of questions, in their order. */
  readonly items: readonly string[]
  readonly years: readonly number[]
  readonly compared: number
  readonly units: readonly (UnitName & { readonly unit: string; readonly items: readonly ItemTrend[] })[]
}

/** What of the questions' texts is told. */
export type TrendText = { readonly items: Readonly<Record<string, Pick<ItemText, 'question' | 'finding'>>> }

export type TrendsReading = {
  readonly language: ReportWords['language']
  /** "Udviklingen for Åsum Skole" */
  readonly title: string
  readonly lead: string
  /** For a paper or a file, which stands by itself. */
  readonly facts: readonly {
    readonly fact: 'unit' | 'survey' | 'answers' | 'compare' | 'printed'
    readonly term: string
    readonly said: string
  }[]
  /** A board has a part for each question, with a trend for each unit. */
  readonly parts: readonly { readonly heading: string | null; readonly trends: readonly (TrendReading & { readonly key: string })[] }[]
  /** The surveys behind, a line for each. */
  readonly waves: readonly string[]
  /** How the trends were tried, and that nothing is ranked. */
  readonly method: readonly string[]
  readonly rows: readonly TrendRow[]
  readonly tried: readonly TriedRow[]
}

export function readTrends(trend: TrendValue, text: TrendText, today: string, words: ReportWords): TrendsReading {
  const { t, language } = words
  const { unit, years, other, items } = trend
  const named = (one: UnitName) => unitName(one, language)
  const about = { unit: named(unit), items, other: other && named(other), question: (item: string) => textOf(text, item).question }
  return {
    language,
    title: t('trend.title', { unit: unitNameWithin(unit, language) }),
    lead: unit.level === 'class' ? `${t('trend.lead')} ${t('trend.lead.class')}` : t('trend.lead'),
    facts: factsOf(
      [
        ['unit', [...trend.path, unit].map(named).join(' / ')],
        ['survey', trend.title],
        ['answers', answeredOf(unit, words)],
        ...(other ? [['compare', named(other)] as const] : []),
        ['printed', writeDay(today, language)],
      ],
      words,
    ),
    parts: [
      {
        heading: null,
        trends: items.map((one) => ({ key: one.item, ...readTrend(one, { text: textOf(text, one.item), years, other }, words) })),
      },
    ],
    waves: trend.waves.map((wave) => `${yearIn(wave.schoolYear)}: ${wave.title}, ${named(wave.unit)}, ${answeredOf(wave, words)}`),
    method: methodOf(trend, words),
    rows: trendRows(about, words),
    tried: triedRows(about, words),
  }
}

/** In pixels: many small charts are taken in at once, and on a phone they stand below each other. */
const boardHeight = 110

/** Of each unit its own name alone heads a trend: the question stands above them all. */
export function readBoard(board: BoardValue, text: TrendText, today: string, words: ReportWords): TrendsReading {
  const { t, language } = words
  const { units, years } = board
  const question = (item: string) => textOf(text, item).question
  const about = units.map(({ items, ...unit }) => ({ unit: unitName(unit, language), items, other: null, question }))
  return {
    language,
    title: t('board.title'),
    lead: t('board.lead'),
    facts: factsOf(
      [
        ['unit', units.map((unit) => unitName(unit, language)).join(' · ')],
        ['survey', board.title],
        ['printed', writeDay(today, language)],
      ],
      words,
    ),
    parts: board.items.map((item) => ({
      heading: question(item),
      trends: units.flatMap((unit) => {
        const trend = unit.items.find((one) => one.item === item)
        if (!trend) return []
        const told = readTrend(trend, { text: textOf(text, item), years, other: null }, words)
        return [
          { ...told, key: unit.unit, heading: unitName(unit, language), question: '', chart: { ...told.chart, plotHeight: boardHeight } },
        ]
      }),
    })),
    waves: [],
    method: methodOf(board, words),
    rows: about.flatMap((one) => trendRows(one, words)),
    tried: about.flatMap((one) => triedRows(one, words)),
  }
}

function textOf({ items }: TrendText, item: string): Pick<ItemText, 'question' | 'finding'> {
  return items[item] ?? { question: item, finding: '' }
}

function factsOf(said: readonly (readonly [TrendsReading['facts'][number]['fact'], string])[], { t }: ReportWords): TrendsReading['facts'] {
  return said.map(([fact, one]) => ({ fact, term: t(`report.paper.${fact}`), said: one }))
}

function answeredOf({ answered, invited }: Turnout, { t, percent }: ReportWords): string {
  return t('report.fact.answered', { answered, invited, percent: percent(answered, invited) })
}

function methodOf({ compared }: { readonly compared: number }, { t, counted }: ReportWords): readonly string[] {
  return [...(compared > 0 ? [counted('trend.method', compared)] : []), t('kinds.unranked')]
}
