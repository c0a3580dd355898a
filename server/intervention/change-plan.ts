import { changePlan } from '#api/intervention.ts'
import { findPublishedSheet, lockPlan, savePlan } from '#database/intervention.ts'
import * as plans from '#domain/intervention/plan.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { planNow } from './plan-view.ts'

export const answerChangePlan = handle(changePlan, async ({ tx, params, body, today }) => {
  const plan = await lockPlan(tx, params.id)
  if (!plan) throw new Problem('not-found')
  // A sheet that has been retired since may stay in the plan that follows it.
  const { interventionCode } = body
  const isKnown =
    interventionCode === null || interventionCode === plan.interventionCode || (await findPublishedSheet(tx, interventionCode))
  if (!isKnown) throw new Problem('not-found')

  const refusal = refuseCpr(body.title, body.aim, body.owner)
  if (refusal) throw new Problem(refusal)
  const changed = plans.changePlan(plan, body, today)
  if (typeof changed === 'string') throw new Problem(changed)

  await savePlan(tx, changed)
  return planNow(tx, plan.id, today)
})
