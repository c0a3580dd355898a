/** At the door: whether a family's no keeps somebody from being asked, as things stand today. */
import { listOptOutsOfSlip } from '#database/opt-out.ts'
import { ruleFor } from '#domain/consent/age-rules.ts'
import { counts } from '#domain/consent/opt-out.ts'
import { listBirthdays } from '../health/birthdays.ts'
import type { House } from '../house.ts'
import { reachOf } from '../http/respondent.ts'

/**
 * A parent's no holds until 15; from the birthday it does not, whether or not a job has run. One's own no never keeps
 * anybody out who comes back. Asked only where a slip is marked as not taking part; it reads, and leaves no trace.
 */
export function isKeptOut(house: House, municipalityId: number, slipHmac: Buffer, today: string): Promise<boolean> {
  return house.doors.as(
    { municipalityId, role: 'respondent', reach: reachOf(slipHmac) },
    'health',
    async (tx) => {
      const said = await listOptOutsOfSlip(tx, slipHmac)
      const birthdays = await listBirthdays(
        tx,
        house.keyring,
        said.map(({ pupilPersonId }) => pupilPersonId),
      )

      return said.some(
        ({ pupilPersonId, saidBy }) => saidBy !== 'self' && counts(saidBy, ruleFor(birthdays.get(pupilPersonId), today).decides),
      )
    },
    { readOnly: true },
  )
}
