import { enterFromHome } from '#api/response.ts'
import { handleOutside } from '../http/handle.ts'
import { readHomeTicket } from '../lesson/home-ticket.ts'
import { Problem } from '../problem.ts'
import { enterSurvey } from './enter-draft.ts'

/** A ticket can't be guessed, so failures are not counted; made up, too old and used up get one and the same answer. */
export const answerEnterFromHome = handleOutside(enterFromHome, async ({ body, house, now, today, newId }) => {
  const home = readHomeTicket(house.keyring, body.link, now)
  if (!home) throw new Problem('code-unknown')
  const { municipalityId, slipHmac } = home

  const entered = await house.doors.as({ municipalityId, role: 'respondent' }, 'statistics', (tx) =>
    enterSurvey(house, tx, slipHmac, { consent: body.consent, now, today, newId }),
  )
  if (!entered) throw new Problem('code-unknown')
  return entered
})
