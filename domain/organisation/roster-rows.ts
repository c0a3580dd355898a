/** Reads the lines of a roster file, each by itself. What takes more than one line to see is in `roster-check.ts`. */
import { type Cpr, lostLeadingZero, readCpr } from './cpr.ts'
import type { Sex } from './organisation.ts'
import {
  type ContactDetails,
  type CprKind,
  finding,
  type RosterContact,
  type RosterFinding,
  type RosterFindingName,
  type RosterInstitution,
  type RosterPupil,
  type RosterRow,
} from './roster.ts'
import { columnName, type RosterColumn, type RosterHeader } from './roster-header.ts'
import { readDay, readGrade, readInstitutionKind, readLanguage, readRelation, readSex, readYesNo } from './roster-words.ts'

/** Longest name of a person, an institution or a class, in characters. */
export const longestName = 200
export const longestClassName = 40
const longestPhone = 40

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
      line: line.number,
      cpr,
      cprKind: cprKindOf(cpr),
      sourceId: null,
      uniLogin: userId(line),
      isProtected: protection(line),
      contact: null,
      name,
      sex: sexOf(line),
      institution,
      institutionName: tidy(line.cell('institutionName')).slice(0, longestName),
      className,
      grade: grade ?? null,
    }
  })
}

/**
 * Grown-ups, one line for each child they are tied to. Custody must be said on every line, and what cannot be read as
 * yes or no stops the file: custody opens a child's answers, so a typing mistake may neither give nor take it.
 */
export function readContacts(header: RosterHeader, rows: readonly RosterRow[]): RosterRead<RosterContact> {
  return readLines(header, rows, (line) => {
    const pupil = readCpr(line.cell('pupilCpr'))
    if (pupil === undefined) line.note(cprFault(line.cell('pupilCpr')), 'pupilCpr')
    const cprText = line.cell('cpr').trim()
    const cpr = readCpr(cprText)
    if (cprText !== '' && cpr === undefined) line.note(cprFault(cprText), 'cpr')
    const name = personName(line)
    const relation = readRelation(line.cell('relation'))
    if (relation === undefined) line.note('relation-unknown', 'relation')
    const custodyFrom = dayOf(line, 'custodyFrom')
    const custodyUntil = dayOf(line, 'custodyUntil')
    if (custodyFrom !== null && custodyUntil !== null && custodyUntil < custodyFrom) {
      line.note('custody-ends-before-it-begins', 'custodyUntil')
    }
    const hasCustody = readYesNo(line.cell('custody'))
    if (hasCustody === undefined) line.note('yes-no-unknown', 'custody')
    const isProtected = protection(line)
    const contact = contactDetails(line, isProtected ?? false)
    const uniLogin = userId(line)
    if (pupil === undefined || hasCustody === undefined) return undefined
    return {
      line: line.number,
      cpr: cpr ?? null,
      cprKind: cpr === undefined ? 'unknown' : cprKindOf(cpr),
      sourceId: null,
      uniLogin,
      isProtected,
      contact,
      name,
      pupil,
      relation: relation ?? 'other',
      hasCustody,
      custodyFrom,
      custodyUntil,
    }
  })
}

/** Who typed a number into a spreadsheet is not known, nor how sure they were; a replacement number shows itself by its day. */
export function cprKindOf(cpr: Cpr): CprKind {
  return Number(cpr.slice(0, 2)) > 60 ? 'replacement' : 'unverified'
}

/** What may stand as a user id at a login service; a CPR number never does. */
export function isUserId(text: string): boolean {
  return /^[a-z0-9._@-]{2,100}$/.test(text) && readCpr(text) === undefined
}

/** Enough to tell an address from something that stands in the wrong column. */
export function isEmail(text: string): boolean {
  return /^[^\s@]{1,64}@[^\s@]{3,190}$/.test(text)
}

function userId(line: Line): string | null {
  const login = line.cell('login').trim().toLowerCase()
  if (login === '') return null
  if (isUserId(login)) return login
  line.note('login-not-kept', 'login')
  return null
}

/** An empty cell is no, a missing column says nothing; what is neither yes nor no stops the file. */
function protection(line: Line): boolean | null {
  if (!line.has('isProtected')) return null
  const text = line.cell('isProtected').trim()
  const answer = readYesNo(text)
  if (text !== '' && answer === undefined) line.note('yes-no-unknown', 'isProtected')
  return answer ?? false
}

function dayOf(line: Line, column: 'custodyFrom' | 'custodyUntil'): string | null {
  const text = line.cell(column).trim()
  const day = readDay(text)
  if (text !== '' && day === undefined) line.note('day-invalid', column)
  return day ?? null
}

/** A column that is there and empty says that there is none. */
function contactDetails(line: Line, isProtected: boolean): ContactDetails | null {
  if (!line.has('email') && !line.has('phone') && !line.has('language')) return null
  const email = tidy(line.cell('email'))
  if (email !== '' && !isEmail(email)) line.note('email-invalid', 'email')
  const number = tidy(line.cell('phone'))
  return {
    ...(line.has('email') && { email: isEmail(email) ? email : null }),
    ...(line.has('phone') && { phones: number === '' ? [] : [{ number: number.slice(0, longestPhone), isProtected }] }),
    ...(line.has('language') && { language: readLanguage(line.cell('language')) ?? null }),
  }
}

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
export function isInstitutionNumber(text: string): boolean {
  return /^[0-9A-Z]{6}$/.test(text) && /\d/.test(text)
}

/** The number on a line, in capital letters; undefined, and noted, when it is none. */
export function institutionNumber(line: Line): string | undefined {
  const number = line.cell('institution').trim().toUpperCase()
  if (isInstitutionNumber(number)) return number
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
