/**
 * The bearer a respondent holds between entering and submitting. It says which slip it is for, sealed with
 * the installation's key; whether it is still worth anything is asked of the draft, by its key.
 */
import type { Keyring } from '#database/keyring.ts'
import { isSame } from '#database/keyring.ts'

/** Which answers the bearer may write: the token of one track is worth nothing in another. */
export type TokenTrack = (typeof tracks)[number]

const tracks = ['statistics', 'health', 'assessment'] as const

export type Respondent = {
  readonly track: TokenTrack
  readonly municipalityId: number
  readonly role: 'respondent'
  readonly slipHmac: Buffer
  /** What the draft is kept under: the slip, or what is one parent's own, whose draft no other sees. */
  readonly draftHmac: Buffer
  /** Places in the questionnaire: what a packed draft must be long enough for. */
  readonly items: number
  /** Which of the drafts that there have been under this key: one begun anew is not this one. */
  readonly generation: number
  /** Where rows are about a named child: the slip, and what is one's own, as row-level security compares them. */
  readonly reach?: string
}

const purpose = 'response-token'
const payloadBytes = 2 + 2 + 32 + 1 + 4
const ownBytes = 32
const sealBytes = 16

export type TokenOf = Omit<Respondent, 'role' | 'reach' | 'draftHmac'> & {
  /** What a signed-in parent's draft is kept under, when they came by a link of their own. */
  readonly own?: Buffer | undefined
}

export function respondentToken(keyring: Keyring, of: TokenOf): string {
  const payload = payloadOf(of)
  return Buffer.concat([payload, keyring.seal(purpose, payload)]).toString('base64url')
}

/** The respondent of an `authorization: Bearer …` header; undefined when it is not one of ours, or another track's. */
export function findRespondent(keyring: Keyring, header: string | undefined, track: TokenTrack): Respondent | undefined {
  if (!header?.startsWith('Bearer ')) return undefined
  const token = Buffer.from(header.slice('Bearer '.length), 'base64url')
  const payload = token.subarray(0, -sealBytes)
  if (!isSame(token.subarray(-sealBytes), keyring.seal(purpose, payload))) return undefined
  const respondent = respondentOf(payload)
  return respondent?.track === track ? respondent : undefined
}

/** Whose answers are written, in bytes: what a token is sealed over, and what a ticket hides. */
export function payloadOf({ track, municipalityId, slipHmac, items, generation, own }: TokenOf): Buffer {
  const payload = Buffer.alloc(payloadBytes + (own ? ownBytes : 0))
  payload.writeUInt16BE(municipalityId, 0)
  payload.writeUInt16BE(items, 2)
  slipHmac.copy(payload, 4)
  payload.writeUInt8(tracks.indexOf(track), 36)
  payload.writeUInt32BE(generation, 37)
  own?.copy(payload, payloadBytes)
  return payload
}

/** The reverse of `payloadOf`, of bytes that are known to be ours. */
export function respondentOf(payload: Buffer): Respondent | undefined {
  if (payload.byteLength !== payloadBytes && payload.byteLength !== payloadBytes + ownBytes) return undefined
  const track = tracks[payload.readUInt8(36)]
  if (track === undefined) return undefined
  const slipHmac = payload.subarray(4, 36)
  const own = payload.byteLength > payloadBytes ? payload.subarray(payloadBytes) : undefined
  return {
    track,
    municipalityId: payload.readUInt16BE(0),
    role: 'respondent',
    items: payload.readUInt16BE(2),
    generation: payload.readUInt32BE(37),
    slipHmac,
    draftHmac: own ?? slipHmac,
    ...(track !== 'statistics' ? { reach: reachOf(slipHmac, own) } : {}),
  }
}

/** What of a named child's rows somebody reaches who has not signed in. */
export function reachOf(slipHmac: Buffer, own?: Buffer): string {
  return [slipHmac, ...(own ? [own] : [])].map((hmac) => hmac.toString('hex')).join(',')
}
