/** A report as one long table: a line for each figure that it shows, and one for each question it has to hide. For spreadsheets and programs. */
import type { Card } from './card.ts'
import type { Band, Figure, Percent } from './figure.ts'
import { otherName } from './finding.ts'
import type { ReportText, ReportValue } from './reading.ts'
import { unitName } from './unit-name.ts'
import type { Verdict } from './verdict.ts'
import type { UnitKey } from '../organisation/unit.ts'
import type { Language } from '../text/text.ts'

export type FigureRow = {
  readonly unit: UnitKey
  readonly unitName: string
  readonly theme: string
  readonly themeName: string
  readonly item: string
  readonly question: string
  readonly state: Card['state']
  /** `own` is the unit; `other` the group that it is compared with, and `groupName` what that is called. */
  readonly group: 'own' | 'other'
  readonly groupName: string
  readonly split: 'all' | 'female' | 'male'
  /** An option's code; `favourable` for those that mean "it goes well", added up; `mean` for the mean of an index; null where the whole question is hidden. */
  readonly option: string | null
  readonly optionText: string
  /** Answers to the question in the group. */
  readonly n: number | null
  readonly count: number | null
  /** 0 to 100, as are the ends of its 95 % interval. */
  readonly percent: number | null
  readonly low: number | null
  readonly high: number | null
  /** In place of a count, where answers are few and the question is sensitive. */
  readonly band: Band | null
  readonly declined: number | null
  readonly blank: number | null
  /** Of an index, on its row `mean`, with the ends of its 95 % interval. */
  readonly mean: number | null
  readonly meanLow: number | null
  readonly meanHigh: number | null
  /** On the favourable row of a municipality: weighted to its years and sexes, with the ends of its interval; null where that changes nothing. */
  readonly weighted: number | null
  readonly weightedLow: number | null
  readonly weightedHigh: number | null
  /** On favourable rows: of `other` how many points `own` lies above it, of `female` how many girls lie above boys. */
  readonly difference: number | null
  readonly differenceLow: number | null
  readonly differenceHigh: number | null
  readonly verdict: Verdict | null
  readonly hidden: NonNullable<Card['hidden']>['reason'] | null
  /** Where a hidden question's answers count and are shown. */
  readonly openAt: UnitKey | null
}

/** In the questionnaire's order. */
export const figureColumns = [
  'unit',
  'unitName',
  'theme',
  'themeName',
  'item',
  'question',
  'state',
  'group',
  'groupName',
  'split',
  'option',
  'optionText',
  'n',
  'count',
  'percent',
  'low',
  'high',
  'band',
  'declined',
  'blank',
  'mean',
  'meanLow',
  'meanHigh',
  'weighted',
  'weightedLow',
  'weightedHigh',
  'difference',
  'differenceLow',
  'differenceHigh',
  'verdict',
  'hidden',
  'openAt',
] as const satisfies readonly (keyof FigureRow)[]

export function figureRows(
  { unit, themes }: Pick<ReportValue, 'unit' | 'themes'>,
  text: Pick<ReportText, 'themes' | 'items'>,
  language: Language,
): readonly FigureRow[] {
  const own = unitName(unit, language)
  return themes.flatMap(({ theme, cards }) =>
    cards.flatMap((card) => {
      const itemText = text.items[card.item]
      const about: About = {
        ...nothing,
        unit: unit.unit,
        unitName: own,
        theme,
        themeName: text.themes[theme] ?? theme,
        item: card.item,
        question: itemText?.question ?? card.item,
        state: card.state,
        groupName: own,
      }
      return rowsOf(card, about, (option) => itemText?.options[option] ?? option, language)
    }),
  )
}

type About = typeof nothing & Omit<FigureRow, keyof typeof nothing>

const nothing = {
  group: 'own',
  split: 'all',
  option: null,
  optionText: '',
  n: null,
  count: null,
  percent: null,
  low: null,
  high: null,
  band: null,
  declined: null,
  blank: null,
  mean: null,
  meanLow: null,
  meanHigh: null,
  weighted: null,
  weightedLow: null,
  weightedHigh: null,
  difference: null,
  differenceLow: null,
  differenceHigh: null,
  verdict: null,
  hidden: null,
  openAt: null,
} as const satisfies Partial<FigureRow>

type LabelOf = (option: string) => string

function rowsOf(card: Card, about: About, label: LabelOf, language: Language): readonly FigureRow[] {
  const { figure, bands, comparison, split, hidden } = card
  if (bands) return bands.options.map(({ option, band }) => ({ ...about, option, optionText: label(option), n: bands.n, band }))
  if (!figure) return [{ ...about, hidden: hidden?.reason ?? null, openAt: hidden?.openAt?.unit ?? null }]
  const weighed = card.weighted && { weighted: card.weighted.percent, weightedLow: card.weighted.low, weightedHigh: card.weighted.high }
  return [
    ...series(figure, about, label).map((row) => (row.option === 'favourable' ? { ...row, ...weighed } : row)),
    ...(split ? series(split.female, { ...about, split: 'female' }, label, split.gap) : []),
    ...(split ? series(split.male, { ...about, split: 'male' }, label) : []),
    ...(comparison
      ? series(comparison.figure, { ...about, group: 'other', groupName: otherName(comparison, language) }, label, comparison.gap)
      : []),
  ]
}

type Group = Omit<About, 'group' | 'split'> & Pick<FigureRow, 'group' | 'split'>

function series(figure: Figure, about: Group, label: LabelOf, gap?: NonNullable<Card['comparison']>['gap']): readonly FigureRow[] {
  const { n, declined, blank, favourable, mean } = figure
  const row = (option: string, optionText: string, { count, percent, low, high }: Percent): FigureRow => ({
    ...about,
    option,
    optionText,
    n,
    count,
    percent,
    low,
    high,
    declined,
    blank,
  })
  return [
    ...figure.bars.map((bar) => row(bar.option, label(bar.option), bar)),
    ...(favourable
      ? [
          {
            ...row('favourable', '', favourable),
            ...(gap ? { difference: gap.points, differenceLow: gap.low, differenceHigh: gap.high, verdict: gap.verdict } : {}),
          },
        ]
      : []),
    ...(mean
      ? [
          {
            ...about,
            option: 'mean',
            n: mean.n,
            mean: mean.mean,
            meanLow: mean.low,
            meanHigh: mean.high,
            declined,
            blank,
          },
        ]
      : []),
  ]
}
