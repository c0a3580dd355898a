import { getTrendWorkbook } from '#api/trend-file.ts'
import { handle } from '../http/handle.ts'
import { tellTrend } from './told-trends.ts'
import { trendWorkbook } from './trend-workbook.ts'

export const answerGetTrendWorkbook = handle(getTrendWorkbook, async (given) => trendWorkbook(await tellTrend(given, 'xlsx')))
