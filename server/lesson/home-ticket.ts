/**
 * What takes a signed-in pupil from their own page to the questions: which slip, and until when, sealed with the
 * installation's key. Nothing is stored of it, so nothing tells afterwards who answered from home.
 */
import { decryptBytes, encrypt, type Keyring } from '#database/keyring.ts'

const purpose = 'home-ticket'
/** Time to read "Om dine svar" and begin; whoever has begun needs it no more. */
const minutes = 15
const payloadBytes = 2 + 32 + 4

export type Home = { readonly municipalityId: number; readonly slipHmac: Buffer }

export function homeTicket(keyring: Keyring, { municipalityId, slipHmac }: Home, now: Date): string {
  const payload = Buffer.alloc(payloadBytes)
  payload.writeUInt16BE(municipalityId, 0)
  slipHmac.copy(payload, 2)
  payload.writeUInt32BE(Math.floor(now.getTime() / 1000) + minutes * 60, 34)
  return encrypt(keyring.purposeKey(purpose), payload, purpose).toString('base64url')
}

/** Whose way it is; undefined when it is not one of ours, or too old. */
export function readHomeTicket(keyring: Keyring, ticket: string, now: Date): Home | undefined {
  try {
    const payload = decryptBytes(keyring.purposeKey(purpose), Buffer.from(ticket, 'base64url'), purpose)
    if (payload.byteLength !== payloadBytes || payload.readUInt32BE(34) * 1000 < now.getTime()) return undefined
    return { municipalityId: payload.readUInt16BE(0), slipHmac: Buffer.from(payload.subarray(2, 34)) }
  } catch {
    return undefined
  }
}
