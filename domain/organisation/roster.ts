/**
 * A roster file: who is in which class, who works where, or which institutions there are. Its lines are
 * read one by one (`roster-rows.ts`), checked together (`roster-check.ts`), compared with what is known
 * (`roster-difference.ts`), and carried out only when somebody has seen the difference and approved it.
 */
import type { Cpr } from './cpr.ts'
import type { Institution, Sex } from './organisation.ts'
import type { RespondentLanguage } from '../text/text.ts'

export type RosterKind = 'pupils' | 'contacts' | 'staff' | 'institutions'

/** One line of the file with its number; the header is line 1. */
export type RosterRow = { readonly line: number; readonly fields: readonly string[] }

/**
 * How sure the source is of a CPR number (STIL's four kinds). A `replacement` number is the municipality's own, for
 * somebody who has no CPR number yet; the day is often written with 60 added.
 */
export type CprKind = 'verified' | 'unverified' | 'replacement' | 'unknown'

/** How somebody can be reached. A file that says nothing of a field leaves what is known; an empty list or null takes it away. */
export type ContactDetails = {
  readonly email?: string | null
  readonly phones?: readonly { readonly number: string; readonly isProtected: boolean }[]
  readonly address?: {
    readonly street: string
    readonly postalCode: string
    readonly place: string
    /** Official code of the municipality that the address is in. */
    readonly municipalityCode: number | null
    readonly isProtected: boolean
  } | null
  /** What they are written to in; null takes it away. */
  readonly language?: RespondentLanguage | null
}

/** Who a person of a roster is, beyond a name. */
export type RosterIdentity = {
  /** Ten digits; null where the file has none. */
  readonly cpr: Cpr | null
  readonly cprKind: CprKind
  /** The source's own id of the person at this institution: what tells that a new CPR number is the same child. */
  readonly sourceId: string | null
  /** User id at UNI-Login, in small letters. */
  readonly uniLogin: string | null
  /**
   * Name and address are protected (CPR-loven § 28): never on a list that is printed, never in an export. Null where
   * the file does not speak of it: then what is known stays, so that no other file takes protection away.
   */
  readonly isProtected: boolean | null
  /** Null where the file does not speak of it. */
  readonly contact: ContactDetails | null
}

export type ContactRelation = 'mother' | 'father' | 'foster' | 'other' | 'official'

/** A grown-up that a roster ties to a child. `foster` has the child living with them; `official` has been given a task by an authority. */
export type RosterContact = RosterIdentity & {
  readonly line: number
  readonly name: string
  /** The child, as `pupilKey` names it. */
  readonly pupil: string
  readonly relation: ContactRelation
  readonly hasCustody: boolean
  /** The days custody runs from and to (first day without), where the source says; else the day the import tells. */
  readonly custodyFrom: string | null
  readonly custodyUntil: string | null
}

export const rosterSources = ['csv', 'xlsx', 'one-roster', 'stil'] as const
export type RosterSource = (typeof rosterSources)[number]

/** What tells one pupil of a roster from another: the CPR number, else the source's own id at the institution. */
export function pupilKey({ cpr, institution, sourceId }: Pick<RosterPupil, 'cpr' | 'institution' | 'sourceId'>): string {
  return cpr ?? `${institution}:${sourceId ?? ''}`
}

export type RosterPupil = RosterIdentity & {
  readonly line: number
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
  'file-is-pdf': 'error',
  'file-is-image': 'error',
  'file-is-old-excel': 'error',
  'file-is-locked': 'error',
  'file-is-utf16': 'error',
  'file-is-other-zip': 'error',
  'file-is-other-xml': 'error',
  'file-unknown': 'error',
  'zip-broken': 'error',
  'zip-beyond-limits': 'error',
  'xml-broken': 'error',
  'text-not-utf8': 'error',
  'xml-declares-entities': 'error',
  'xml-beyond-limits': 'error',
  'stil-export-small': 'error',
  'stil-export-medium': 'error',
  'stil-version-unknown': 'error',
  'one-roster-delta': 'error',
  'one-roster-version-unknown': 'error',
  'one-roster-file-missing': 'error',
  'reference-unknown': 'error',
  'several-school-years': 'warning',
  'groups-not-used': 'warning',
  'staff-not-used': 'warning',
  'class-names-collide': 'warning',
  'people-without-details': 'warning',
  'pupils-without-cpr': 'warning',
  'pupil-without-identity': 'error',
  'pupil-at-two-institutions': 'warning',
  'custody-not-told': 'warning',
  'sheets-hidden': 'warning',
  'sheets-not-used': 'warning',
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
  'yes-no-unknown': 'error',
  'relation-unknown': 'warning',
  'day-invalid': 'error',
  'custody-ends-before-it-begins': 'error',
  'email-invalid': 'warning',
  'login-not-kept': 'warning',
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
  'id-of-another': 'warning',
  'login-of-two': 'warning',
  'login-of-pupil': 'warning',
  'contact-with-two-names': 'warning',
  'contact-child-unknown': 'error',
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
