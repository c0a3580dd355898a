/**
 * Deletes what need not be remembered of logins any more: assertions that have expired by themselves, and messages that
 * have been kept for the 180 days that NemLog-in asks for. Doing it again changes nothing.
 */
import { deleteExpiredLoginEvents, deleteSpentAssertions, listMunicipalitiesHere } from '#database/login.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'

/** Where what is nobody's yet is kept. */
const association = 0

export async function forgetLogins(house: House): Promise<void> {
  const now = house.now()
  const here = await house.doors.as({ municipalityId: association, role: 'guest' }, 'staff', listMunicipalitiesHere, { readOnly: true })
  for (const municipalityId of [association, ...here]) {
    await house.doors.asSystem('forget-logins', { municipalityId, login: 'staff' }, async (tx) => {
      if (municipalityId === association) await deleteSpentAssertions(tx, now)
      await deleteExpiredLoginEvents(tx, dayInDenmark(now))
    })
  }
}
