import { choosePaper } from '#api/paper.ts'
import { listTypistCandidates, savePaper } from '#database/paper.ts'
import { lockSurvey } from '#database/survey.ts'
import { mayPlanFor, typistRoles } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/**
 * Paper is chosen before anybody is asked, for "Om dine svar" tells of it; who types may change as long as the survey takes
 * answers, for people fall ill.
 */
export const answerChoosePaper = handle(choosePaper, async ({ actor, tx, params, body }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')
  const possible = await listTypistCandidates(tx, typistRoles)

  const isChanged = (survey.takesPaper === true) !== body.takesPaper
  if (isChanged && survey.state !== 'draft') throw new Problem('paper-fixed')
  if (survey.state !== 'draft' && survey.state !== 'open') throw new Problem('survey-not-open')
  const typists = body.takesPaper && survey.track === 'statistics' ? [...new Set(body.typists)] : []
  if (!typists.every((id) => possible.some((person) => person.id === id))) throw new Problem('typist-not-possible')

  await savePaper(tx, survey.id, { takesPaper: body.takesPaper, typists })
})
