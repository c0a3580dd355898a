/** Workbooks, made part by part so that each trap is in them. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { zipSync } from 'fflate'
import { type Sheet as Book, writeWorkbook } from '../../tests/write-workbook.ts'
import { csv, sheetLines, wholeRoster } from '#lillekoebing/whole-roster.ts'
import { readRoster } from './roster-source.ts'

const read = (sheets: readonly Book[], options: Parameters<typeof writeWorkbook>[1] = {}) =>
  readRoster(zipSync(writeWorkbook(sheets, options)), async () => {})
const text = (value: string) => ({ text: value })
const pupilHeader = ['Institutionsnummer', 'Klasse', 'CPR', 'Navn', 'Køn'].map(text)
const found = ({ findings }: Awaited<ReturnType<typeof read>>) => findings.map(({ line, name, values }) => [line, name, values])

test('a workbook with a sheet for each kind is the same roster as four CSV files', async () => {
  const sheets = Object.entries(sheetLines(wholeRoster(100)))
  const book = await read(sheets.map(([name, lines]) => ({ name, rows: lines.map((line) => line.map(text)) })))
  assert.deepEqual(found(book), [])
  assert.equal(book.kind, 'several')
  for (const [section, name] of [
    ['institutions', 'Institutioner'],
    ['pupils', 'Elever'],
    ['contacts', 'Forældre'],
    ['staff', 'Ansatte'],
  ] as const) {
    const lines = sheets.find(([sheet]) => sheet === name)?.[1] ?? []
    const alone = await readRoster(Buffer.from(csv(';', lines), 'utf8'), async () => {})
    assert.deepEqual(book[section], alone[section], name)
  }
})

test('shared, rich and inline text are read, and what is only a reading aid is not', async () => {
  const { pupils } = await read([
    {
      name: 'Ark1',
      rows: [pupilHeader, [text('X81101'), { inline: '5.B' }, text('0101129995'), { rich: ['Åse ', 'Ærø'], aid: 'udtale' }, text('K')]],
    },
  ])
  assert.deepEqual([pupils?.[0]?.name, pupils?.[0]?.className, pupils?.[0]?.line], ['Åse Ærø', '5.B', 2])
})

test('a CPR number that was typed as a number has lost its zero, and is asked for', async () => {
  const line = (cpr: string) => [text('X81101'), text('5.B'), { number: cpr }, text('A B'), text('K')]
  assert.deepEqual(found(await read([{ name: 'Elever', rows: [pupilHeader, line('101129995')] }])), [
    [2, 'cpr-lost-zero', { column: 'CPR-nummer' }],
  ])
  const { pupils } = await read([{ name: 'Elever', rows: [pupilHeader, line('1.501129995E9')] }])
  assert.equal(pupils?.[0]?.cpr, '1501129995')
})

test('a day is a day, from 1900 or from 1904', async () => {
  const header = ['Barnets CPR', 'Navn', 'Relation', 'Forældremyndighed', 'Fra', 'Til'].map(text)
  const rows = (from: string, until: string) => [
    header,
    [text('0101129995'), text('A B'), text('Mor'), text('Ja'), { day: from }, { ownDay: until }],
  ]
  // 1 August 2026 is day 46235 from 1900 and 44773 from 1904.
  const days = async (from: string, is1904: boolean) =>
    (await read([{ name: 'Forældre', rows: rows(from, String(Number(from) + 30.5)) }], { is1904 })).contacts?.map(
      ({ custodyFrom, custodyUntil }) => [custodyFrom, custodyUntil],
    )
  assert.deepEqual(await days('46235', false), [['2026-08-01', '2026-08-31']])
  assert.deepEqual(await days('44773', true), [['2026-08-01', '2026-08-31']])
})

test('of a formula its last value is read and the formula never; a fault is an empty cell', async () => {
  const { pupils, findings } = await read([
    {
      name: 'Elever',
      rows: [
        pupilHeader,
        [text('X81101'), { formula: 'HYPERLINK("http://127.0.0.1:1")', value: '5.B' }, text('0101129995'), text('A B'), { fault: '#REF!' }],
      ],
    },
  ])
  assert.equal(pupils?.[0]?.className, '5.B')
  assert.deepEqual(
    findings.map(({ name }) => name),
    ['sex-missing'],
  )
})

test('the first sheet is read when none is named after what it holds; hidden ones never are', async () => {
  const line = (cpr: string) => [text('X81101'), text('5.B'), text(cpr), text('A B'), text('K')]
  const book = await read([
    { name: 'Elever', rows: [pupilHeader, line('0201129995')], state: 'veryHidden' },
    { name: 'Ark1', rows: [pupilHeader, line('0101129995')] },
    { name: 'Noter', rows: [[text('Husk')]] },
  ])
  assert.deepEqual(
    book.pupils?.map(({ cpr }) => cpr),
    ['0101129995'],
  )
  assert.deepEqual(
    found(book).map(([, name, values]) => [name, values]),
    [
      ['sheets-hidden', { count: '1' }],
      ['sheets-not-used', { count: '1' }],
    ],
  )
})

test('lines are numbered as the workbook shows them, empty ones too, and a finding names its sheet', async () => {
  const book = await read([
    { name: 'Elever', rows: [[], pupilHeader, [], [text('Jensen'), text('5.B'), text('0101129995'), text('A B'), text('K')]] },
    { name: 'Ansatte', rows: [['Institutionsnummer', 'Rolle', 'Navn', 'UNI-Login'].map(text)] },
  ])
  assert.deepEqual(found(book), [[4, 'institution-number-invalid', { column: 'Institutionsnummer', place: 'Elever' }]])
})

test('a workbook whose parts are broken or declare entities is refused', async () => {
  const parts = writeWorkbook([{ name: 'Elever', rows: [pupilHeader] }])
  const spoil = async (name: string, change: (xml: string) => string) => {
    const part = Buffer.from(parts[name] ?? new Uint8Array()).toString('utf8')
    const { findings } = await readRoster(zipSync({ ...parts, [name]: Buffer.from(change(part), 'utf8') }), async () => {})
    return findings.find(({ level }) => level === 'error')?.name
  }
  assert.equal(await spoil('xl/worksheets/sheet1.xml', (xml) => xml.slice(0, -40)), 'zip-broken')
  assert.equal(await spoil('xl/sharedStrings.xml', (xml) => xml.replace('<sst', '<!DOCTYPE a><sst')), 'xml-declares-entities')
  assert.equal(await spoil('xl/workbook.xml', (xml) => xml.replace('</sheets>', '')), 'zip-broken')
})
