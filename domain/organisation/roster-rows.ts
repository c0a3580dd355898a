/** Reads the lines of a roster file, each by itself. What takes more than one line to see is in `roster-check.ts`. */
import { lostLeadingZero, readCpr } from './cpr.ts'
import type { Sex } from './organisation.ts'
import { finding, type RosterFinding, type RosterFindingName, type RosterInstitution, type RosterPupil, type RosterRow } from './roster.ts'
import { columnName, type RosterColumn, type RosterHeader } from './roster-header.ts'
import { readGrade, readInstitutionKind, readSex } from './roster-words.ts'

/** Longest name of a person, an institution or a class, in characters. */
const longestName = 200
const longestClassName = 40

/** What came of some lines: those that can be read, and what to do about the others. */
export type RosterRead<T> = { readonly read: readonly T[]; readonly findings: readonly RosterFinding[] }

/**
 * Pupils, one per line. A line with an error is left out; it stops the file later, so that nobody is
 * taken for gone because of a typing mistake.
 */
export function readPupils(header: RosterHeader, rows: readonly RosterRow[]): RosterRead<RosterPupil> {
  return readLines(header, rows, (line) => {
    const cpr = readCpr(line.cell('cpr'))
    if (cpr === undefined) line.note(cprFault(line.cell('cpr')), 'cpr')
    const name = personName(line)
    const institution = institutionNumber(line)
    const className = tidy(line.cell('className'))
    if (className === '') line.note('class-empty', 'className')
    if (className.length > longestClassName) line.note('class-name-too-long', 'className')
    const gradeText = line.cell('grade').trim()
    const grade = readGrade(gradeText)
    if (gradeText !== '' && grade === undefined) line.note('grade-unknown', 'grade')
    if (cpr === undefined || institution === undefined) return undefined
    return {
      ...unsaid,
      line: line.number,
      cpr,
      name,
      sex: sexOf(line),
      institution,
      institutionName: tidy(line.cell('institutionName')).slice(0, longestName),
      className,
      grade: grade ?? null,
    }
  })
}

/** What a spreadsheet of pupils does not speak of. Who typed a CPR number into it is not known, nor how sure they were. */
const unsaid = { cprKind: 'unverified', sourceId: null, uniLogin: null, isProtected: null, contact: null } as const

/** Institutions, one per line. */
export function readInstitutions(header: RosterHeader, rows: readonly RosterRow[]): RosterRead<RosterInstitution> {
  return readLines(header, rows, (line) => {
    const number = institutionNumber(line)
    const name = tidy(line.cell('institutionName'))
    if (name === '') line.note('institution-name-empty', 'institutionName')
    if (name.length > longestName) line.note('name-too-long', 'institutionName')
    const kind = readInstitutionKind(line.cell('kind'))
    if (kind === undefined) line.note('institution-kind-unknown', 'kind')
    return number === undefined || kind === undefined ? undefined : { line: line.number, number, name, kind }
  })
}

/** One line as its reader meets it. */
export type Line = {
  readonly number: number
  /** The cell in this column as written; empty when the file lacks the column or the line is short. */
  readonly cell: (column: RosterColumn) => string
  readonly has: (column: RosterColumn) => boolean
  readonly note: (name: RosterFindingName, column: RosterColumn) => void
}

/**
 * Reads line by line. A line that has slipped is not read at all, and one with an error is left out; empty
 * ones are passed over.
 */
export function readLines<T>(header: RosterHeader, rows: readonly RosterRow[], readLine: (line: Line) => T | undefined): RosterRead<T> {
  const findings: RosterFinding[] = []
  const read = rows.flatMap((row) => {
    if (row.fields.every((field) => field.trim() === '')) return []
    const slipped = row.fields.slice(header.width).some((field) => field.trim() !== '')
    if (slipped) {
      // Whatever stands in the columns of such a line is not what it seems.
      findings.push(finding(row.line, 'too-many-fields', { columns: String(header.width) }))
      return []
    }
    const before = findings.length
    const entry = readLine({
      number: row.line,
      cell: (column) => row.fields[header.columns[column] ?? -1] ?? '',
      has: (column) => header.columns[column] !== undefined,
      note: (name, column) => findings.push(finding(row.line, name, { column: columnName(column) })),
    })
    const isBroken = findings.slice(before).some((f) => f.level === 'error')
    return entry === undefined || isBroken ? [] : [entry]
  })
  return { read, findings }
}

/** Given and family name, or the whole name, as one. */
export function personName(line: Line): string {
  const name = line.has('givenName') ? tidy(`${line.cell('givenName')} ${line.cell('familyName')}`) : tidy(line.cell('name'))
  if (name === '') line.note('name-empty', line.has('givenName') ? 'givenName' : 'name')
  if (name.length > longestName) line.note('name-too-long', line.has('givenName') ? 'givenName' : 'name')
  return name
}

/** Six characters, letters among them, as the register of institutions writes them. One digit at least tells it from a name. */
export function institutionNumber(line: Line): string | undefined {
  const number = line.cell('institution').trim().toUpperCase()
  if (/^[0-9A-Z]{6}$/.test(number) && /\d/.test(number)) return number
  line.note(number === '' ? 'institution-number-empty' : 'institution-number-invalid', 'institution')
  return undefined
}

function sexOf(line: Line): Sex {
  if (!line.has('sex')) return 'unknown'
  const text = line.cell('sex').trim()
  const sex = readSex(text)
  if (sex === undefined) line.note(text === '' ? 'sex-missing' : 'sex-unknown', 'sex')
  return sex ?? 'unknown'
}

function cprFault(text: string): RosterFindingName {
  if (text.trim() === '') return 'cpr-empty'
  return lostLeadingZero(text) ? 'cpr-lost-zero' : 'cpr-invalid'
}

/** One form per text: composed letters, single spaces, nothing invisible. */
export function tidy(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Cf}/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
}
