/**
 * What a year group is asked in a school year, over all surveys that meet it: how many, how many questions, how many minutes. Whoever
 * is asked too much answers less well, and then not at all; a municipality sees it before it asks once more.
 */
import { minutesToAnswer, questionsIn } from './duration.ts'
import type { Item, Questionnaire } from './questionnaire.ts'

/** A survey of the school year with what it asks. */
export type LoadingSurvey = Pick<Questionnaire, 'respondent'> & {
  readonly surveyId: string
  readonly title: string
  /** 0-10; empty for rooms, districts and youth education. */
  readonly grades: readonly number[]
  readonly items: readonly Pick<Item, 'kind' | 'grid'>[]
}

/** Of one grade; null for those without one. `minutes` are whole and estimated, `questions` leave out what is only read. */
export type Load = {
  readonly grade: number | null
  readonly surveys: readonly { readonly surveyId: string; readonly title: string; readonly minutes: number; readonly questions: number }[]
  readonly minutes: number
  readonly questions: number
}

/** For each grade that anybody asks, in order, those without a grade last. Pupils and their parents are asked apart: give one kind of respondent. */
export function loadByGrade(surveys: readonly LoadingSurvey[]): readonly Load[] {
  const grades: readonly (number | null)[] = [
    ...[...new Set(surveys.flatMap((survey) => survey.grades))].toSorted((a, b) => a - b),
    ...(surveys.some((survey) => survey.grades.length === 0) ? [null] : []),
  ]
  return grades.map((grade) => {
    const asked = surveys
      .filter((survey) => (grade === null ? survey.grades.length === 0 : survey.grades.includes(grade)))
      .map((survey) => ({
        surveyId: survey.surveyId,
        title: survey.title,
        minutes:
          grade === null || survey.respondent !== 'pupil' ? minutesToAnswer({ ...survey, grades: [10] }) : minutesToAnswer(survey, grade),
        questions: questionsIn(survey.items),
      }))
    return {
      grade,
      surveys: asked,
      minutes: asked.reduce((sum, { minutes }) => sum + minutes, 0),
      questions: asked.reduce((sum, { questions }) => sum + questions, 0),
    }
  })
}
