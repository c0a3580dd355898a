/**
 * Several files in one ZIP, stored as they are (APPNOTE 6.3, method 0): what is in them is base64 already and would not shrink.
 * Names are ASCII and ours.
 */
import { crc32 } from 'node:zlib'

/** 1 January 1980, the first day a ZIP can name: when somebody was invited is nobody's business. */
const noDate = 0x0021

export function storeZip(files: readonly { readonly name: string; readonly bytes: Uint8Array }[]): Uint8Array {
  const parts: Uint8Array[] = []
  const entries: Uint8Array[] = []
  let offset = 0
  for (const { name, bytes } of files) {
    const label = Buffer.from(name, 'ascii')
    const about = describe(bytes, label.length)
    const local = Buffer.concat([uint32(0x04034b50), about, label])
    entries.push(Buffer.concat([uint32(0x02014b50), uint16(20), about, Buffer.alloc(10), uint32(offset), label]))
    parts.push(local, bytes)
    offset += local.length + bytes.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.concat([
    uint32(0x06054b50),
    Buffer.alloc(4),
    uint16(files.length),
    uint16(files.length),
    uint32(directory.length),
    uint32(offset),
    uint16(0),
  ])
  return Buffer.concat([...parts, directory, end])
}

/** What a file's own header and its entry in the directory have in common. */
function describe(bytes: Uint8Array, nameLength: number): Buffer {
  const [version, flags, method] = [20, 0, 0]
  return Buffer.concat([
    ...[version, flags, method, 0, noDate].map(uint16),
    ...[crc32(bytes), bytes.length, bytes.length].map(uint32),
    ...[nameLength, 0].map(uint16),
  ])
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2)
  bytes.writeUInt16LE(value)
  return bytes
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(value)
  return bytes
}
