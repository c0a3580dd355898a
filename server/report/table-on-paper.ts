/**
 * A report's tables on paper have the same columns from the first page to the last, so that an eye finds a figure in its place; and
 * what is known beforehand to stand on one line needs no measuring, which is most of what setting a table costs.
 */
import type { ToldTable } from '#domain/report/card-reading.ts'

export type PaperTable = {
  readonly option: string
  readonly heads: readonly string[]
  /** In millimetres, or none where they have to be measured; the options have what is left. */
  readonly widths: readonly number[]
  readonly rows: readonly { readonly cells: readonly string[]; readonly isOneLine: boolean }[]
}

/** Of a key, in millimetres. */
export type ColumnWidths = ReadonlyMap<string, number>

const textWidth = 170
const letter = 8.5 * 0.353
const padding = 3.2
/** A longer heading is broken between its words. */
const headAtMost = 28.5
const optionAtLeast = 32

export function columnWidths(tables: readonly ToldTable[]): ColumnWidths {
  const widths = new Map<string, number>()
  for (const { columns, rows } of tables)
    for (const [place, { key, heading }] of columns.entries()) {
      const needed = [...rows.map(({ cells }) => widthOf(cells[place]?.text ?? '')), ...heading.split(' ').map(widthOf)]
      widths.set(key, Math.max(widths.get(key) ?? 0, Math.min(widthOf(heading), headAtMost), ...needed))
    }
  return widths
}

export function tableOnPaper({ option, columns, rows }: ToldTable, known: ColumnWidths): PaperTable {
  const widths = columns.map(({ key }) => known.get(key) ?? 0)
  const left = textWidth - widths.reduce((sum, width) => sum + width, 0)
  const isMeasured = left < optionAtLeast
  return {
    option,
    heads: columns.map(({ heading }) => heading),
    widths: isMeasured ? [] : widths,
    rows: rows.map(({ label, cells }) => ({
      cells: [label, ...cells.map(({ text }) => text)],
      isOneLine: !isMeasured && widthOf(label) <= left,
    })),
  }
}

/** Rather too wide than too narrow, by the letters of IBM Plex Sans: what is told to fit on a line must. */
function widthOf(words: string): number {
  const ems = [...words].map((one) => (/\d/.test(one) ? 0.6 : /[\s.,()]/.test(one) ? 0.34 : /[%MWmw@]/.test(one) ? 0.97 : 0.64))
  return ems.reduce((sum, em) => sum + em, 0) * letter + padding
}
