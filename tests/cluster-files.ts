/**
 * What a physical backup copies of a running cluster: tables and write-ahead log, whole, file by file.
 *
 * A cluster that runs takes files away meanwhile (its own caches of the catalogue, segments that are over), which no
 * backup holds either.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

export function* filesOfCluster(dataDirectory: string): Generator<readonly [file: string, bytes: Buffer]> {
  for (const part of ['base', 'global', 'pg_wal'])
    for (const file of readdirSync(join(dataDirectory, part), { recursive: true, encoding: 'utf8' })) {
      const bytes = bytesOf(join(dataDirectory, part, file))
      if (bytes) yield [join(part, file), bytes]
    }
}

/** Nothing of what is a directory, or is gone since it was listed. */
function bytesOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path)
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'EISDIR' || error.code === 'ENOENT')) return undefined
    throw error
  }
}
