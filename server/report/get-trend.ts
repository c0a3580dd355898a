import { getTrend } from '#api/trend.ts'
import { handle } from '../http/handle.ts'
import { loadTrend } from './load-trend.ts'

export const answerGetTrend = handle(getTrend, ({ actor, tx, params, query }) => loadTrend(actor, tx, params.surveyId, query, 'screen'))
