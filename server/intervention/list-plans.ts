import { listPlans } from '#api/intervention.ts'
import { listPlans as findPlans } from '#database/intervention.ts'
import { handle } from '../http/handle.ts'
import { planView } from './plan-view.ts'

export const answerListPlans = handle(listPlans, async ({ tx, today }) => (await findPlans(tx)).map((plan) => planView(plan, today)))
