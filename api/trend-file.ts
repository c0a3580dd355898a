/** Trends taken away: the same choice as on the page, as a document or a workbook. */
import { z } from 'zod'
import { operation } from './operation.ts'
import { TrendBoardQuery, TrendQuery } from './trend.ts'

const params = z.object({ surveyId: z.uuid() })
const language = z.enum(['da', 'en']).default('da')

export const TrendFileQuery = TrendQuery.extend({ language })
export const TrendBoardFileQuery = TrendBoardQuery.extend({ language })

const read = { method: 'GET', login: 'report', act: 'report.read', audit: null, publishes: true, params } as const
const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

export const getTrendPdf = operation({
  ...read,
  path: '/reports/:surveyId/trend/pdf',
  summary: 'One unit over its waves as a tagged PDF on A4: every chart and table of the choice, with breaks and imported figures marked',
  query: TrendFileQuery,
  produces: 'application/pdf',
})

export const getTrendWorkbook = operation({
  ...read,
  path: '/reports/:surveyId/trend/workbook',
  summary: 'One unit over its waves as a workbook (.xlsx): a line for each year, and one for each change that was tried',
  query: TrendFileQuery,
  produces: workbook,
})

export const getTrendBoardPdf = operation({
  ...read,
  path: '/reports/:surveyId/trend-board/pdf',
  summary: 'Chosen questions of chosen units over the years as a tagged PDF on A4, side by side and unranked',
  query: TrendBoardFileQuery,
  produces: 'application/pdf',
})

export const getTrendBoardWorkbook = operation({
  ...read,
  path: '/reports/:surveyId/trend-board/workbook',
  summary: 'Chosen questions of chosen units over the years as a workbook (.xlsx)',
  query: TrendBoardFileQuery,
  produces: workbook,
})
