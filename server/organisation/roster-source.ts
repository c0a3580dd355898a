/** A roster, whatever it came as: told apart by what the bytes are, never by the file's name, and read into one shape. */
import type { Roster } from '#domain/access/staff-roster.ts'
import type { RosterKind } from '#domain/organisation/roster.ts'
import { readCsvRoster } from './csv-roster.ts'

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
  return readCsvRoster(bytes, progress)
}
