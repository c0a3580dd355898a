import { getTrendBoardPdf } from '#api/trend-file.ts'
import { handle } from '../http/handle.ts'
import { tellTrendBoard } from './told-trends.ts'
import { trendDocument } from './trend-document.ts'

export const answerGetTrendBoardPdf = handle(getTrendBoardPdf, (request) => tellTrendBoard(request, 'pdf'), trendDocument)
