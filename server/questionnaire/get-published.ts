import { getPublished } from '#api/questionnaire.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** Public: a questionnaire is published so that parents and teachers can read it before anybody is asked. */
export const answerGetPublished = handleOutside(getPublished, ({ params, house }) =>
  house.doors.as(
    { municipalityId: params.municipalityId, role: 'guest' },
    'statistics',
    async (tx) => {
      const found = await findQuestionnaire(tx, params.code, params.version)
      if (!found) throw new Problem('not-found')
      return found
    },
    { readOnly: true },
  ),
)
