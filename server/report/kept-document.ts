/**
 * Documents of reports are kept for whoever asks next. A sealed figure never changes, so the same content is the same document, for
 * everybody who may read the report; whether they may is asked before, each time (`load-report.ts`).
 */
import { createHash } from 'node:crypto'
import { typesetKept } from '../typeset-apart.ts'

/** All together in memory, at most. */
const bytesAtMost = 32 * 1024 * 1024

const kept = new Map<string, Promise<Uint8Array>>()
const sizes = new Map<string, number>()

export function keptDocument(template: string, data: unknown): Promise<Uint8Array> {
  const key = createHash('sha256').update(template).update(JSON.stringify(data)).digest('base64')
  const found = kept.get(key)
  kept.delete(key)
  const document = found ?? typesetKept(template, data)
  // The last of a map is the latest used.
  kept.set(key, document)
  if (found === undefined) document.then(({ byteLength }) => keep(key, byteLength)).catch(() => kept.delete(key))
  return document
}

function keep(key: string, size: number): void {
  sizes.set(key, size)
  let total = [...sizes.values()].reduce((sum, one) => sum + one, 0)
  for (const oldest of kept.keys()) {
    if (total <= bytesAtMost) return
    total -= sizes.get(oldest) ?? 0
    kept.delete(oldest)
    sizes.delete(oldest)
  }
}
