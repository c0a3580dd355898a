/**
 * What waits in this page, locked and laid on the machine at every change. The key comes from the server, lives in this page's
 * memory alone, and can't be read out of it again: whoever finds the parcel can send it, and nothing else.
 */
import type { Arrived } from '../contract.ts'
import type { Entry } from '../outbox.ts'
import type { ParcelStore } from './parcel-store.ts'

export type Queue = {
  readonly id: string
  /** Lays down all that waits, instead of what lay there. True when exactly this is on the machine; false when it is not, or no longer. */
  readonly keep: (waiting: readonly Entry[]) => Promise<boolean>
  /** Resolves when all that was asked for has been written. */
  readonly settled: () => Promise<unknown>
}

const ivBytes = 12
const dayMs = 24 * 60 * 60_000

/** Rejects where the browser has no locks: on a page that is not encrypted on its way. */
export async function openQueue(
  { queue, epoch }: Pick<Arrived, 'queue' | 'epoch'>,
  { store, now }: { readonly store: ParcelStore; readonly now: () => number },
): Promise<Queue> {
  if (!queue) throw new Error('nothing may be saved here')
  const { ticket } = queue
  const key = await crypto.subtle.importKey('raw', bytesOf(queue.key), 'AES-GCM', false, ['encrypt'])
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  const encoder = new TextEncoder()

  const seal = async (answers: readonly Entry[]): Promise<string> => {
    const iv = crypto.getRandomValues(new Uint8Array(ivBytes))
    const content = encoder.encode(JSON.stringify({ epoch, answers }))
    const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: encoder.encode(ticket) }, key, content)
    return btoa([...iv, ...new Uint8Array(locked)].map((byte) => String.fromCharCode(byte)).join(''))
  }

  let latest: readonly Entry[] = []
  let turn: Promise<unknown> = Promise.resolve()
  const write = async (waiting: readonly Entry[]): Promise<boolean> => {
    // One after the other, and only the newest.
    if (waiting !== latest) return false
    if (waiting.length === 0) await store.remove(id)
    else await store.put({ id, ticket, sealed: await seal(waiting), day: Math.floor(now() / dayMs) })
    return waiting === latest
  }
  return {
    id,
    keep(waiting) {
      latest = waiting
      const written = turn.then(() => write(waiting)).catch(() => false)
      turn = written
      return written
    },
    settled: () => turn,
  }
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64url.replaceAll('-', '+').replaceAll('_', '/')), (sign) => sign.charCodeAt(0))
}
