import { endLesson } from '#api/lesson.ts'
import { enqueue } from '#database/jobs.ts'
import { endLesson as end, findLesson } from '#database/lesson.ts'
import { mayLeadLesson } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerEndLesson = handle(endLesson, async ({ actor, tx, params, now }) => {
  const lesson = await findLesson(tx, params.id)
  if (!lesson || !mayLeadLesson(actor, lesson.classId)) throw new Problem('not-found')

  if (!(await end(tx, lesson.id, now))) throw new Problem('lesson-not-open')
  await enqueue(
    tx,
    'seal-class',
    { municipalityId: tx.municipalityId, surveyId: lesson.surveyId, classId: lesson.classId },
    `seal-class:${lesson.surveyId}:${lesson.classId}`,
  )
})
