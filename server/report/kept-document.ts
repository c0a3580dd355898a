/**
 * Documents of reports are kept for whoever asks next. A sealed figure never changes, so the same content is the same document, for
 * everybody who may read the report; whether they may is asked before, each time (`load-report.ts`).
 */
import { createHash } from 'node:crypto'
import { openKept } from '../kept.ts'
import { typesetKept } from '../typeset-apart.ts'

const kept = openKept<Uint8Array>(32 * 1024 * 1024)

/** Asked for and not there yet: whoever asks meanwhile waits for the same. */
const inTheMaking = new Map<string, Promise<Uint8Array>>()

export async function keptDocument(template: string, data: unknown): Promise<Uint8Array> {
  const key = createHash('sha256').update(template).update(JSON.stringify(data)).digest('base64')
  return kept.find(key) ?? inTheMaking.get(key) ?? make(key, template, data)
}

async function make(key: string, template: string, data: unknown): Promise<Uint8Array> {
  const making = typesetKept(template, data)
  inTheMaking.set(key, making)
  try {
    const document = await making
    kept.keep(key, document, document.byteLength)
    return document
  } finally {
    inTheMaking.delete(key)
  }
}
