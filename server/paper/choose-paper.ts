import { choosePaper } from '#api/paper.ts'
import { savePaper } from '#database/paper.ts'
import { lockSurvey } from '#database/survey.ts'
import { mayPlanFor } from '#domain/access/policy.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { listTypists } from './typists.ts'

/**
 * Paper is chosen before anybody is asked, for "Om dine svar" tells of it; who types may change as long as the survey takes
 * answers, for people fall ill.
 */
export const answerChoosePaper = handle(choosePaper, async ({ actor, tx, params, body, house }) => {
  const survey = await lockSurvey(tx, params.id)
  if (!survey || !mayPlanFor(actor, survey.institutionIds)) throw new Problem('not-found')
  const possible = await listTypists(tx, house.keyring)

  const isChanged = (survey.takesPaper === true) !== body.takesPaper
  if (isChanged && survey.state !== 'draft') throw new Problem('paper-fixed')
  if (survey.state !== 'draft' && survey.state !== 'open') throw new Problem('survey-not-open')
  const typists = body.takesPaper && survey.track === 'statistics' ? [...new Set(body.typists)] : []
  const named = possible.filter(({ id }) => typists.includes(id))
  if (named.length < typists.length) throw new Problem('typist-not-possible')

  await savePaper(tx, survey.id, { takesPaper: body.takesPaper, typists: named.flatMap(({ accountIds }) => accountIds) })
})
