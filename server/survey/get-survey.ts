import { getSurvey } from '#api/survey.ts'
import { findSurvey, listProgress } from '#database/survey.ts'
import { isBound } from '#domain/access/actor.ts'
import { wayIn } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { surveyView } from './survey-view.ts'

export const answerGetSurvey = handle(getSurvey, async ({ actor, tx, params }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey) throw new Problem('not-found')
  const progress = await listProgress(tx, survey.id)
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)

  const own = isBound(actor) ? progress.filter(({ institutionId }) => actor.institutionIds.includes(institutionId)) : progress
  const institutions = Map.groupBy(own, ({ institutionId }) => institutionId)
  return {
    ...surveyView(survey),
    wayIn: wayIn(questionnaire.respondent),
    invited: sum(own.map(({ invited }) => invited)),
    answered: sum(own.map(({ answered }) => answered)),
    institutions: [...institutions].map(([id, classes]) => ({
      id,
      name: classes[0]?.institution ?? '',
      invited: sum(classes.map(({ invited }) => invited)),
      answered: sum(classes.map(({ answered }) => answered)),
      classes: classes.map(({ classId, className, grade, invited, answered, lesson }) => ({
        id: classId,
        name: className,
        grade,
        invited,
        answered,
        lesson,
      })),
    })),
  }
})

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
