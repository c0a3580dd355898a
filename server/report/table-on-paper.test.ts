import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ToldTable } from '#domain/report/card-reading.ts'
import { typesetKept } from '../typeset-apart.ts'
import { columnWidths, tableOnPaper } from './table-on-paper.ts'

const interval = { key: 'interval', heading: '95 % usikkerhed' }
const table = (label: string, cells: readonly string[], columns: ToldTable['columns'] = [interval]): ToldTable => ({
  caption: '',
  option: 'Svar',
  columns,
  rows: [{ option: 'a', label, cells: cells.map((text) => ({ text, numbers: [] })) }],
})

test('a column is as wide in each table of a report as its widest figure needs in any', () => {
  const tables = [table('Ja', ['0,0–1,5 %']), table('Nej', ['100,0 % (10.864 af 10.864)'])]
  const widths = columnWidths(tables)
  const [first, second] = tables.map((one) => tableOnPaper(one, widths).widths)
  assert.deepEqual(first, second)
  assert.ok((first?.[0] ?? 0) > (columnWidths(tables.slice(0, 1)).get('interval') ?? 0))
})

test('an option that may need two lines gets them, and a table with no room for its options is measured', () => {
  const long = table('Jeg ved det ikke, eller jeg har ikke lyst til at svare på det. '.repeat(2), ['5 %'])
  const [row] = tableOnPaper(long, columnWidths([long])).rows
  assert.equal(row?.isOneLine, false)
  assert.equal(tableOnPaper(table('Ja', ['5 %']), columnWidths([long])).rows[0]?.isOneLine, true)
  const columns = Array.from({ length: 6 }, (_, place) => ({ ...interval, key: `c${place}` }))
  const wide = table(
    'Ja',
    columns.map(() => '100,0 %'),
    columns,
  )
  assert.deepEqual(tableOnPaper(wide, columnWidths([wide])).widths, [])
  assert.equal(tableOnPaper(wide, columnWidths([wide])).rows[0]?.isOneLine, false)
})

test('what is told to fit on a line does, in the letters it is set in', async () => {
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
  ]
  const cells = said.map((words) => ({ words, width: columnWidths([table('Ja', [words], [{ key: 'a', heading: 'N' }])]).get('a') }))
  const template = (share: number) => String.raw`
#let data = json(bytes(sys.inputs.data))
#set document(title: "t")
#set text(font: "IBM Plex Sans", size: 8.5pt, lang: "da")
#context for one in data { assert(measure(one.words).width + 3.2mm <= one.width * ${share} * 1mm) }
`
  assert.ok((await typesetKept(template(1), cells)).byteLength > 0)
  await assert.rejects(typesetKept(template(0.6), cells), 'two thirds of it are too little')
})
