/** Locks what waits as the answering page does, with the browser's own cryptography, so that a server can be sent it. */
import type { Entered } from '#api/response.ts'

export type Waiting = {
  readonly epoch: number
  readonly answers: readonly { readonly place: number; readonly value: number | null; readonly sequence: number; readonly text?: string }[]
}

export async function lockParcel(
  { ticket, key }: NonNullable<Entered['queue']>,
  waiting: unknown,
): Promise<{ readonly ticket: string; readonly sealed: string }> {
  const own = await crypto.subtle.importKey('raw', Buffer.from(key, 'base64url'), 'AES-GCM', false, ['encrypt'])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const additionalData = new TextEncoder().encode(ticket)
  const text = new TextEncoder().encode(JSON.stringify(waiting))
  const locked = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, own, text)
  return { ticket, sealed: Buffer.concat([iv, new Uint8Array(locked)]).toString('base64') }
}
