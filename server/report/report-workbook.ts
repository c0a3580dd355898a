/** A report as a workbook: what it is, its figures as one long table of real numbers, the questions, and what is hidden. */
import writeWorkbook, { type Cell, type Sheet } from 'write-excel-file/node'
import { countedItems } from '#domain/questionnaire/indices.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { type figureColumns, type FigureRow, figureRows } from '#domain/report/figure-rows.ts'
import type { HiddenReading } from '#domain/report/card-reading.ts'
import type { ToldReport } from './told-report.ts'
import { type Content, figureCell as figure, filtered, headStyle as head, percentFormat, wordsCell as words } from './workbook-cells.ts'

/** Shown in this order; the rest of a row is codes, and stands after. */
const columns = [
  'unitName',
  'themeName',
  'question',
  'groupName',
  'split',
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
  'unit',
  'theme',
  'item',
  'group',
  'option',
  'state',
] as const satisfies readonly (typeof figureColumns)[number][]

type Column = (typeof columns)[number]

const widths: Readonly<Partial<Record<Column, number>>> = { unitName: 24, themeName: 24, question: 52, groupName: 28, optionText: 30 }

export async function reportWorkbook(told: ToldReport): Promise<Uint8Array> {
  const { t } = told.words
  const table = figures(told)
  const sheets: Sheet<Content>[] = [
    { sheet: t('report.sheet.about'), data: about(told), columns: [{ width: 28 }, { width: 96 }], showGridLines: false },
    {
      sheet: t('report.sheet.figures'),
      data: table,
      columns: columns.map((column) => ({ width: widths[column] ?? 14 })),
      stickyRowsCount: 1,
    },
    {
      sheet: t('report.sheet.questions'),
      data: questions(told),
      columns: [22, 22, 14, 52, 60, 18, 30, 14].map((width) => ({ width })),
      stickyRowsCount: 1,
    },
    {
      sheet: t('report.sheet.hidden'),
      data: hidden(told),
      columns: [{ width: 24 }, { width: 52 }, { width: 80 }, { width: 28 }],
      stickyRowsCount: 1,
    },
  ]
  const filters = filtered(t('report.sheet.figures'), columns.length, table.length)
  return writeWorkbook(sheets, { fontFamily: 'Calibri', fontSize: 11, features: [filters] }).toBuffer()
}

function about({ reading, words: { t } }: ToldReport): Cell[][] {
  const title = { fontWeight: 'bold', fontSize: 16 } as const
  const line = (text: string): Cell[] => [null, words(text, { wrap: true, alignVertical: 'top' })]
  return [
    [words(reading.name, title)],
    [words([reading.heading, reading.lead].filter((one) => one !== null).join('. '), { fontWeight: 'bold' })],
    [],
    ...reading.facts.map(({ term, said }) => [
      words(term, { fontWeight: 'bold', alignVertical: 'top' }),
      words(said, { wrap: true, alignVertical: 'top' }),
    ]),
    [],
    ...(reading.turnout ? [line(`${reading.turnout.title}. ${reading.turnout.text}`)] : []),
    [words(t('report.sheet.method'), { fontWeight: 'bold' })],
    ...[...reading.method, ...reading.coherence].map(line),
    [words(reading.howToRead.heading, { fontWeight: 'bold' })],
    ...reading.howToRead.texts.map(line),
    [words(t('report.sheet.columns'), { fontWeight: 'bold' })],
    ...columns.map((column) => [
      words(t(`report.column.${column}`), { alignVertical: 'top' }),
      words(t(`report.column.${column}.means`), { wrap: true }),
    ]),
  ]
}

function figures({ report, text, words: { t, language } }: ToldReport): Cell[][] {
  const cell = (row: FigureRow, column: Column): Cell => {
    const value = row[column]
    if (typeof value === 'number') return figure(value, decimalsOf(column))
    if (column === 'split') return words(t(`report.column.split.${row.split}`))
    if (column === 'optionText' && row.option === 'favourable') return words(t('report.column.favourable'))
    if (column === 'optionText' && row.option === 'mean') return words(t('report.column.mean'))
    if (column === 'band') return row.band === null ? null : words(t(`report.band.${row.band}`))
    if (column === 'verdict') return row.verdict === null ? null : words(t(`report.column.verdict.${row.verdict}`))
    return value === null ? null : words(value)
  }
  return [
    columns.map((column) => words(t(`report.column.${column}`), head)),
    ...figureRows(report, text, language)
      .filter(({ state }) => state !== 'hidden')
      .map((row) => columns.map((column) => cell(row, column))),
  ]
}

/** Percents as they were rounded: what a report doesn't pretend to know, a spreadsheet doesn't either. */
function decimalsOf(column: Column): string | undefined {
  return [
    'percent',
    'low',
    'high',
    'mean',
    'meanLow',
    'meanHigh',
    'weighted',
    'weightedLow',
    'weightedHigh',
    'difference',
    'differenceLow',
    'differenceHigh',
  ].includes(column)
    ? percentFormat
    : undefined
}

/** The codebook: a line for each option that may be answered. */
function questions({ report, questionnaire, text, words: { t } }: ToldReport): Cell[][] {
  const shown = new Set(report.themes.flatMap(({ cards }) => cards.map(({ item }) => item)))
  const lines = (item: Item): Cell[][] => {
    const asked = text.items[item.code]
    return item.options.map((option) => [
      words(text.themes[item.theme] ?? item.theme),
      words(item.code),
      words(t(`report.kind.${item.kind}`)),
      words(asked?.question ?? ''),
      words(asked?.why ?? ''),
      words(option),
      words(asked?.options[option] ?? option),
      words(item.favourable.includes(option) ? t('report.sheet.yes') : ''),
    ])
  }
  return [
    (['theme', 'item', 'kind', 'question', 'why', 'option', 'optionText', 'favourable'] as const).map((name) =>
      words(t(`report.codebook.${name}`), head),
    ),
    ...countedItems(questionnaire)
      .filter(({ code }) => shown.has(code))
      .flatMap(lines),
  ]
}

function hidden({ reading, words: { t } }: ToldReport): Cell[][] {
  const rows = reading.themes.flatMap(({ name, cards }) =>
    cards.filter((card): card is HiddenReading => card.state === 'hidden').map((card) => ({ name, card })),
  )
  return [
    (['theme', 'question', 'reason', 'openAt'] as const).map((name) => words(t(`report.codebook.${name}`), head)),
    ...rows.map(({ name, card }) => [
      words(name),
      words(card.question, { wrap: true }),
      words(card.reason, { wrap: true }),
      words(card.openAt?.name ?? ''),
    ]),
    ...(rows.length === 0 ? [[words(t('report.paper.hidden.none'))]] : []),
  ]
}
