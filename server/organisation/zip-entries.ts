/**
 * What lies in a zip file, read as a stream. Names are only looked up, never used as paths; what claims to become far
 * larger than a list is refused before it is unpacked, and nothing becomes larger than it claims.
 */
import { fromBufferPromise, type Entry } from 'yauzl'
import { finding, type RosterFinding } from '#domain/organisation/roster.ts'

const megabyte = 1024 * 1024

export const zipLimits = {
  entries: 1_000,
  /** Unpacked, all together: a large municipality's whole export is a quarter of that. */
  totalBytes: 1024 * megabyte,
  /** Unpacked to packed, where it is more than a megabyte. Lists shrink to a tenth or a fortieth. */
  ratio: 200,
} as const

export type ZipEntry = { readonly name: string; readonly size: number; readonly chunks: () => AsyncGenerator<Uint8Array> }

/** A zip file that turns out to be broken while it is read. */
export class BrokenZip extends Error {}

/** The entries by their names; a finding when the file cannot or shall not be unpacked. */
export async function openZip(bytes: Uint8Array): Promise<ReadonlyMap<string, ZipEntry> | RosterFinding> {
  try {
    const zip = await fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), { lazyEntries: true })
    if (zip.entryCount > zipLimits.entries) return finding(null, 'zip-beyond-limits', { limit: String(zipLimits.entries) })
    const entries = new Map<string, ZipEntry>()
    let total = 0
    for await (const entry of zip.eachEntry()) {
      total += entry.uncompressedSize
      const isTooDense = entry.uncompressedSize > megabyte && entry.uncompressedSize > entry.compressedSize * zipLimits.ratio
      if (total > zipLimits.totalBytes || isTooDense) {
        return finding(null, 'zip-beyond-limits', { limit: `${zipLimits.totalBytes / megabyte} MB` })
      }
      if (entry.isEncrypted()) return finding(null, 'file-is-locked')
      if (!entry.fileName.endsWith('/')) {
        entries.set(entry.fileName, {
          name: entry.fileName,
          size: entry.uncompressedSize,
          chunks: () => unpack(() => zip.openReadStreamPromise(entry as Entry)),
        })
      }
    }
    return entries
  } catch {
    return finding(null, 'zip-broken')
  }
}

async function* unpack(open: () => Promise<AsyncIterable<Uint8Array>>): AsyncGenerator<Uint8Array> {
  let stream: AsyncIterator<Uint8Array>
  try {
    stream = (await open())[Symbol.asyncIterator]()
  } catch {
    throw new BrokenZip('an entry cannot be opened')
  }
  try {
    for (;;) {
      const next = await stream.next().catch(() => {
        throw new BrokenZip('an entry cannot be unpacked')
      })
      if (next.done === true) return
      yield next.value
    }
  } finally {
    await stream.return?.()
  }
}
