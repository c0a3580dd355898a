/** The action plans that an assessment points to: those of the institution and its parts that begin from this survey. */
import { listPlans, type PlanRow } from '#database/intervention.ts'
import type { Tx } from '#database/transaction.ts'

export async function ownPlans(tx: Tx, surveyId: string, institutionId: string): Promise<readonly PlanRow[]> {
  return (await listPlans(tx)).filter(
    (plan) => plan.surveyId === surveyId && plan.institutionId === institutionId && plan.state !== 'dropped',
  )
}
