import { getReportWorkbook } from '#api/report-file.ts'
import { handle } from '../http/handle.ts'
import { reportWorkbook } from './report-workbook.ts'
import { tellReport } from './told-report.ts'

export const answerGetReportWorkbook = handle(getReportWorkbook, (request) => tellReport(request, 'xlsx'), reportWorkbook)
