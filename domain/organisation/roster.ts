/**
 * A roster file: who is in which class, who works where, or which institutions there are. Its lines are
 * read one by one (`roster-rows.ts`), checked together (`roster-check.ts`), compared with what is known
 * (`roster-difference.ts`), and carried out only when somebody has seen the difference and approved it.
 */
import type { Cpr } from './cpr.ts'
import type { Institution, Sex } from './organisation.ts'

export type RosterKind = 'pupils' | 'staff' | 'institutions'

/** One line of the file with its number; the header is line 1. */
export type RosterRow = { readonly line: number; readonly fields: readonly string[] }

export type RosterPupil = {
  readonly line: number
  readonly cpr: Cpr
  readonly name: string
  readonly sex: Sex
  readonly institution: string
  /** Name of the institution, where the file gives it; only used for an institution nobody knew. */
  readonly institutionName: string
  readonly className: string
  readonly grade: number | null
}

export type RosterInstitution = {
  readonly line: number
  readonly number: string
  readonly name: string
  readonly kind: InstitutionKind
}

/** `administration` is where those who work for the whole municipality belong; a municipality has one. */
export type InstitutionKind = Institution['kind'] | 'administration'

/** Errors stop the whole file; warnings are shown and left to the person who approves. */
const levelOf = {
  'file-empty': 'error',
  'file-not-text': 'error',
  'file-too-long': 'error',
  'quotes-unbalanced': 'error',
  'line-too-long': 'error',
  'header-unknown': 'error',
  'column-missing': 'error',
  'column-twice': 'error',
  'column-not-used': 'warning',
  'sex-column-missing': 'warning',
  'too-many-fields': 'error',
  'name-empty': 'error',
  'name-too-long': 'error',
  'cpr-empty': 'error',
  'cpr-lost-zero': 'error',
  'cpr-invalid': 'error',
  'pupil-twice': 'warning',
  'pupil-twice-differs': 'error',
  'pupil-in-two-classes': 'error',
  'class-empty': 'error',
  'class-name-too-long': 'error',
  'class-unknown': 'warning',
  'class-of-several-grades': 'warning',
  'grade-unknown': 'warning',
  'grade-differs-from-class': 'warning',
  'sex-missing': 'warning',
  'sex-unknown': 'warning',
  'institution-number-empty': 'error',
  'institution-number-invalid': 'error',
  'institution-name-empty': 'error',
  'institution-twice-differs': 'error',
  'institution-kind-unknown': 'error',
  'institution-unknown': 'error',
  'institution-of-another-municipality': 'error',
  'institution-new': 'warning',
  'role-empty': 'error',
  'role-unknown': 'error',
  'role-of-the-association': 'error',
  'role-sees-everything': 'warning',
  'login-empty': 'error',
  'login-invalid': 'error',
  'login-with-two-names': 'error',
  'own-account-kept': 'warning',
  'many-gone': 'warning',
  'many-gone-at-institution': 'warning',
  'changed-meanwhile': 'error',
  'not-finished': 'error',
} as const satisfies Record<string, 'error' | 'warning'>

/** Each has a sentence that says what to do: `content/texts`, key `roster.finding.<name>`. */
export type RosterFindingName = keyof typeof levelOf

export const rosterFindingNames = Object.keys(levelOf) as readonly RosterFindingName[]

export type RosterFinding = {
  /** Line in the file; null when it is about the whole file. */
  readonly line: number | null
  readonly name: RosterFindingName
  /** What the sentence needs: a column, an institution's number, a count. Never text that a cell held. */
  readonly values: Readonly<Record<string, string>>
  readonly level: 'error' | 'warning'
}

/**
 * Cells are never quoted in a finding: where columns have slipped, the cell under "Rolle" is a name.
 * Findings are kept in the open, so they point to the line and the column instead.
 */
export function finding(line: number | null, name: RosterFindingName, values: RosterFinding['values'] = {}): RosterFinding {
  return { line, name, values, level: levelOf[name] }
}

/** Errors before warnings, then by line; what is about the whole file comes first. */
export function inReadingOrder(findings: readonly RosterFinding[]): RosterFinding[] {
  const rank = (f: RosterFinding) => (f.level === 'error' ? 0 : 1)
  return findings.toSorted((a, b) => rank(a) - rank(b) || (a.line ?? 0) - (b.line ?? 0) || order(a.name, b.name))
}

/** Comparison by code unit: the same on every machine. */
export function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
