import { enterByLink } from '#api/response.ts'
import { municipalityOfLink, normaliseCode } from '#domain/survey/code.ts'
import { countAttempts } from '../http/attempts.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { enterSurvey } from './enter-draft.ts'

/** Fewer than for a lesson: behind one address there is a home, not a school. */
const attempts = countAttempts({ limit: 60, windowMs: 10 * 60_000 })

/** A link that never was, one of another municipality and one whose survey is gone get one and the same answer. */
export const answerEnterByLink = handleOutside(enterByLink, async ({ body, house, now, today, address, newId }) => {
  if (attempts.isExhausted(address, now)) throw new Problem('too-many-attempts')
  const unknown = () => {
    attempts.fail(address, now)
    return new Problem('code-unknown')
  }
  const link = normaliseCode(body.link)
  const municipalityId = municipalityOfLink(link)
  if (municipalityId === undefined) throw unknown()
  const linkHmac = house.keyring.linkHmac(municipalityId, link)

  const entered = await house.doors.as({ municipalityId, role: 'respondent' }, 'statistics', (tx) =>
    enterSurvey(house, tx, linkHmac, { consent: body.consent, now, today, newId }),
  )
  if (!entered) throw unknown()
  return entered
})
