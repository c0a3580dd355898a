import { dropPlan } from '#api/intervention.ts'
import { lockPlan, savePlan } from '#database/intervention.ts'
import * as plans from '#domain/intervention/plan.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { planNow } from './plan-view.ts'

export const answerDropPlan = handle(dropPlan, async ({ tx, params, body, today }) => {
  const plan = await lockPlan(tx, params.id)
  if (!plan) throw new Problem('not-found')

  const refusal = refuseCpr(body.lesson)
  if (refusal) throw new Problem(refusal)
  const dropped = plans.dropPlan(plan, body.lesson, today)
  if (typeof dropped === 'string') throw new Problem(dropped)

  await savePlan(tx, dropped)
  return planNow(tx, plan.id, today)
})
