import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FigureReading, ToldTable } from '#domain/report/card-reading.ts'
import { typesetKept } from '../typeset-apart.ts'
import { endedLines, paperLinesOf, paperWidthOf } from './letters-on-paper.ts'
import { paperColumns, paperWidth, tableOnPaper } from './table-on-paper.ts'

const interval = { key: 'interval', heading: '95 % usikkerhed' }
const parts = [
  { key: 'girls', heading: 'Piger' },
  { key: 'boys', heading: 'Drenge' },
]

type Row = readonly [label: string, ...cells: string[]]

function table(columns: ToldTable['columns'], ...rows: readonly Row[]): ToldTable {
  const told = rows.map(([label, ...cells]) => ({ option: label, label, cells: cells.map((text) => ({ text, numbers: [] })) }))
  return { caption: '', option: 'Svar', columns, rows: told }
}

function drawn(of: ToldTable, face?: { readonly place: number; readonly of: number }): Pick<FigureReading, 'chart' | 'table'> {
  const bar = { percent: 48, low: 30, high: 67, label: '' }
  const rows = of.rows.map(({ label }) => ({ label, bars: [bar] as const, ...(face ? { face } : {}) }))
  return { table: of, chart: { title: '', description: '', rows } }
}

const onPaper = (of: ToldTable, all: readonly ToldTable[] = [of]) => tableOnPaper(drawn(of), 'a', paperColumns(all))

test('a column is as wide in each table of a report as its widest figure needs in any, and each table as wide as the page', () => {
  const tables = [table([interval], ['Ja', '0,0–1,5 %']), table([interval], ['Nej', '100,0 % (10.864 af 10.864)'])]
  const [first, second] = tables.map((one) => onPaper(one, tables).columns)
  assert.deepEqual(first, second)
  assert.ok((first?.[1] ?? 0) > (onPaper(tables[0] as ToldTable).columns[1] ?? 0))
  assert.equal(
    first?.reduce((sum, width) => sum + width, 0),
    paperWidth,
  )
})

test('a long option is broken into lines that are known, and its row is as much higher; a word too long is broken too', () => {
  const { rows, cells, height } = onPaper(
    table([interval], ['Ja', '5 %'], ['Jeg har ikke lyst til at svare på det. '.repeat(6).trim(), '5 %']),
  )
  assert.ok((cells[2]?.split('\n').length ?? 0) > 1)
  assert.equal(cells[2]?.replaceAll('\n', ''), 'Jeg har ikke lyst til at svare på det. '.repeat(6).trim())
  assert.ok((rows[2] ?? 0) > (rows[1] ?? 0))
  assert.ok(Math.abs(rows.reduce((sum, row) => sum + row, 0) - height) < 0.001)
  const broken = paperLinesOf('undervisningsmiljøvurderingsskemaer og mere', 90)
  assert.ok(broken.every((line) => paperWidthOf(line) <= 90))
  assert.equal(endedLines(broken).replaceAll(/\u2010?\n/g, ''), 'undervisningsmiljøvurderingsskemaer og mere')
})

test('where figures leave the options too little room, first headings stand on more lines, then the parts', () => {
  const other = { key: 'other', heading: 'Resten af Lillekøbing' }
  const said = (n: string): Row => [
    'Jeg kørte med bus eller tog',
    '10,0–13,8 %',
    `10,4 % (${n} af ${n})`,
    `10,4 % (${n} af ${n})`,
    '15,3 %',
  ]
  const columns = [{ ...interval, heading: 'Det, der er usikkert, fra og til' }, ...parts, other]
  const [little, country] = [table(columns, said('8.864')), table(columns, said('156.626.000'))]
  const roomy = paperColumns([table([interval], ['Ja', '5 %'])])
  assert.equal(roomy.isBroken, false)
  assert.equal(paperColumns([little]).isBroken, false)
  assert.ok(onPaper(little).heads[1]?.includes('\n'))
  assert.equal(paperColumns([country]).isBroken, true)
  assert.equal(onPaper(country).cells[2], '10,4 % \n(156.626.000 af 156.626.000)')
})

test('a column of figures that are drawn is headed by their mark, and by the mark alone the drawing is read', () => {
  const marks = (columns: ToldTable['columns']) => {
    const { bars } = onPaper(table(columns, ['Ja', ...columns.map(() => '5 %')] as unknown as Row))
    const inHead = (attributes: string) => new RegExp(`<path [^>]*${attributes}[^>]*d="[^"]*M(?!0 )[\\d.]+ [\\d.]+`).test(bars)
    return { solid: inHead('fill="#0b5c60"'), hatch: bars.includes('-hatch'), comparison: bars.includes('#8a5a00') }
  }
  const percent = { key: 'percent', heading: 'Andel' }
  assert.deepEqual(marks([percent, interval]), { solid: true, hatch: false, comparison: false })
  assert.deepEqual(marks([percent, interval, ...parts]), { solid: true, hatch: true, comparison: false })
  assert.deepEqual(marks([percent, { key: 'other', heading: 'Regionen' }]), { solid: true, hatch: false, comparison: true })
})

test('a face stands before its option, and rows are high enough for it', () => {
  const one = table([interval], ['Ja', '5 %'])
  const faces = tableOnPaper(drawn(one, { place: 0, of: 5 }), 'a', paperColumns([one]))
  assert.match(faces.bars, /class="face"/)
  assert.ok(faces.inset.option > 20)
  assert.ok((faces.rows[1] ?? 0) > (onPaper(one).rows[1] ?? 0))
})

test('what is told to fit on a line does, in the letters it is set in, plain and bold', async () => {
  const said = [
    '5 %',
    '0,0 %',
    '98,5–100,0 %',
    '100,0 % (864 af 864)',
    '1.728',
    'Vises ikke',
    '44,4 % (400 of 900)',
    'WWWW',
    'Hjemme hos mormor',
    '15:30–16:00',
    'lignende skoler (højst 99 inviterede)',
    'Æblegård & Ølsted: Øst/Vest',
    'Jeg cyklede eller kørte på løbehjul',
  ]
  const cells = said.map((words) => ({ words, width: paperWidthOf(words) }))
  const template = (share: number) => String.raw`
#let data = json(bytes(sys.inputs.data))
#let pixel = 170mm / ${paperWidth}
#set document(title: "t")
#set text(font: "IBM Plex Sans", size: 15 * pixel, lang: "da")
#context for one in data { for weight in (400, 600) { assert(measure(text(weight: weight, one.words)).width <= one.width * ${share} * pixel, message: one.words) } }
`
  assert.ok((await typesetKept(template(1), cells)).byteLength > 0)
  await assert.rejects(typesetKept(template(0.7), cells), 'seven tenths of it are too little')
})
