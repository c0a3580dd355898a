import { getTrendBoardWorkbook } from '#api/trend-file.ts'
import { handle } from '../http/handle.ts'
import { tellTrendBoard } from './told-trends.ts'
import { trendWorkbook } from './trend-workbook.ts'

export const answerGetTrendBoardWorkbook = handle(getTrendBoardWorkbook, async (given) =>
  trendWorkbook(await tellTrendBoard(given, 'xlsx')),
)
