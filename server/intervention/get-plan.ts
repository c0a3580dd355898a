import { getPlan } from '#api/intervention.ts'
import { handle } from '../http/handle.ts'
import { planNow } from './plan-view.ts'

export const answerGetPlan = handle(getPlan, ({ tx, params, today }) => planNow(tx, params.id, today))
