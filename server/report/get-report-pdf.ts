import { getReportPdf } from '#api/report-file.ts'
import { handle } from '../http/handle.ts'
import { besideReport } from './beside-report.ts'
import { reportDocument } from './report-document.ts'
import { tellReport } from './told-report.ts'

export const answerGetReportPdf = handle(
  getReportPdf,
  (request) => tellReport(request, 'pdf'),
  async (told, given) => {
    const { suggestions } = await besideReport(given, told)

    return reportDocument({ reading: told.reading, words: told.words, suggestions, address: told.address })
  },
)
