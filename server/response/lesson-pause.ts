/** Whether the lesson one is in holds pause: asked now and then by a page in it, on both tracks alike. Nothing is written. */
import { lessonPause, namedLessonPause } from '#api/response.ts'
import { pauseOfSlip } from '#database/response.ts'
import { handleOutside } from '../http/handle.ts'
import type { House } from '../house.ts'
import type { Respondent } from '../http/respondent.ts'

async function pauseOf(house: House, { municipalityId, slipHmac }: Respondent): Promise<{ readonly isPaused: boolean }> {
  const [found] = await house.doors.pipeline({ municipalityId, role: 'respondent' }, 'statistics', [pauseOfSlip(municipalityId, slipHmac)])
  return { isPaused: (found?.rowCount ?? 0) > 0 }
}

export const answerLessonPause = handleOutside(lessonPause, ({ house, actor }) => pauseOf(house, actor))
export const answerNamedLessonPause = handleOutside(namedLessonPause, ({ house, actor }) => pauseOf(house, actor))
