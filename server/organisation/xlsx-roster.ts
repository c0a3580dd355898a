/**
 * A workbook (ECMA-376, .xlsx): the same columns as in a CSV file, from the sheets named after what they hold, else from
 * the first. Values are read as they are kept: a formula's last result and never the formula, a day as a day.
 */
import { type Element, childOf, childrenOf } from '#domain/organisation/element.ts'
import { finding, type RosterFinding, type RosterRow } from '#domain/organisation/roster.ts'
import { mostLines } from './roster-file.ts'
import { readSheet, type RowBatches, type SheetContent } from './roster-sheet.ts'
import type { RosterContent } from './roster-source.ts'
import { readXml, type XmlEvent } from './xml-elements.ts'
import type { ZipEntry } from './zip-entries.ts'

/** What sheets are called, in the order they are read. The heading decides what they hold. */
const sheetNames: readonly (readonly [string, RegExp])[] = [
  ['Institutioner', /^institutioner$/i],
  ['Elever', /^(elever|børn|elever og børn)$/i],
  ['Forældre', /^(forældre|kontaktpersoner|voksne)$/i],
  ['Ansatte', /^(ansatte|medarbejdere|personale)$/i],
]

/** Columns beyond these are not ours. */
const mostColumns = 200
const mostStrings = 3_000_000

type Sheet = { readonly place: string | null; readonly entry: ZipEntry }
type Workbook = { readonly strings: readonly string[]; readonly isDay: readonly boolean[]; readonly is1904: boolean }

export async function readXlsxRoster(
  entries: ReadonlyMap<string, ZipEntry>,
  progress: (part: number) => Promise<void>,
): Promise<RosterContent> {
  const chosen = await chooseSheets(entries)
  const findings = [...chosen.findings]
  const sheets: SheetContent[] = []
  const book = await openWorkbook(entries, chosen.is1904)
  if ('name' in book) findings.push(book)
  else {
    for (const [place, sheet] of chosen.sheets.entries()) {
      const content = await readSheet(rowsOf(sheet.entry, book), async () => progress(place / chosen.sheets.length))
      sheets.push(content)
      const name = chosen.sheets.length > 1 ? sheet.place : null
      findings.push(...content.findings.map((one) => (name === null ? one : { ...one, values: { ...one.values, place: name } })))
    }
  }
  const has = (kind: SheetContent['kind']) => sheets.some((sheet) => sheet.kind === kind)
  const lines = sheets.reduce((sum, sheet) => sum + sheet.lines, 0)
  if (lines === 0 && !findings.some(({ level }) => level === 'error')) findings.push(finding(null, 'file-empty'))
  return {
    source: 'xlsx',
    schoolYear: null,
    kind: sheets.length === 1 ? (sheets[0]?.kind ?? null) : sheets.length === 0 ? null : 'several',
    encoding: null,
    separator: null,
    lines,
    ...(has('pupils') && { pupils: sheets.flatMap(({ pupils }) => pupils) }),
    ...(has('contacts') && { contacts: sheets.flatMap(({ contacts }) => contacts) }),
    ...(has('staff') && { staff: sheets.flatMap(({ staff }) => staff) }),
    ...(has('institutions') && { institutions: sheets.flatMap(({ institutions }) => institutions) }),
    findings,
  }
}

async function chooseSheets(entries: ReadonlyMap<string, ZipEntry>): Promise<{
  readonly sheets: readonly Sheet[]
  readonly is1904: boolean
  readonly findings: readonly RosterFinding[]
}> {
  const findings: RosterFinding[] = []
  const targets = new Map<string, string>()
  await eachElement(entries.get('xl/_rels/workbook.xml.rels'), ['Relationship'], findings, ({ attributes }) => {
    targets.set(attributes.get('Id') ?? '', attributes.get('Target') ?? '')
  })
  const all: { readonly name: string; readonly isHidden: boolean; readonly entry: ZipEntry | undefined }[] = []
  let is1904 = false
  await eachElement(entries.get('xl/workbook.xml'), ['sheet', 'workbookPr'], findings, ({ name, attributes }) => {
    if (name === 'workbookPr') is1904 = ['1', 'true'].includes(attributes.get('date1904') ?? '')
    else {
      const target = targets.get(attributes.get('id') ?? '') ?? ''
      const entry = entries.get(target.startsWith('/') ? target.slice(1) : `xl/${target}`)
      all.push({ name: (attributes.get('name') ?? '').trim(), isHidden: (attributes.get('state') ?? 'visible') !== 'visible', entry })
    }
  })
  const visible = all.filter(({ isHidden }) => !isHidden)
  const named = sheetNames.flatMap(([place, pattern]) =>
    visible.flatMap(({ name, entry }) => (entry !== undefined && pattern.test(name) ? [{ place, entry }] : [])),
  )
  const [first] = visible
  const sheets: readonly Sheet[] = named.length > 0 || first?.entry === undefined ? named : [{ place: null, entry: first.entry }]
  const hidden = all.length - visible.length
  const unused = visible.length - sheets.length
  if (hidden > 0) findings.push(finding(null, 'sheets-hidden', { count: String(hidden) }))
  if (unused > 0) findings.push(finding(null, 'sheets-not-used', { count: String(unused) }))
  return { sheets, is1904, findings }
}

async function openWorkbook(entries: ReadonlyMap<string, ZipEntry>, is1904: boolean): Promise<Workbook | RosterFinding> {
  const findings: RosterFinding[] = []
  const strings: string[] = []
  let isTooMuch = false
  await eachElement(entries.get('xl/sharedStrings.xml'), ['si'], findings, (element) => {
    isTooMuch ||= strings.length >= mostStrings
    if (!isTooMuch) strings.push(textOf(element))
  })
  if (isTooMuch) return finding(null, 'file-too-long', { most: String(mostStrings) })
  const formats = new Map<number, string>()
  const isDay: boolean[] = []
  let isInCells = false
  const mark = ({ what, name }: Exclude<XmlEvent, { what: 'whole' }>) => {
    if (name === 'cellXfs') isInCells = what === 'begins'
  }
  await eachElement(
    entries.get('xl/styles.xml'),
    ['numFmt', 'xf'],
    findings,
    ({ name, attributes }) => {
      const id = Number(attributes.get('numFmtId') ?? 0)
      if (name === 'numFmt') formats.set(id, attributes.get('formatCode') ?? '')
      else if (isInCells) isDay.push(isDayFormat(id, formats.get(id)))
    },
    mark,
  )
  return findings[0] ?? { strings, isDay, is1904 }
}

/** The numbers that ECMA-376 18.8.30 gives to days, and formats of one's own that have a year or a day in them. */
function isDayFormat(id: number, code: string | undefined): boolean {
  if (code !== undefined) return /[dy]/i.test(code.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''))
  return (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)
}

async function* rowsOf(entry: ZipEntry, book: Workbook): RowBatches {
  const events = readXml(entry.chunks(), (name) => name === 'row')
  let line = 0
  let lines = 0
  for (;;) {
    const next = await events.next()
    if (next.done === true) return next.value && broken(next.value)
    const rows: RosterRow[] = []
    for (const event of next.value) {
      if (event.what !== 'whole') continue
      const given = Number(event.element.attributes.get('r'))
      line = Number.isInteger(given) && given > line ? given : line + 1
      const fields = cellsOf(event.element, book)
      if (fields.every((field) => field.trim() === '')) continue
      lines += 1
      if (lines > mostLines) return finding(null, 'file-too-long', { most: String(mostLines) })
      rows.push({ line, fields })
    }
    if (rows.length > 0) yield rows
  }
}

function cellsOf(row: Element, book: Workbook): string[] {
  const fields: string[] = []
  for (const cell of childrenOf(row, 'c')) {
    const column = columnOf(cell.attributes.get('r')) ?? fields.length
    if (column >= mostColumns) continue
    while (fields.length < column) fields.push('')
    fields[column] = valueOf(cell, book)
  }
  return fields
}

/** "C7" → 2. */
function columnOf(reference: string | undefined): number | undefined {
  const letters = /^([A-Z]{1,3})\d+$/.exec(reference ?? '')?.[1]
  return letters === undefined ? undefined : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function valueOf(cell: Element, { strings, isDay, is1904 }: Workbook): string {
  const value = childOf(cell, 'v')?.text ?? ''
  switch (cell.attributes.get('t')) {
    case 's':
      return strings[Number(value)] ?? ''
    case 'inlineStr':
      return textOf(childOf(cell, 'is'))
    case 'str':
      return value
    case 'd':
      return value.slice(0, 10)
    case 'b':
      return value === '1' ? 'Ja' : 'Nej'
    case 'e':
      return ''
    default:
      return value === '' ? '' : numberText(Number(value), isDay[Number(cell.attributes.get('s') ?? 0)] === true, is1904)
  }
}

/** Days are counted from 1900, with a 29 February that year which never was, or from 1904 on old Macintoshes. */
function numberText(number: number, isDay: boolean, is1904: boolean): string {
  if (!Number.isFinite(number)) return ''
  if (!isDay) return String(number)
  const days = Math.floor(number) + (is1904 ? 1462 : 0)
  const day = days < 61 ? undefined : new Date(Date.UTC(1899, 11, 30 + days))
  return day === undefined || Number.isNaN(day.getTime()) ? String(number) : day.toISOString().slice(0, 10)
}

/** Text with its formatting taken off; what is only a reading aid (`rPh`) is left out. */
function textOf(element: Element | undefined): string {
  const plain = childrenOf(element, 't').map(({ text }) => text)
  const rich = childrenOf(element, 'r').flatMap((run) => childrenOf(run, 't').map(({ text }) => text))
  return [...plain, ...rich].join('')
}

async function eachElement(
  entry: ZipEntry | undefined,
  names: readonly string[],
  findings: RosterFinding[],
  take: (element: Element) => void,
  mark: (event: Exclude<XmlEvent, { what: 'whole' }>) => void = () => {},
): Promise<void> {
  if (entry === undefined) return
  const events = readXml(entry.chunks(), (name) => names.includes(name))
  for (;;) {
    const next = await events.next()
    if (next.done === true) {
      if (next.value !== undefined) findings.push(broken(next.value))
      return
    }
    for (const event of next.value) {
      if (event.what === 'whole') take(event.element)
      else mark(event)
    }
  }
}

/** Lines inside a workbook's parts are no lines that anybody sees. */
function broken({ name, values }: RosterFinding): RosterFinding {
  return name === 'xml-broken' || name === 'text-not-utf8' ? finding(null, 'zip-broken') : finding(null, name, values)
}
