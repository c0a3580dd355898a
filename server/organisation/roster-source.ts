/** A roster, whatever it came as: told apart by what the bytes are, never by the file's name, and read into one shape. */
import type { Roster } from '#domain/access/staff-roster.ts'
import { finding, type RosterFinding, type RosterKind } from '#domain/organisation/roster.ts'
import { readCsvRoster } from './csv-roster.ts'
import { oneRosterFolder, readOneRosterFiles } from './one-roster-files.ts'
import { rosterFormat } from './roster-format.ts'
import { readStilRoster } from './stil-roster.ts'
import { readXlsxRoster } from './xlsx-roster.ts'
import { inChunks } from './xml-elements.ts'
import { BrokenZip, openZip } from './zip-entries.ts'

/** What a file tells, and what it was, for whoever handed it in. */
export type RosterContent = Roster & {
  /** What the file is about; null when that could not be made out. A whole export is about `several` things. */
  readonly kind: RosterKind | 'several' | null
  /** Of text files alone. */
  readonly encoding: 'utf-8' | 'windows-1252' | null
  /** Of CSV files alone. */
  readonly separator: ',' | ';' | null
  /** Lines of a spreadsheet below its headings, or people of an export. */
  readonly lines: number
}

/**
 * Reads a roster. Never throws for what a file holds: findings say what is wrong and where, and one of level
 * `error` means that the rest is not to be trusted. `progress` is told 0 to 1 now and then, and gives others a turn.
 */
export async function readRoster(bytes: Uint8Array, progress: (part: number) => Promise<void>): Promise<RosterContent> {
  const format = rosterFormat(bytes)
  if (format === 'csv') return readCsvRoster(bytes, progress)
  if (format === 'xml') return readStilRoster(told(inChunks(bytes), bytes.byteLength, progress))
  if (format !== 'zip') return unreadable(finding(null, format))
  try {
    return await readZip(bytes, progress)
  } catch (error) {
    if (!(error instanceof BrokenZip)) throw error
    return unreadable(finding(null, 'zip-broken'))
  }
}

/** A workbook, OneRoster's files, or one export of STIL's that was packed to be sent. */
async function readZip(bytes: Uint8Array, progress: (part: number) => Promise<void>): Promise<RosterContent> {
  const entries = await openZip(bytes)
  if ('level' in entries) return unreadable(entries)
  if (entries.has('xl/workbook.xml')) return readXlsxRoster(entries, progress)
  const folder = oneRosterFolder(entries)
  if (folder !== undefined) return readOneRosterFiles(entries, folder, progress)
  const documents = [...entries.values()].filter(({ name }) => name.toLowerCase().endsWith('.xml'))
  const [document] = documents
  if (document !== undefined && documents.length === 1) return readStilRoster(told(document.chunks(), document.size, progress))
  return unreadable(finding(null, 'file-is-other-zip'))
}

async function* told(
  chunks: AsyncIterable<Uint8Array>,
  size: number,
  progress: (part: number) => Promise<void>,
): AsyncGenerator<Uint8Array> {
  let read = 0
  for await (const chunk of chunks) {
    yield chunk
    read += chunk.byteLength
    await progress(Math.min(1, read / size))
  }
}

function unreadable(reason: RosterFinding): RosterContent {
  return { source: 'csv', schoolYear: null, kind: null, encoding: null, separator: null, lines: 0, findings: [reason] }
}
