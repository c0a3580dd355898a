/** Locks what waits without a line as the answering page does, so that another page can send it. */
import { createCipheriv, randomBytes } from 'node:crypto'
import type { z } from 'zod'
import type { Entered, ParcelContent } from '#api/response.ts'

export function lockParcel({ ticket, key }: NonNullable<Entered['queue']>, content: z.input<typeof ParcelContent>) {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64url'), iv).setAAD(Buffer.from(ticket))
  const locked = Buffer.concat([iv, cipher.update(JSON.stringify(content), 'utf8'), cipher.final(), cipher.getAuthTag()])
  return { ticket, sealed: locked.toString('base64') }
}
