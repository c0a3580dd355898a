/** Trends as a workbook: what they are, a line for each year, and a line for each change that was tried. */
import writeWorkbook, { type Cell, type Sheet } from 'write-excel-file/node'
import { trendColumns, triedColumns } from '#domain/report/trend-rows.ts'
import type { ToldTrends } from './told-trends.ts'
import { type Content, figureCell, filtered, headStyle, percentFormat, wordsCell } from './workbook-cells.ts'

const widths: Readonly<Record<string, number>> = {
  unit: 24,
  item: 22,
  question: 52,
  mark: 34,
  break: 30,
  source: 40,
  verdict: 24,
  imported: 24,
}

export async function trendWorkbook(told: ToldTrends): Promise<Uint8Array> {
  const {
    reading: { rows, tried },
    words: { t },
  } = told
  const figures = tableOf(
    trendColumns.map((column) => t(`trend.column.${column}`)),
    rows.map((row) => trendColumns.map((column) => row[column])),
  )
  const changes = tableOf(
    triedColumns.map((column) => t(`trend.column.${column}`)),
    tried.map((row) => triedColumns.map((column) => row[column])),
  )
  const [ofFigures, ofChanges] = [t('trend.sheet.figures'), t('trend.sheet.tried')]
  const sheets: Sheet<Content>[] = [
    { sheet: t('report.sheet.about'), data: about(told), columns: [{ width: 28 }, { width: 96 }], showGridLines: false },
    { sheet: ofFigures, data: figures, columns: widthsOf(trendColumns), stickyRowsCount: 1 },
    { sheet: ofChanges, data: changes, columns: widthsOf(triedColumns), stickyRowsCount: 1 },
  ]
  const features = [filtered(ofFigures, trendColumns.length, figures.length), filtered(ofChanges, triedColumns.length, changes.length)]
  return writeWorkbook(sheets, { fontFamily: 'Calibri', fontSize: 11, features }).toBuffer()
}

function widthsOf(columns: readonly string[]) {
  return columns.map((column) => ({ width: widths[column] ?? 14 }))
}

/** Every number of these tables is a percent or a count, and stands as it was rounded. */
function tableOf(heads: readonly string[], rows: readonly (readonly (string | number | null)[])[]): Cell[][] {
  const cell = (value: string | number | null): Cell => {
    if (typeof value !== 'number') return value === null || value === '' ? null : wordsCell(value)
    return figureCell(value, Number.isInteger(value) ? undefined : percentFormat)
  }
  return [heads.map((one) => wordsCell(one, headStyle)), ...rows.map((row) => row.map(cell))]
}

function about({ reading, address, words: { t } }: ToldTrends): Cell[][] {
  const bold = { fontWeight: 'bold', alignVertical: 'top' } as const
  const text = (words: string): Cell => wordsCell(words, { wrap: true, alignVertical: 'top' })
  const line = (words: string): Cell[] => [null, text(words)]
  return [
    [wordsCell(reading.title, { fontWeight: 'bold', fontSize: 16 })],
    [],
    ...reading.facts.map(({ term, said }) => [wordsCell(term, bold), text(said)]),
    [wordsCell(t('report.pdf.address'), bold), text(address)],
    [],
    [wordsCell(t('report.sheet.method'), bold), text(reading.lead)],
    ...reading.method.map(line),
    ...(reading.waves.length > 0 ? [[wordsCell(t('trend.waves'), bold)], ...reading.waves.map(line)] : []),
    [],
    ...(['figures', 'tried'] as const).map((sheet) => [wordsCell(t(`trend.sheet.${sheet}`), bold), text(t(`trend.sheet.${sheet}.means`))]),
  ]
}
