/** Cells of a workbook: words that are never a formula, numbers that are numbers, and a head that stays and filters. */
import type writeWorkbook from 'write-excel-file/node'
import type { Cell, Feature } from 'write-excel-file/node'

/** What pictures in a workbook would be; it has none. */
export type Content = Parameters<typeof writeWorkbook>[1] extends { features?: Feature<infer C>[] } | undefined ? C : never

/** Text is text, never a formula: the format keeps what is calculated elsewhere. */
export function wordsCell(value: string, style: object = {}): Cell {
  return { value, type: String, ...style }
}

/** As it was rounded: what a report doesn't pretend to know, a spreadsheet doesn't either. */
export function figureCell(value: number | null, format?: string): Cell {
  return value === null ? null : { value, type: Number, ...(format === undefined ? {} : { format }) }
}

export const headStyle = { fontWeight: 'bold', backgroundColor: '#e7eeee', wrap: true, alignVertical: 'top' } as const

/** Percents and points, to the decimal that they have. */
export const percentFormat = '0.0##'

/** The arrows that a table of so many columns and rows is filtered by. The element has its place in the schema: right after the cells. */
export function filtered(sheet: string, columns: number, rows: number): Feature<Content> {
  const element = `<autoFilter ref="A1:${columnName(columns)}${rows}"/>`
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: (content, options) => (options.sheet === sheet ? content.replace('</sheetData>', `</sheetData>${element}`) : content),
        },
      },
    },
  }
}

/** 1 is A, 27 is AA. */
function columnName(number: number): string {
  const rest = (number - 1) % 26
  const above = Math.floor((number - 1) / 26)
  return `${above > 0 ? columnName(above) : ''}${String.fromCharCode(65 + rest)}`
}
