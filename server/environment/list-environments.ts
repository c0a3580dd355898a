import { listEnvironments } from '#api/environment.ts'
import { listEnvironments as findAll } from '#database/environment.ts'
import { findSurvey } from '#database/survey.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { isEnvironmentDue } from '#domain/environment/environment.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

export const answerListEnvironments = handle(listEnvironments, async ({ actor, tx, params, today }) => {
  const survey = await findSurvey(tx, params.surveyId)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  const rows = await findAll(tx, survey.id)

  return rows
    .filter(({ institutionId }) => mayReadUnit(actor, { level: 'institution', institutionId }, institutionId))
    .map((row) => ({ ...row, isDue: isEnvironmentDue(row, today) }))
})
