import { getReportFigures } from '#api/report-file.ts'
import { figureRows } from '#domain/report/figure-rows.ts'
import { handle } from '../http/handle.ts'
import { tellReport } from './told-report.ts'

export const answerGetReportFigures = handle(getReportFigures, async (given) => {
  const { split, compare, content, language } = given.query
  const { report, text, reading } = await tellReport(given, 'json')
  const { surveyId, title, questionnaire, state, schoolYear, opensOn, closesOn, unit, path, themes } = report

  return {
    format: 'boernungeliv-report/1' as const,
    surveyId,
    title,
    questionnaire,
    state,
    schoolYear,
    opensOn,
    closesOn,
    readOn: given.today,
    unit,
    path,
    choice: { split, compare, content, themes: themes.map(({ theme }) => theme) },
    method: [...reading.method, ...reading.coherence],
    rows: figureRows(report, text, language),
  }
})
