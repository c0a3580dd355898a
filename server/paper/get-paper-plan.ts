import { getPaperPlan } from '#api/paper.ts'
import { findTypists } from '#database/paper.ts'
import { findSurvey } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { listTypists } from './typists.ts'

export const answerGetPaperPlan = handle(getPaperPlan, async ({ actor, tx, params, house }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')
  const [named, people] = await Promise.all([findTypists(tx, survey.id), listTypists(tx, house.keyring)])
  const { texts } = await publishedQuestionnaire(tx, survey.questionnaire)

  return {
    takesPaper: survey.takesPaper === true,
    isFixed: survey.state !== 'draft',
    track: survey.track,
    languages: respondentLanguages.filter((language) => texts[language] !== undefined),
    people: people.map(({ accountIds, ...person }) => ({ ...person, isNamed: accountIds.some((id) => named.includes(id)) })),
  }
})
