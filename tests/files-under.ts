/**
 * The files of a program that may still be running, whole, one by one. Those it takes away meanwhile are left out: a cluster
 * forgets its caches of the catalogue and what of the log is over, a browser what it no longer needs.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export function* filesUnder(...directories: readonly string[]): Generator<readonly [path: string, bytes: Buffer]> {
  for (const directory of directories)
    for (const file of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
      const path = join(directory, file)
      const bytes = bytesOf(path)
      if (bytes) yield [path, bytes]
    }
}

/** What a physical backup copies: tables and write-ahead log. */
export function partsOfCluster(dataDirectory: string): readonly string[] {
  return ['base', 'global', 'pg_wal'].map((part) => join(dataDirectory, part))
}

/** Nothing of what is no file, or is gone since it was listed. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && isNoFile.has(error.code)) return undefined
    throw error
  }
}

/** A directory, gone, a socket, a link to nothing. */
const isNoFile = new Set<unknown>(['EISDIR', 'ENOENT', 'ENXIO'])
