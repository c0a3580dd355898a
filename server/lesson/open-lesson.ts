import { randomBytes } from 'node:crypto'
import { openLesson } from '#api/lesson.ts'
import { findOpenLesson, insertLesson } from '#database/lesson.ts'
import { findSurvey, listProgress } from '#database/survey.ts'
import { mayLeadLesson } from '#domain/access/policy.ts'
import { lessonCode } from '#domain/survey/code.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

const attempts = 20

export const answerOpenLesson = handle(openLesson, async ({ actor, tx, body, now, today, newId, note }) => {
  if (!mayLeadLesson(actor, body.classId)) throw new Problem('not-found')
  const survey = await findSurvey(tx, body.surveyId)
  const asked = survey && (await listProgress(tx, survey.id)).find(({ classId }) => classId === body.classId)
  if (!survey || !asked) throw new Problem('not-found')

  if (!takesAnswers(survey, today)) throw new Problem('lesson-survey-not-open')

  for (let attempt = 0; attempt < attempts; attempt++) {
    const open = await findOpenLesson(tx, survey.id, body.classId)
    const id = open?.id ?? newId()
    note(`lessons:${id}`)
    if (open) return open
    const code = lessonCode(tx.municipalityId, randomBytes(8))
    if (await insertLesson(tx, { id, surveyId: survey.id, institutionId: asked.institutionId, classId: body.classId, code, openedAt: now }))
      return { id }
  }
  throw new Error('no free lesson code was found')
})
