/**
 * A question's figures on paper: one table, with the bars of each answer beneath its row, so that each figure stands once. Everything has
 * its place beforehand, in the pixels of a drawing: bars have to meet their rows, and what is known needs no measuring, which is most of
 * what setting a table costs. Columns are the same from a report's first page to its last, so that an eye finds a figure in its place.
 */
import type { FigureReading, ToldTable } from '#domain/report/card-reading.ts'
import { fontSize, lineHeight } from '#domain/report/chart/lettering.ts'
import { print } from '#domain/report/chart/print.ts'
import { barsHeight, drawBars, type Mark, markWidth } from './bars-on-paper.ts'
import { endedLines, paperLinesOf, paperWidthOf } from './letters-on-paper.ts'

export type PaperTable = {
  /** From the first to the last, as wide together as the text on the page. */
  readonly columns: readonly number[]
  /** The heads' first. */
  readonly rows: readonly number[]
  readonly height: number
  /** From a row's edge to its words: above, and before its option, where a face may stand. */
  readonly inset: { readonly top: number; readonly option: number }
  readonly heads: readonly string[]
  /** Row by row, with the ends of their lines. */
  readonly cells: readonly string[]
  /** SVG, without a word. */
  readonly bars: string
}

/** By their key; where there is room for no more, a part of a whole stands on two lines. */
export type PaperColumns = { readonly widths: ReadonlyMap<string, number>; readonly isBroken: boolean }

/** The text on A4, in the pixels that a drawing's lettering is measured in. */
export const paperWidth = 860
export const columnGap = 16
const optionAtLeast = 140
/** From the widest to the narrowest: how wide a heading may be before it is broken between its words, and whether parts are broken too. */
const manners = [
  { headAtMost: 130, isBroken: false },
  { headAtMost: 0, isBroken: false },
  { headAtMost: 0, isBroken: true },
] as const
const faceSize = 26
const capitals = 0.7 * fontSize
const space = { aboveWords: 7, aboveFace: 13, belowHead: 7, aboveBars: 8, below: 8 } as const

/** The widest that leave room for the options of every table; the narrowest where none does. */
export function paperColumns(tables: readonly ToldTable[]): PaperColumns {
  let columns: PaperColumns = { widths: new Map(), isBroken: false }
  for (const manner of manners) {
    const { widths } = (columns = { widths: widthsOf(tables, manner), isBroken: manner.isBroken })
    if (tables.every((table) => roomForOptions(table.columns, widths) >= optionAtLeast)) break
  }
  return columns
}

export function tableOnPaper({ chart, table }: Pick<FigureReading, 'chart' | 'table'>, id: string, known: PaperColumns): PaperTable {
  const { columns } = table
  const widths = columns.map(({ key }) => known.widths.get(key) ?? 0)
  const hasFaces = chart.rows.some(({ face }) => face !== undefined)
  const inset = { top: hasFaces ? space.aboveFace : space.aboveWords, option: hasFaces ? faceSize + 8 : 0 }
  const room = roomForOptions(columns, known.widths)

  const heads = [[table.option], ...columns.map(({ heading, key }, place) => headLines(heading, markOf(key, columns), widths[place] ?? 0))]
  const headHeight = inset.top + wordsHeight(heads) + space.belowHead
  let edge = headHeight
  const rows = table.rows.map(({ label, cells }, place) => {
    const { bars = [], comparison, face } = chart.rows[place] ?? {}
    const lines = [paperLinesOf(label, room - inset.option), ...cells.map(({ text }) => cellLines(text, known.isBroken))]
    const words = edge + inset.top
    const top = words + Math.max(wordsHeight(lines), face ? (capitals + faceSize) / 2 : 0) + space.aboveBars
    const height = top - edge + barsHeight(bars.length) + space.below
    edge += height
    const drawn = {
      top,
      edge,
      bars,
      comparison,
      ...(face ? { face: { ...face, size: faceSize, top: words + (capitals - faceSize) / 2 } } : {}),
    }
    return { height, cells: lines.map(endedLines), drawn }
  })

  let right = room
  const marks = columns.flatMap(({ key }, place) => {
    right += widths[place] ?? 0
    const mark = markOf(key, columns)
    const besides = paperWidthOf(heads[place + 1]?.[0] ?? '')
    return mark ? [{ mark, left: right - besides - markWidth, middle: inset.top + capitals / 2 }] : []
  })
  return {
    columns: [room, ...widths],
    rows: [headHeight, ...rows.map(({ height }) => height)],
    height: edge,
    inset,
    heads: heads.map(endedLines),
    cells: rows.flatMap(({ cells }) => cells),
    bars: print(drawBars({ id, width: paperWidth, headEdge: headHeight, height: edge, rows: rows.map(({ drawn }) => drawn), marks })),
  }
}

function widthsOf(tables: readonly ToldTable[], { headAtMost, isBroken }: (typeof manners)[number]): ReadonlyMap<string, number> {
  const widths = new Map<string, number>()
  for (const { columns, rows } of tables)
    for (const [place, { key, heading }] of columns.entries()) {
      const mark = markOf(key, columns) ? markWidth : 0
      const head = Math.max(Math.min(paperWidthOf(heading), headAtMost), ...heading.split(' ').map(paperWidthOf)) + mark
      const cells = rows.flatMap(({ cells: told }) => cellLines(told[place]?.text ?? '', isBroken).map(paperWidthOf))
      widths.set(key, Math.max(widths.get(key) ?? 0, Math.ceil(columnGap + Math.max(head, ...cells))))
    }
  return widths
}

/** What the options have left. */
function roomForOptions(columns: ToldTable['columns'], widths: ReadonlyMap<string, number>): number {
  return paperWidth - columns.reduce((sum, { key }) => sum + (widths.get(key) ?? 0), 0)
}

function headLines(heading: string, mark: Mark | undefined, width: number): readonly string[] {
  return paperLinesOf(heading, width - columnGap - (mark ? markWidth : 0))
}

/** "44,4 % (400 af 900)" has its numbers below each other. */
function cellLines(text: string, isBroken: boolean): readonly string[] {
  return isBroken ? text.split(/ (?=\()/) : [text]
}

function wordsHeight(cells: readonly (readonly string[])[]): number {
  return capitals + (Math.max(...cells.map(({ length }) => length)) - 1) * lineHeight
}

/** A column that tells what is drawn is headed by the mark of it: the drawing has no other key. */
function markOf(key: string, columns: ToldTable['columns']): Mark | undefined {
  const isSplit = columns.some((one) => one.key === 'girls')
  const marks: Readonly<Record<string, Mark>> = {
    ...(isSplit ? { girls: 'solid', boys: 'hatch' } : { percent: 'solid' }),
    interval: 'interval',
    other: 'comparison',
  }
  return marks[key]
}
