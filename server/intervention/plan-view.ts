/** An action plan as it goes over the wire. */
import type { ActionPlan } from '#api/intervention.ts'
import { findPlan, type PlanRow } from '#database/intervention.ts'
import type { Tx } from '#database/transaction.ts'
import { isDue, stateOn } from '#domain/intervention/plan.ts'
import { isTheme } from '#domain/questionnaire/themes.ts'
import { Problem } from '../problem.ts'

export function planView({ municipalityId: _, institutionId: __, ...plan }: PlanRow, today: string): ActionPlan {
  if (!isTheme(plan.theme)) throw new Error('an action plan of an unknown theme')
  return { ...plan, theme: plan.theme, state: stateOn(plan, today), isDue: isDue(plan, today) }
}

/** The plan as it stands in this transaction. */
export async function planNow(tx: Tx, id: string, today: string): Promise<ActionPlan> {
  const plan = await findPlan(tx, id)
  if (!plan) throw new Problem('not-found')
  return planView(plan, today)
}
