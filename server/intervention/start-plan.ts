import { startPlan } from '#api/intervention.ts'
import { emptyDecisionDraft } from '#database/decision-draft.ts'
import { findClassPlace, findPublishedSheet, hasInstitution, insertPlan } from '#database/intervention.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { type Actor, isBound } from '#domain/access/actor.ts'
import * as plans from '#domain/intervention/plan.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { planNow } from './plan-view.ts'

export const answerStartPlan = handle(startPlan, async ({ actor, tx, body: { decided, ...body }, newId, today, note }) => {
  const institutionId = await institutionOf(tx, actor, body.unit)
  if (body.surveyId !== null && !(await findSurvey(tx, body.surveyId))) throw new Problem('not-found')
  if (body.interventionCode !== null && !(await findPublishedSheet(tx, body.interventionCode))) throw new Problem('not-found')

  const refusal = refuseCpr(body.title, body.aim, body.owner)
  if (refusal) throw new Problem(refusal)
  const plan = plans.startPlan({ ...body, id: newId(), municipalityId: tx.municipalityId, institutionId }, today)
  if (typeof plan === 'string') throw new Problem(plan)

  note(`plans:${plan.id}`)
  await insertPlan(tx, plan)
  if (decided !== undefined) await emptyDecisionDraft(tx, { accountId: actor.accountId, ...decided })
  return planNow(tx, plan.id, today)
})

/** The institution a unit lies in, null for the municipality. Another's unit, or one that is not there, is not found. */
async function institutionOf(tx: Tx, actor: Actor, unitKey: string): Promise<string | null> {
  const unit = parseUnitKey(unitKey)
  const isOwnAlone = isBound(actor)
  if ((unit?.level === 'municipality' || unit?.level === 'municipalYearGroup') && !isOwnAlone) return null
  const institutionId =
    unit?.level === 'class'
      ? (await findClassPlace(tx, unit.classId))?.institutionId
      : unit?.level === 'institution' || unit?.level === 'yearGroup'
        ? unit.institutionId
        : undefined
  if (institutionId === undefined || (isOwnAlone && !actor.institutionIds.includes(institutionId))) throw new Problem('not-found')
  if (!(await hasInstitution(tx, institutionId))) throw new Problem('not-found')
  return institutionId
}
