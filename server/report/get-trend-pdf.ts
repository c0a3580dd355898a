import { getTrendPdf } from '#api/trend-file.ts'
import { handle } from '../http/handle.ts'
import { tellTrend } from './told-trends.ts'
import { trendDocument } from './trend-document.ts'

export const answerGetTrendPdf = handle(getTrendPdf, (request) => tellTrend(request, 'pdf'), trendDocument)
