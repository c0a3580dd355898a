/** Roster lines as a spreadsheet saves them in a CSV file: pupils, grown-ups, staff or institutions, one kind a file. */
import { finding } from '#domain/organisation/roster.ts'
import { readRosterText } from './roster-file.ts'
import { readSheet } from './roster-sheet.ts'
import type { RosterContent } from './roster-source.ts'

export async function readCsvRoster(bytes: Uint8Array, progress: (part: number) => Promise<void>): Promise<RosterContent> {
  const text = readRosterText(bytes)
  // How many bytes are left is the parser's secret; lines of sixty bytes are near enough for a bar.
  const sheet = await readSheet(text.batches(), (lines) => progress(Math.min(1, (lines * 60) / bytes.byteLength)))
  const { kind, lines, pupils, contacts, staff, institutions, findings } = sheet
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
    findings: lines === 0 && findings.length === 0 ? [finding(null, 'file-empty')] : findings,
  }
}
