/**
 * What was published of earlier years elsewhere, read from a table somebody hands in: a line for each year, unit and question,
 * with the share of good answers. Such figures are never atoms and nothing is added up of them; they stand in a trend, marked.
 *
 * What was too few to tell here is too few to import: a line is held to the same threshold as our own figures.
 */
import { bandsBelow, insiders, itemRules, type ItemRule } from '../disclosure/thresholds.ts'
import type { UnitKey } from '../organisation/unit.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { offeredKeyFigures } from './key-figures.ts'
import { countedItems } from '../questionnaire/indices.ts'

export const importColumns = ['year', 'unit', 'item', 'percent', 'n', 'source'] as const
export type ImportColumn = (typeof importColumns)[number]

/** As a heading may be written; the first is what the template says. */
export const importHeadings: Readonly<Record<'da' | 'en', Readonly<Record<ImportColumn | 'question', string>>>> = {
  da: { year: 'skoleår', unit: 'enhed', item: 'kode', question: 'spørgsmål', percent: 'andel', n: 'antal svar', source: 'kilde' },
  en: { year: 'school year', unit: 'unit', item: 'code', question: 'question', percent: 'share', n: 'answers', source: 'source' },
}

export const longestSource = 200
/** Lines in one file: ten years of thirty schools' ten questions. */
export const mostImportLines = 3000

export type ImportedFigure = {
  readonly line: number
  readonly unit: UnitKey
  /** Null for the municipality as a whole. */
  readonly institutionId: string | null
  readonly item: string
  readonly year: number
  /** Of favourable answers, 0 to 100. */
  readonly percent: number
  readonly n: number | null
  readonly source: string
}

export const importFaults = [
  'empty',
  'quotes',
  'tooLong',
  'columnMissing',
  'yearUnreadable',
  'yearNotPast',
  'yearOwn',
  'unitUnknown',
  'unitAmbiguous',
  'itemUnknown',
  'percentUnreadable',
  'nUnreadable',
  'nMissing',
  'nTooFew',
  'nearlyAll',
  'sourceMissing',
  'sourceTooLong',
  'sourceHoldsCpr',
  'twice',
  'known',
] as const

export type ImportFault = {
  /** Null where it is the file as a whole. */
  readonly line: number | null
  readonly fault: (typeof importFaults)[number]
  /** What stands there, or what is asked for; never a text that may hold a number of a person. */
  readonly found: string
}

export type ImportFrame = {
  readonly questionnaire: Questionnaire
  readonly institutions: readonly { readonly id: string; readonly number: string; readonly name: string }[]
  readonly municipality: string
  /** The school year of the survey whose trend it is for: what is imported comes before it. */
  readonly before: number
  /** School years in which the questionnaire was asked here: those are counted, and nothing is put in their place. */
  readonly ownYears: ReadonlySet<number>
  /** Whether a text holds a personal number. */
  readonly holdsNumber: (text: string) => boolean
  /** What has been imported before. */
  readonly known: readonly Pick<ImportedFigure, 'unit' | 'item' | 'year'>[]
}

type Row = { readonly line: number; readonly fields: readonly string[] }

/** The figures of all lines that can be kept, and what to do about each of the others. A line without a share is left out: the template has one for every question. */
export function readImport(
  [header, ...rows]: readonly Row[],
  frame: ImportFrame,
): { readonly figures: readonly ImportedFigure[]; readonly faults: readonly ImportFault[] } {
  if (!header) return { figures: [], faults: [{ line: null, fault: 'empty', found: '' }] }
  const places = new Map(importColumns.map((column) => [column, placeOf(header, column)]))
  const missing = importColumns.filter((column) => places.get(column) === -1)
  if (missing.length > 0)
    return { figures: [], faults: missing.map((column) => ({ line: null, fault: 'columnMissing', found: importHeadings.da[column] })) }

  const read = lineReader(frame)
  const figures: ImportedFigure[] = []
  const faults: ImportFault[] = []
  const taken = new Set(frame.known.map(keyOf))
  const inFile = new Set<string>()
  for (const { line, fields } of rows) {
    const cell = (column: ImportColumn) => (fields[places.get(column) ?? -1] ?? '').trim()
    if (cell('percent') === '') continue
    const found = read(cell)
    if ('fault' in found) {
      faults.push({ line, ...found })
      continue
    }
    const key = keyOf(found)
    if (taken.has(key) || inFile.has(key)) faults.push({ line, fault: inFile.has(key) ? 'twice' : 'known', found: cell('item') })
    else figures.push({ line, ...found })
    inFile.add(key)
  }
  return figures.length + faults.length === 0 ? { figures, faults: [{ line: null, fault: 'empty', found: '' }] } : { figures, faults }
}

function placeOf({ fields }: Row, column: ImportColumn): number {
  const names = [importHeadings.da[column], importHeadings.en[column]]
  return fields.findIndex((field) => names.includes(tidy(field)))
}

const keyOf = ({ unit, item, year }: Pick<ImportedFigure, 'unit' | 'item' | 'year'>) => `${unit} ${item} ${year}`
const tidy = (text: string) => text.trim().replaceAll(/\s+/g, ' ').toLowerCase()

type Found = Omit<ImportedFigure, 'line'>
type Fault = Omit<ImportFault, 'line'>
type Cell = (column: ImportColumn) => string

/** The first thing that is wrong with a line is what is told of it. */
function lineReader(frame: ImportFrame): (cell: Cell) => Found | Fault {
  const rules = itemRules(frame.questionnaire)
  const offered = offeredKeyFigures({ items: countedItems(frame.questionnaire) })
  return (cell) => {
    const year = readYear(cell('year'))
    if (year === undefined) return { fault: 'yearUnreadable', found: cell('year') }
    if (frame.ownYears.has(year)) return { fault: 'yearOwn', found: cell('year') }
    if (year >= frame.before) return { fault: 'yearNotPast', found: cell('year') }
    const unit = unitOf(cell('unit'), frame)
    if ('fault' in unit) return unit
    const rule = rules.find(({ item }) => item.code === cell('item') && offered.includes(item.code))
    if (!rule) return { fault: 'itemUnknown', found: cell('item') }
    const percent = readShare(cell('percent'))
    if (percent === undefined) return { fault: 'percentUnreadable', found: cell('percent') }
    const n = cell('n') === '' ? null : readCount(cell('n'))
    if (n === undefined) return { fault: 'nUnreadable', found: cell('n') }
    const source = cell('source')
    return faultOfSize(rule, percent, n) ?? faultOfSource(source, frame) ?? { ...unit, item: rule.item.code, year, percent, n, source }
  }
}

function unitOf(text: string, { institutions, municipality }: ImportFrame): Pick<Found, 'unit' | 'institutionId'> | Fault {
  const name = tidy(text)
  const whole = tidy(municipality)
  if (['kommunen', 'hele kommunen', 'municipality', whole, `${whole} kommune`].includes(name))
    return { unit: 'municipality', institutionId: null }
  const found = institutions.filter((one) => tidy(one.name) === name || tidy(one.number) === name)
  const [first] = found
  if (!first) return { fault: 'unitUnknown', found: text }
  return found.length > 1 ? { fault: 'unitAmbiguous', found: text } : { unit: `institution:${first.id}`, institutionId: first.id }
}

/** Fewest answers that a line may stand for: where our own would be told roughly, an exact share is too much. */
export function fewestImported({ questionClass, minimum }: Pick<ItemRule, 'questionClass' | 'minimum'>): number {
  return questionClass === 'open' ? minimum : Math.max(minimum, bandsBelow)
}

function faultOfSize(rule: ItemRule, percent: number, n: number | null): Fault | undefined {
  const isOpen = rule.questionClass === 'open'
  const fewest = fewestImported(rule)
  // An open question's share is taken on the word of whoever published it; of others nobody could tell that they were enough.
  if (n === null) return isOpen ? undefined : { fault: 'nMissing', found: String(fewest) }
  if (n < fewest) return { fault: 'nTooFew', found: String(fewest) }
  const others = n - Math.round((percent / 100) * n)
  return !isOpen && others >= n - insiders.lesson ? { fault: 'nearlyAll', found: '' } : undefined
}

function faultOfSource(source: string, { holdsNumber }: ImportFrame): Fault | undefined {
  if (source === '') return { fault: 'sourceMissing', found: '' }
  if (source.length > longestSource) return { fault: 'sourceTooLong', found: String(longestSource) }
  return holdsNumber(source) ? { fault: 'sourceHoldsCpr', found: '' } : undefined
}

/** "2021/22", "2021/2022", "2021-22" or "2021": the year it begins in. */
function readYear(text: string): number | undefined {
  const found = /^(\d{4})(?:\s*[/-]\s*(\d{4}|\d{2}))?$/.exec(text)
  if (!found) return undefined
  const year = Number(found[1])
  const isOne = found[2] === undefined || Number(found[2]) % 100 === (year + 1) % 100
  return isOne && year >= 1990 && year <= 2100 ? year : undefined
}

/** "81,5", "81.5" or "81,5 %". */
function readShare(text: string): number | undefined {
  const found = /^(\d{1,3}(?:[.,]\d{1,4})?)\s*%?$/.exec(text)
  const share = found ? Number((found[1] as string).replace(',', '.')) : Number.NaN
  return share >= 0 && share <= 100 ? share : undefined
}

/** "1234", "1.234" or "1 234". */
function readCount(text: string): number | undefined {
  return /^(\d{1,7}|\d{1,3}(?:[. \u00a0]\d{3})+)$/.test(text) ? Number(text.replaceAll(/\D/g, '')) : undefined
}
