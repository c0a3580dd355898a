/** Lines below a heading, from a CSV file or one sheet of a workbook: read by the kind that the heading tells. */
import { readStaff, type RosterStaff } from '#domain/access/staff-roster.ts'
import { readRosterHeader, type RosterHeader } from '#domain/organisation/roster-header.ts'
import { readContacts, readInstitutions, readPupils } from '#domain/organisation/roster-rows.ts'
import type { RosterContact, RosterFinding, RosterInstitution, RosterKind, RosterPupil, RosterRow } from '#domain/organisation/roster.ts'

/** Lines, the heading first, some at a time; a finding when the rest cannot be read. */
export type RowBatches = AsyncGenerator<readonly RosterRow[], RosterFinding | undefined>

export type SheetContent = {
  readonly kind: RosterKind | null
  readonly lines: number
  readonly pupils: readonly RosterPupil[]
  readonly contacts: readonly RosterContact[]
  readonly staff: readonly RosterStaff[]
  readonly institutions: readonly RosterInstitution[]
  readonly findings: readonly RosterFinding[]
}

/** `progress` is told how many lines have been read. */
export async function readSheet(batches: RowBatches, progress: (lines: number) => Promise<void>): Promise<SheetContent> {
  const pupils: RosterPupil[] = []
  const contacts: RosterContact[] = []
  const staff: RosterStaff[] = []
  const institutions: RosterInstitution[] = []
  const findings: RosterFinding[] = []
  let header: RosterHeader | undefined
  let lines = 0
  for (;;) {
    const next = await batches.next()
    if (next.done === true) {
      if (next.value !== undefined) findings.push(next.value)
      break
    }
    const rows = header === undefined ? next.value.slice(1) : next.value
    header ??= openHeader(next.value, findings)
    lines += rows.length
    if (header.kind === 'pupils') take(readPupils(header, rows), pupils, findings)
    if (header.kind === 'contacts') take(readContacts(header, rows), contacts, findings)
    if (header.kind === 'staff') take(readStaff(header, rows), staff, findings)
    if (header.kind === 'institutions') take(readInstitutions(header, rows), institutions, findings)
    await progress(lines)
  }
  return { kind: header?.kind ?? null, lines, pupils, contacts, staff, institutions, findings }
}

function openHeader(rows: readonly RosterRow[], findings: RosterFinding[]): RosterHeader {
  const header = readRosterHeader(rows[0]?.fields ?? [])
  findings.push(...header.findings)
  return header
}

function take<T>(
  part: { readonly read: readonly T[]; readonly findings: readonly RosterFinding[] },
  all: T[],
  findings: RosterFinding[],
): void {
  for (const entry of part.read) all.push(entry)
  for (const one of part.findings) findings.push(one)
}
