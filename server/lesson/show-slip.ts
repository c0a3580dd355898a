import { showSlip } from '#api/lesson.ts'
import { findSlip } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { openLedLesson } from './led-lesson.ts'
import { oneSlip } from './one-slip.ts'

export const answerShowSlip = handle(showSlip, async ({ actor, tx, params, house, note }) => {
  const lesson = await openLedLesson(tx, actor, params.id)
  const pupil = await findSlip(tx, lesson.surveyId, lesson.classId, params.pupilId)
  if (!pupil) throw new Problem('not-found')

  note(`lessons:${lesson.id}`, { pupilIds: [pupil.pupilId] })
  return oneSlip(house, tx, lesson, pupil)
})
