import { getTrendBoard } from '#api/trend.ts'
import { handle } from '../http/handle.ts'
import { loadTrendBoard } from './load-trend-board.ts'

export const answerGetTrendBoard = handle(getTrendBoard, ({ actor, tx, params, query }) =>
  loadTrendBoard(actor, tx, params.surveyId, query, 'screen'),
)
