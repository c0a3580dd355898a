import { getLessonBoard } from '#api/lesson.ts'
import { countTurnout, findSealedTurnout } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'
import { ledLesson } from './led-lesson.ts'

/** Reads no slip and no person, so nothing that is asked for the wall can ever bring a name to it. */
export const answerGetLessonBoard = handle(getLessonBoard, async ({ actor, tx, params, house }) => {
  const { className, state, isPaused, code, surveyId, classId, invited } = await ledLesson(tx, actor, params.id)
  const turnout = await countTurnout(tx, surveyId, classId)
  const answered = turnout?.answered ?? (await findSealedTurnout(tx, surveyId, classId)) ?? 0

  const isOpen = state === 'open'
  return {
    className,
    state,
    isPaused,
    code: isOpen ? code : null,
    address: isOpen ? `${house.origin}/svar#${code}` : null,
    answered,
    invited: invited - (turnout?.declined ?? 0),
  }
})
