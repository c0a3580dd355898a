import { enterLesson } from '#api/response.ts'
import { findLessonByCode } from '#database/response.ts'
import { isCode, municipalityOfCode, normaliseCode } from '#domain/survey/code.ts'
import { countAttempts } from '../http/attempts.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { enterSurvey } from './enter-draft.ts'

/** A school shares one address: a class of typing errors must pass, a guessing program must not. */
const attempts = countAttempts({ limit: 300, windowMs: 10 * 60_000 })

/** A wrong code, a dead code, a wrong slip and a slip of another class get one and the same answer. */
export const answerEnterLesson = handleOutside(enterLesson, ({ body, house, now, today, address, newId }) => {
  if (attempts.isExhausted(address, now)) throw new Problem('too-many-attempts')
  const unknown = () => {
    attempts.fail(address, now)
    return new Problem('code-unknown')
  }
  const code = normaliseCode(body.code)
  const slip = normaliseCode(body.slip)
  const municipalityId = municipalityOfCode(code)
  if (municipalityId === undefined || !isCode(slip)) throw unknown()

  return house.doors.as({ municipalityId, role: 'respondent' }, 'statistics', async (tx) => {
    const lesson = await findLessonByCode(tx, code)
    if (!lesson) throw unknown()
    const slipHmac = house.keyring.slipHmac(municipalityId, lesson.surveyId, lesson.classId, slip)
    const entered = await enterSurvey(house, tx, slipHmac, { consent: body.consent, now, today, newId })
    if (!entered) throw unknown()
    return entered
  })
})
