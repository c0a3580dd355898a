/** Roster lines as a spreadsheet saves them in a CSV file: pupils, staff, institutions or grown-ups, one kind a file. */
import { readStaff, type RosterStaff } from '#domain/access/staff-roster.ts'
import { readRosterHeader, type RosterHeader } from '#domain/organisation/roster-header.ts'
import { readContacts, readInstitutions, readPupils } from '#domain/organisation/roster-rows.ts'
import { finding, type RosterContact, type RosterFinding, type RosterInstitution, type RosterPupil, type RosterRow } from '#domain/organisation/roster.ts'
import { readRosterText } from './roster-file.ts'
import type { RosterContent } from './roster-source.ts'

export async function readCsvRoster(bytes: Uint8Array, progress: (part: number) => Promise<void>): Promise<RosterContent> {
  const text = readRosterText(bytes)
  const pupils: RosterPupil[] = []
  const contacts: RosterContact[] = []
  const staff: RosterStaff[] = []
  const institutions: RosterInstitution[] = []
  const findings: RosterFinding[] = []
  let header: RosterHeader | undefined
  let lines = 0

  const batches = text.batches()
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
    // How many bytes are left is the parser's secret; lines of sixty bytes are near enough for a bar.
    await progress(Math.min(1, (lines * 60) / bytes.byteLength))
  }
  if (lines === 0 && findings.length === 0) findings.push(finding(null, 'file-empty'))
  const kind = header?.kind ?? null
  return {
    source: 'csv',
    schoolYear: null,
    kind,
    encoding: text.encoding,
    separator: text.separator,
    lines,
    ...(kind === 'pupils' && { pupils }),
    ...(kind === 'contacts' && { contacts }),
    ...(kind === 'staff' && { staff }),
    ...(kind === 'institutions' && { institutions }),
    findings,
  }
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
