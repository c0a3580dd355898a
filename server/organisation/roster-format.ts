/** What a file is, by its bytes: its name may say anything. */
import type { RosterFindingName } from '#domain/organisation/roster.ts'

/** A format that can be tried, or the finding that says what the file seems to be instead. */
export type RosterFormat = 'csv' | 'zip' | 'xml' | RosterFindingName

const starts: readonly (readonly [readonly number[], RosterFormat])[] = [
  [[0x50, 0x4b, 0x03, 0x04], 'zip'],
  [[0x50, 0x4b, 0x05, 0x06], 'file-empty'],
  [[0x25, 0x50, 0x44, 0x46], 'file-is-pdf'],
  [[0x89, 0x50, 0x4e, 0x47], 'file-is-image'],
  [[0xff, 0xd8, 0xff], 'file-is-image'],
  [[0x47, 0x49, 0x46, 0x38], 'file-is-image'],
  [[0x49, 0x49, 0x2a, 0x00], 'file-is-image'],
  [[0x4d, 0x4d, 0x00, 0x2a], 'file-is-image'],
  [[0xff, 0xfe], 'file-is-utf16'],
  [[0xfe, 0xff], 'file-is-utf16'],
]

/** Microsoft's compound file: Excel before 2007, and what any workbook with a password is wrapped in. */
const compoundFile = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]

const lookedAt = 64 * 1024

export function rosterFormat(bytes: Uint8Array): RosterFormat {
  const start = bytes.subarray(0, lookedAt)
  if (startsWith(start, compoundFile)) {
    return Buffer.from(start).includes(Buffer.from('EncryptedPackage', 'utf16le')) ? 'file-is-locked' : 'file-is-old-excel'
  }
  const known = starts.find(([signature]) => startsWith(start, signature))
  if (known !== undefined) return known[1]
  // Every other byte of Danish text in UTF-16 is zero, with or without a mark at its start.
  if (looksLikeUtf16(start)) return 'file-is-utf16'
  const text = new TextDecoder().decode(start).trimStart()
  if (text === '') return bytes.includes(0) ? 'file-unknown' : 'file-empty'
  if (/^<(!doctype\s+)?html/i.test(text)) return 'file-unknown'
  if (text.startsWith('<')) return 'xml'
  return bytes.includes(0) ? 'file-unknown' : 'csv'
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, place) => bytes[place] === byte)
}

function looksLikeUtf16(bytes: Uint8Array): boolean {
  const some = bytes.subarray(0, 512)
  const zeros = (parity: number) => some.filter((byte, place) => place % 2 === parity && byte === 0).length
  const [even, odd] = [zeros(0), zeros(1)]
  return some.length >= 8 && Math.min(even, odd) === 0 && Math.max(even, odd) > some.length / 4
}
