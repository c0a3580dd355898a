import { getReportSummary } from '#api/report-file.ts'
import { handle } from '../http/handle.ts'
import { besideReport } from './beside-report.ts'
import { summaryDocument } from './summary-document.ts'
import { tellReport } from './told-report.ts'

export const answerGetReportSummary = handle(
  getReportSummary,
  (request) => tellReport(request, 'pdf'),
  async (told, given) => {
    const { plans } = await besideReport(given, told)

    return summaryDocument(told, plans)
  },
)
