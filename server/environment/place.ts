/** The institution of a survey whose assessment is asked for; what this person may not read the report of is as if it were not there. */
import { findSurveyUnit } from '#database/network.ts'
import { listEnvironments } from '#database/environment.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { type UnitKey, unitKey } from '#domain/organisation/unit.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { Problem } from '../problem.ts'

export type EnvironmentPlace = {
  readonly survey: Survey
  readonly unit: UnitKey
  readonly name: string
  readonly kind: Awaited<ReturnType<typeof listEnvironments>>[number]['kind']
}

export async function environmentPlace(
  tx: Tx,
  actor: Actor,
  { surveyId, institutionId }: { readonly surveyId: string; readonly institutionId: string },
): Promise<EnvironmentPlace> {
  const unit = unitKey({ level: 'institution', institutionId })
  const survey = await findSurvey(tx, surveyId)
  const takesPart = survey && survey.state !== 'draft' ? await findSurveyUnit(tx, surveyId, unit) : undefined
  const row = takesPart && (await listEnvironments(tx, surveyId)).find((one) => one.institutionId === institutionId)
  if (!survey || !row || !mayReadUnit(actor, { level: 'institution', institutionId }, institutionId)) throw new Problem('not-found')
  return { survey, unit, name: row.name, kind: row.kind }
}
