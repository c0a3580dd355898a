/** Writes down that a mail came back, and lets the next channel take over. */
import { listTogether, lockMessage } from '#database/invitation.ts'
import { findMunicipality } from '#database/municipality.ts'
import type { House } from '../house.ts'
import { readBounce } from './read-bounce.ts'
import { writeLoss } from './write-outcome.ts'

/** `noted`, or why nothing was: no report of ours; ours and not of a failure; of a message that is gone or known to have come back. */
export async function takeBounce(house: House, mail: string): Promise<'noted' | 'not-ours' | 'not-failed' | 'unknown-message'> {
  const bounce = readBounce(mail)
  if (bounce === undefined) return 'not-ours'
  if (bounce.action !== 'failed') return 'not-failed'
  const { municipalityId, messageId, reason } = bounce
  // Anybody can write such a mail: of a municipality that is not here not even a log begins.
  const isHere = await house.doors.as({ municipalityId, role: 'guest' }, 'staff', findMunicipality, { readOnly: true })
  if (isHere === undefined) return 'unknown-message'
  return house.doors.asSystem('take-bounce', { municipalityId, login: 'staff' }, async (tx) => {
    const named = await lockMessage(tx, messageId)
    if (named?.channel !== 'email') return 'unknown-message'
    const together = (await listTogether(tx, named)).filter(({ state }) => state === 'sent' || state === 'uncertain')
    for (const message of together) await writeLoss(tx, house, message, { state: 'bounced', reason })
    return together.length === 0 ? 'unknown-message' : 'noted'
  })
}
