import { listMissedLessons } from '#api/lesson.ts'
import { listOwnSlips } from '#database/lesson.ts'
import { findSurvey } from '#database/survey.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'

/** Told to the pupil alone: whether a child has answered is none of a parent's. */
export const answerListMissedLessons = handle(listMissedLessons, async ({ actor, tx, today }) => {
  if (actor.role === 'parent') return []
  const surveys = []
  for (const { surveyId } of await listOwnSlips(tx)) surveys.push(await findSurvey(tx, surveyId))

  return surveys
    .flatMap((survey) => (survey && takesAnswers(survey, today) ? [survey] : []))
    .map(({ id, title, closesOn }) => ({ surveyId: id, title, closesOn }))
    .toSorted((one, other) => one.closesOn.localeCompare(other.closesOn))
})
