/** Each night: empties "I sagde – vi gjorde" of school years that lie two back. Doing it again changes nothing. */
import { emptyFeedback } from '#database/feedback.ts'
import { listMunicipalityIds } from '#database/release.ts'
import { lastForgottenYear } from '#domain/report/use/feedback.ts'
import { dayInDenmark } from '../danish-day.ts'
import type { House } from '../house.ts'

/** The association: whoever works for all municipalities begins there. */
const association = 0

export async function forgetFeedback(house: House): Promise<void> {
  const lastSchoolYear = lastForgottenYear(dayInDenmark(house.now()))
  const here = await house.doors.asSystem('forget-feedback', { municipalityId: association, login: 'sealer' }, listMunicipalityIds)
  for (const municipalityId of here)
    await house.doors.asSystem('forget-feedback', { municipalityId, login: 'staff' }, (tx) => emptyFeedback(tx, lastSchoolYear))
}
