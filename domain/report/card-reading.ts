/**
 * What is told of one question, in words and as a drawing's and a table's parts. Every form of a report is made of it: screen,
 * PDF, slides, a pupils' version; so no two of them can tell of the same figure differently.
 */
import type { Bar, BarChart } from './chart/bar-chart.ts'
import type { Card } from './card.ts'
import type { Band, Figure } from './figure.ts'
import { comparisonFinding, finding, otherName, otherPlace, splitFinding } from './finding.ts'
import type { ReportWords } from './report-words.ts'
import { unitNameWithin } from './unit-name.ts'
import type { ToldWeighted } from './weighting.ts'
import type { UnitKey } from '../organisation/unit.ts'
import type { Item, ItemText } from '../questionnaire/questionnaire.ts'
import { writeNumber, writePercent } from '../text/format.ts'

/** What of a question's text a report needs. */
export type AskedText = Pick<ItemText, 'question' | 'why' | 'finding' | 'options'>

type Common = {
  readonly item: string
  readonly theme: string
  /** What was found, or that it is hidden. */
  readonly heading: string
  readonly question: string
  readonly why: string
}

/** One cell: as it is written, and the numbers in it as they are. */
export type ToldCell = { readonly text: string; readonly numbers: readonly number[] }

export type ToldTable = {
  readonly caption: string
  /** Heads the column of options. */
  readonly option: string
  readonly columns: readonly { readonly key: string; readonly heading: string }[]
  /** Cells in the order of the columns. */
  readonly rows: readonly { readonly option: string; readonly label: string; readonly cells: readonly ToldCell[] }[]
}

export type FigureReading = Common & {
  readonly state: 'shown'
  readonly n: number
  /** "21 svar, én sprang over" */
  readonly counts: string
  /** What the report's own test says of the differences. */
  readonly verdicts: readonly string[]
  /** What else to know: why there is no comparison, whom the split covers, that several answers were possible. */
  readonly notes: readonly string[]
  /** Of an index, whether its questions hang together; null of a question, and for whoever has no say in what is asked. */
  readonly coherence: string | null
  readonly chart: Omit<BarChart, 'id' | 'width'>
  readonly table: ToldTable
}

export type BandsReading = Common & {
  readonly state: 'bands'
  readonly n: number
  readonly options: readonly {
    readonly option: string
    readonly label: string
    readonly band: Band
    readonly words: string
    readonly means: string
  }[]
  readonly explanation: string
}

export type HiddenReading = Common & {
  readonly state: 'hidden'
  /** Why, and where its answers count. */
  readonly reason: string
  readonly openAt: { readonly unit: UnitKey; readonly name: string; readonly go: string } | null
}

export type CardReading = FigureReading | BandsReading | HiddenReading

/** What the reader has asked for, which a card may have to answer with a no. */
export type AskedFor = { readonly split: boolean; readonly comparison: boolean; readonly coherence?: string | null }

export function readCard(card: Card, item: Item, text: AskedText, asked: AskedFor, words: ReportWords): CardReading {
  const heading = finding(card, text, words.language)
  const common = { item: card.item, theme: card.theme, heading, question: text.question, why: text.why }
  if (card.state === 'bands' && card.bands) return { ...common, ...bandsTold(card.bands, text, words) }
  if (card.state === 'shown' && card.figure) return { ...common, ...figureTold(card, card.figure, { item, text, asked, heading }, words) }
  return { ...common, ...hiddenTold(card.hidden, words) }
}

function hiddenTold(hidden: Card['hidden'], { t, language }: ReportWords): Omit<HiddenReading, keyof Common> {
  const at = hidden?.openAt && { unit: hidden.openAt.unit, name: unitNameWithin(hidden.openAt, language) }
  return {
    state: 'hidden',
    reason: [
      ...(hidden ? [t(`report.hidden.${hidden.reason}`, { threshold: hidden.threshold })] : []),
      ...(at ? [t('report.hidden.openAt', { unit: at.name })] : []),
    ].join(' '),
    openAt: at ? { ...at, go: t('report.hidden.go', { unit: at.name }) } : null,
  }
}

function bandsTold(bands: NonNullable<Card['bands']>, text: AskedText, { t }: ReportWords): Omit<BandsReading, keyof Common> {
  return {
    state: 'bands',
    n: bands.n,
    options: bands.options.map(({ option, band }) => ({
      option,
      label: text.options[option] ?? option,
      band,
      words: t(`report.band.${band}`),
      means: t(`report.band.${band}.means`),
    })),
    explanation: t('report.bands.explain', { n: bands.n }),
  }
}

type About = { readonly item: Item; readonly text: AskedText; readonly asked: AskedFor; readonly heading: string }

function figureTold(
  card: Card,
  figure: Figure,
  { item, text, asked, heading }: About,
  words: ReportWords,
): Omit<FigureReading, keyof Common> {
  const { t, counted, percent, language } = words
  const { comparison, split } = card
  const verdict = comparisonFinding(card, language)
  const sexes = splitFinding(card, language)
  return {
    state: 'shown',
    n: figure.n,
    counts: [
      counted('report.answers', figure.n),
      ...(figure.declined > 0 ? [counted('report.declined', figure.declined)] : []),
      ...(figure.blank > 0 ? [counted('report.blank', figure.blank)] : []),
    ].join(', '),
    verdicts: [verdict, sexes].filter((one) => one !== undefined),
    notes: [
      ...(figure.mean ? [meanTold(figure.mean, words)] : []),
      ...(asked.comparison && comparison === null ? [t(`report.uncompared.${card.uncompared ?? 'tooFew'}`)] : []),
      ...(asked.split ? [split ? t('report.split.covers', { percent: percent(split.covers, 100) }) : t('report.split.none')] : []),
      ...(item.kind === 'multiple' ? [t('report.multiple')] : []),
      ...(card.weighted ? [weightedTold(card.weighted, figure, text, words)] : []),
    ],
    coherence: asked.coherence ?? null,
    chart: chartOf(card, figure, { item, text, heading }, words),
    table: tableOf(card, figure, text, words),
  }
}

/** Both values, what weighting is, and of how many answers. */
function weightedTold({ percent, low, high, covers, isCapped }: ToldWeighted, figure: Figure, text: AskedText, words: ReportWords): string {
  const { t, language } = words
  const written = (value: number) => percentIn(value, figure, words)
  return [
    t('report.weighted', {
      weighted: written(percent),
      low: writeNumber(low, language, figure.decimals),
      high: written(high),
      what: text.finding === '' ? t('report.weighted.well') : text.finding,
      percent: written(figure.favourable?.percent ?? 0),
    }),
    t('report.weighted.means'),
    ...(covers < 100 ? [t('report.weighted.covers', { percent: words.percent(covers, 100) })] : []),
    ...(isCapped ? [t('report.weighted.capped')] : []),
  ].join(' ')
}

/** Never without its range. */
function meanTold({ mean, low, high, from, to }: NonNullable<Figure['mean']>, { t, language }: ReportWords): string {
  const one = (value: number) => writeNumber(value, language, Number.isInteger(value) ? 0 : 1)
  return t('report.mean', { mean: one(mean), low: one(low), high: one(high), from: one(from), to: one(to) })
}

function chartOf(card: Card, figure: Figure, { item, text, heading }: Omit<About, 'asked'>, words: ReportWords): FigureReading['chart'] {
  const { t, language } = words
  const { comparison, split } = card
  const other = comparison && otherName(comparison, language)
  const bar = (of: Figure, place: number): Bar => {
    const { percent, low, high, count } = of.bars[place] ?? { percent: 0, low: 0, high: 0, count: 0 }
    return { percent, low, high, label: t('report.bar', { percent: percentIn(percent, of, words), count }) }
  }
  const said = ({ option: code, percent, count }: Figure['bars'][number], place: number) => {
    const option = text.options[code] ?? code
    const theirs = comparison?.figure.bars[place]
    return [
      split
        ? t('report.describe.split', { option, girls: bar(split.female, place).label, boys: bar(split.male, place).label })
        : t('report.describe', { option, percent: percentIn(percent, figure, words), count }),
      ...(comparison && theirs
        ? [
            t('report.describe.other', {
              there: begun(otherPlace(comparison, language)),
              percent: percentIn(theirs.percent, comparison.figure, words),
            }),
          ]
        : []),
    ].join(' ')
  }
  return {
    title: heading,
    description: figure.bars.map(said).join(' '),
    rows: figure.bars.map(({ option }, place) => {
      const theirs = comparison?.figure.bars[place]?.percent
      return {
        label: text.options[option] ?? option,
        ...(item.kind === 'faces' ? { face: { place, of: figure.bars.length } } : {}),
        bars: split ? ([bar(split.female, place), bar(split.male, place)] as const) : ([bar(figure, place)] as const),
        ...(theirs === undefined ? {} : { comparison: theirs }),
      }
    }),
    key: {
      ...(split ? { series: [t('report.girls'), t('report.boys')] as const } : {}),
      interval: t('report.key.interval'),
      ...(other ? { comparison: other } : {}),
    },
  }
}

/** The same figures as a table. */
function tableOf({ comparison, split }: Card, figure: Figure, text: AskedText, words: ReportWords): ToldTable {
  const { t, language } = words
  const range = ({ low, high }: { readonly low: number; readonly high: number }) => ({
    text: t('report.table.range', { low: writeNumber(low, language, figure.decimals), high: percentIn(high, figure, words) }),
    numbers: [low, high],
  })
  const part = (of: Figure, place: number): ToldCell => {
    const bar = of.bars[place]
    if (!bar) return { text: '', numbers: [] }
    const percent = percentIn(bar.percent, of, words)
    return { text: t('report.table.of', { percent, count: bar.count, n: of.n }), numbers: [bar.percent, bar.count, of.n] }
  }
  const share = (percent: number, of: Figure): ToldCell => ({ text: percentIn(percent, of, words), numbers: [percent] })
  return {
    caption: t('report.table', { question: text.question }),
    option: t('report.table.option'),
    columns: [
      { key: 'count', heading: t('report.table.count') },
      { key: 'percent', heading: t('report.table.percent') },
      { key: 'interval', heading: t('report.table.interval') },
      ...(split
        ? [
            { key: 'girls', heading: t('report.table.girls') },
            { key: 'boys', heading: t('report.table.boys') },
          ]
        : []),
      ...(comparison ? [{ key: 'other', heading: otherName(comparison, language) }] : []),
    ],
    rows: figure.bars.map((bar, place) => ({
      option: bar.option,
      label: text.options[bar.option] ?? bar.option,
      cells: [
        { text: writeNumber(bar.count, language), numbers: [bar.count] },
        share(bar.percent, figure),
        range(bar),
        ...(split ? [part(split.female, place), part(split.male, place)] : []),
        ...(comparison ? [share(comparison.figure.bars[place]?.percent ?? 0, comparison.figure)] : []),
      ],
    })),
  }
}

function percentIn(percent: number, of: Figure, { language }: ReportWords): string {
  return writePercent(percent, language, of.decimals)
}

/** As it begins a sentence. */
function begun(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
