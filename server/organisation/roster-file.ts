/** A roster file as bytes: which encoding and separator it has, and its lines a batch at a time. */
import { isUtf8 } from 'node:buffer'
import { pipeline, Readable } from 'node:stream'
import { setImmediate as letOthersIn } from 'node:timers/promises'
import { CsvError, parse } from 'csv-parse'
import { finding, type RosterFinding, type RosterRow } from '#domain/organisation/roster.ts'

export type RosterText = {
  readonly encoding: 'utf-8' | 'windows-1252'
  readonly separator: ',' | ';'
  /** Lines of the file, header first, some at a time; a finding when the rest can't be read. */
  readonly batches: () => AsyncGenerator<readonly RosterRow[], RosterFinding | undefined>
}

/** Lines in a file at most: twice the pupils of the largest municipality. All are held in memory to be compared. */
export const mostLines = 120_000

const linesAtOnce = 2_000
const longestLine = 100_000
/** Bytes the parser takes before others get a turn. */
const decodedAtOnce = 64 * 1024

/** Bytes that are no UTF-8 in a file that has to be. */
export class NotUtf8 extends Error {}

/** Lines of a CSV file in UTF-8 with commas, as standards want it; throws `NotUtf8`. */
export async function* readStandardLines(
  chunks: AsyncIterable<Uint8Array>,
  most: number,
): AsyncGenerator<readonly RosterRow[], RosterFinding | undefined> {
  return yield* readBatches(decodeUtf8(chunks), ',', most)
}

async function* decodeUtf8(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const decodePart = (chunk?: Uint8Array): string => {
    try {
      return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true })
    } catch {
      throw new NotUtf8('not UTF-8')
    }
  }
  for await (const chunk of chunks) yield decodePart(chunk)
  yield decodePart()
}

/** UTF-8 when every byte agrees, else Windows-1252, in which every byte is a letter. The separator is the one the header has more of. */
export function readRosterText(bytes: Uint8Array): RosterText {
  const encoding = isUtf8(bytes) ? 'utf-8' : 'windows-1252'
  const separator = separatorOf(decode(bytes.subarray(0, longestLine), encoding))
  return { encoding, separator, batches: () => readBatches(decodeInParts(bytes, encoding), separator, mostLines) }
}

async function* readBatches(
  text: Iterable<string> | AsyncIterable<string>,
  separator: string,
  most: number,
): AsyncGenerator<readonly RosterRow[], RosterFinding | undefined> {
  const records = parse({
    delimiter: separator,
    info: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: longestLine,
  })
  // A fault of the source ends the parser with it, and is thrown where the records are read.
  pipeline(Readable.from(text), records, () => {})
  let batch: RosterRow[] = []
  let lines = 0
  try {
    for await (const { record, info } of records as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      if (lines === 0 && isSeparatorLine(record, separator)) continue
      lines += 1
      if (lines > most) return finding(null, 'file-too-long', { most: String(most) })
      batch.push({ line: info.lines, fields: record })
      if (batch.length < linesAtOnce) continue
      yield batch
      batch = []
      // The parser is fed from memory and would otherwise keep the process to itself until the end.
      await letOthersIn()
    }
  } catch (error) {
    // NOTE: the parser's messages quote the cell, so only the code and the line go on.
    if (!(error instanceof CsvError)) throw error
    const line = 'lines' in error && typeof error.lines === 'number' ? error.lines : null
    return finding(line, error.code === 'CSV_MAX_RECORD_SIZE' ? 'line-too-long' : 'quotes-unbalanced')
  }
  if (batch.length > 0) yield batch
  return undefined
}

/** Spreadsheets write and read a first line "sep=;" that names the separator. */
function isSeparatorLine(record: readonly string[], separator: string): boolean {
  return /^sep=/i.test(record[0] ?? '') && (record.length === 1 || (record.length === 2 && record.join(separator).length <= 'sep=;'.length))
}

function separatorOf(start: string): ',' | ';' {
  const lines = start.split(/\r\n|\r|\n/)
  const header = lines.find((line) => line.trim() !== '' && !/^sep=/i.test(line)) ?? ''
  return header.split(',').length > header.split(';').length ? ',' : ';'
}

function decode(bytes: Uint8Array, encoding: string = isUtf8(bytes) ? 'utf-8' : 'windows-1252'): string {
  return new TextDecoder(encoding).decode(bytes)
}

/** The byte order mark is dropped by the decoder. */
function* decodeInParts(bytes: Uint8Array, encoding: string): Generator<string> {
  const decoder = new TextDecoder(encoding)
  for (let from = 0; from < bytes.byteLength; from += decodedAtOnce)
    yield decoder.decode(bytes.subarray(from, from + decodedAtOnce), { stream: true })
  yield decoder.decode()
}
