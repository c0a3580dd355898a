/**
 * OneRoster 1.2, CSV binding (1EdTech, final September 2022): which files and columns a roster is made from. Danish
 * facts that the standard has no place for stand in its extension columns, `metadata.…`.
 */

export type OneRosterTable = {
  readonly file: string
  readonly rows: readonly OneRosterRow[]
  /** Where each column stands in the rows; those the file lacks are not among them. */
  readonly columns: ReadonlyMap<string, number>
}
export type OneRosterRow = { readonly line: number; readonly fields: readonly string[] }

export const oneRosterVersion = '1.2'

type Columns = { readonly must: readonly string[]; readonly can: readonly string[] }

/** Files in the order they are read. `enrollments` can be ten times the others: only those of homerooms are kept. */
export const oneRosterFiles = {
  orgs: { must: ['sourcedId', 'name', 'type', 'identifier'], can: ['status'] },
  academicSessions: { must: ['sourcedId', 'type', 'startDate'], can: ['status', 'schoolYear'] },
  classes: { must: ['sourcedId', 'title', 'classType', 'schoolSourcedId'], can: ['status', 'grades'] },
  users: {
    must: ['sourcedId', 'username', 'givenName', 'familyName'],
    can: [
      'status',
      'userIds',
      'email',
      'sms',
      'phone',
      'agentSourcedIds',
      'grades',
      'metadata.cpr',
      'metadata.protected',
      'metadata.custody',
      'metadata.relation',
      'metadata.language',
    ],
  },
  roles: { must: ['userSourcedId', 'role', 'orgSourcedId'], can: ['status'] },
  demographics: { must: ['sourcedId', 'sex'], can: ['status'] },
  enrollments: { must: ['classSourcedId', 'userSourcedId', 'role'], can: ['status'] },
} as const satisfies Record<string, Columns>

export type OneRosterFile = keyof typeof oneRosterFiles

/** A roster can do without these. */
export const oneRosterMayLack: readonly OneRosterFile[] = ['academicSessions', 'demographics']

export type OneRosterTables = Readonly<Record<OneRosterFile, OneRosterTable>>

/** What a row holds in a column; empty where the file has no such column. */
export function cellOf({ columns }: OneRosterTable, { fields }: OneRosterRow, column: string): string {
  return (fields[columns.get(column) ?? -1] ?? '').trim()
}

/** Rows that hold: a full export may still list what is about to be deleted. */
export function livingRows(table: OneRosterTable): readonly OneRosterRow[] {
  return table.rows.filter((row) => cellOf(table, row, 'status').toLowerCase() !== 'tobedeleted')
}

/** A cell with several values, as CSV in a cell. */
export function listOf(text: string): readonly string[] {
  return text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]))
}

/**
 * A grade from the standard's vocabulary (CEDS 000100); null for what comes before school, undefined for anything else.
 *
 * @example oneRosterGrade('KG') // 0
 * @example oneRosterGrade('05') // 5
 */
export function oneRosterGrade(code: string): number | null | undefined {
  if (['IT', 'PR', 'PK', 'TK'].includes(code.toUpperCase())) return null
  if (code.toUpperCase() === 'KG') return 0
  return /^\d{1,2}$/.test(code) && Number(code) <= 10 ? Number(code) : undefined
}
