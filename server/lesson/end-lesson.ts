import { endLesson } from '#api/lesson.ts'
import { enqueue } from '#database/jobs.ts'
import { endLesson as end } from '#database/lesson.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { ledLesson } from './led-lesson.ts'

export const answerEndLesson = handle(endLesson, async ({ actor, tx, params, now }) => {
  const lesson = await ledLesson(tx, actor, params.id)

  if (!(await end(tx, lesson.id, now))) throw new Problem('lesson-not-open')
  await enqueue(
    tx,
    'seal-class',
    { municipalityId: tx.municipalityId, surveyId: lesson.surveyId, classId: lesson.classId },
    `seal-class:${lesson.surveyId}:${lesson.classId}`,
  )
})
