/**
 * What was refused is written down too (OWASP ASVS 5.0, 16.3.2): which act, on what, why - in a transaction of its own,
 * for that of the act was rolled back. Somebody who is refused without end fills no log: after a number in a minute the
 * rest are counted, and written as one row.
 */
import { insertAuditEvent } from '#database/audit.ts'
import type { AuditEvent } from '#database/audit-event.ts'
import type { House } from '../house.ts'
import { log } from '../log.ts'

export type Refused = Pick<AuditEvent, 'actorId' | 'role' | 'act' | 'object' | 'requestId'> & {
  readonly municipalityId: number
  /** A problem of the contract, or a reason of the sign-in; never a claim, a name or a number of somebody. */
  readonly refusal: string
}

export const rowsAMinute = 30
const windowMs = 60_000
/** Who is counted at once at most; beyond, the oldest are forgotten when their minute is over. */
const countedAtMost = 10_000

type Counted = { rows: number; more: number; until: number; last: Refused }

const countedBy = new WeakMap<House, Map<string, Counted>>()

/** Writes a refusal down, or counts it. Never throws: that it could not be written changes no refusal. */
export async function noteRefusal(house: House, refused: Refused): Promise<void> {
  const now = house.now().getTime()
  const counted = countedOf(house)
  const key = `${refused.municipalityId}.${refused.actorId ?? refused.role}`
  const known = counted.get(key)
  if (known && known.until > now) {
    if (known.rows < rowsAMinute) {
      known.rows++
      return write(house, refused)
    }
    known.more++
    known.last = refused
    if (known.more === 1) setTimeout(() => void flush(house, key, known), windowMs).unref()
    return
  }
  counted.set(key, { rows: 1, more: 0, until: now + windowMs, last: refused })
  if (counted.size > countedAtMost) for (const [old, { until, more }] of counted) if (until <= now && more === 0) counted.delete(old)
  if (known && known.more > 0) await writeMore(house, known)
  await write(house, refused)
}

/** Writes what has only been counted so far: when the server stops. */
export async function flushRefusals(house: House): Promise<void> {
  for (const [key, counted] of countedOf(house)) await flush(house, key, counted)
}

async function flush(house: House, key: string, counted: Counted): Promise<void> {
  if (countedOf(house).get(key) === counted) countedOf(house).delete(key)
  if (counted.more > 0) await writeMore(house, counted)
}

async function writeMore(house: House, counted: Counted): Promise<void> {
  const times = counted.more
  counted.more = 0
  await write(house, { ...counted.last, act: 'access.refused', object: null, refusal: 'many' }, times)
}

async function write(house: House, { municipalityId, ...refused }: Refused, times = 1): Promise<void> {
  try {
    await house.doors.as({ municipalityId, role: 'guest' }, 'staff', (tx) => insertAuditEvent(tx, { ...refused, at: house.now(), times }))
  } catch (error) {
    log.defect({ requestId: refused.requestId ?? '-', where: 'a refusal in the audit log', error })
  }
}

function countedOf(house: House): Map<string, Counted> {
  const known = countedBy.get(house)
  if (known) return known
  const counted = new Map<string, Counted>()
  countedBy.set(house, counted)
  return counted
}
