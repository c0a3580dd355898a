import { listPaperSurveys } from '#api/paper.ts'
import { countTypings, deleteOvertakenTypings, findTypists, listAskedClasses, listPaperCounts } from '#database/paper.ts'
import { listSurveys } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayTypeSheet } from '#domain/access/policy.ts'
import { type Survey, takesAnswers, wayIn } from '#domain/survey/survey.ts'
import { handleOutside } from '../http/handle.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

/** What waits, and only where there are classes whose sheets one may type. Clears away what was typed of those who answered otherwise. */
export const answerListPaperSurveys = handleOutside(listPaperSurveys, async ({ actor, house, today }) => {
  const { surveys, counts, sheets } = await house.doors.as(actor, 'statistics', async (tx) => {
    await deleteOvertakenTypings(tx)
    const surveys = await listTypable(tx, actor, today)
    return { surveys, counts: await countTypings(tx, 'statistics'), sheets: await listPaperCounts(tx) }
  })
  const named = surveys.some(({ track }) => track === 'health')
    ? await house.doors.as(actor, 'health', (tx) => countTypings(tx, 'health'), { readOnly: true })
    : undefined

  return surveys.map(({ id, title, track, questionnaire, closesOn, way, classes }) => ({
    id,
    title,
    track,
    questionnaire,
    wayIn: way,
    closesOn,
    classes,
    sheets: track === 'health' ? null : (sheets.get(id) ?? 0),
    ...((track === 'health' ? named : counts)?.get(id) ?? { once: 0, differing: 0 }),
  }))
})

/** Surveys that take paper today, with the classes whose sheets this typist may have in hand. */
async function listTypable(tx: Tx, actor: Actor, today: string) {
  const taking = (await listSurveys(tx)).filter((survey: Survey) => survey.takesPaper === true && takesAnswers(survey, today))
  const asked = await listAskedClasses(
    tx,
    taking.map(({ id }) => id),
  )
  const listed = await Promise.all(
    taking.map(async (survey) => {
      const isNamed = (await findTypists(tx, survey.id)).includes(actor.accountId)
      const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
      const classes = asked
        .filter(({ surveyId, ...of }) => surveyId === survey.id && mayTypeSheet(actor, { ...of, track: survey.track, isNamed }))
        .map(({ classId, className, institution }) => ({ id: classId, name: className, institution }))
      return { ...survey, way: wayIn(questionnaire.respondent), classes }
    }),
  )
  return listed.filter(({ classes }) => classes.length > 0)
}
