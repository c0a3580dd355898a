import { enterLesson } from '#api/response.ts'
import { findLessonByCode } from '#database/response.ts'
import { municipalityOfCode, normaliseCode } from '#domain/survey/code.ts'
import { comeIn } from '../http/entry.ts'
import { handleOutside } from '../http/handle.ts'
import { enterSurvey, nobody } from './enter-draft.ts'

/**
 * A wrong code, a dead code, a wrong slip, a slip of another class and one that has been used get one and the same
 * answer, after the same work. Of a pause only a right code and a right slip together are told.
 */
export const answerEnterLesson = handleOutside(enterLesson, ({ body, house, now, today, address, newId }) => {
  const code = normaliseCode(body.code)
  const slip = normaliseCode(body.slip)
  const municipalityId = municipalityOfCode(code) ?? nowhere

  return comeIn(house, { door: 'lesson', tried: `${code}-${slip}`, proof: body.proof, address, now }, () =>
    house.doors.as({ municipalityId, role: 'respondent' }, 'statistics', async (tx) => {
      const { surveyId, classId, isPaused } = (await findLessonByCode(tx, code)) ?? noLesson
      const slipHmac = house.keyring.slipHmac(municipalityId, surveyId, classId, slip)
      return enterSurvey(house, tx, slipHmac, { consent: body.consent, isPaused, now, today, newId })
    }),
  )
})

const noLesson = { ...nobody, isPaused: false }
/** No municipality: what can be no code is looked for as long as what can. */
const nowhere = 899
