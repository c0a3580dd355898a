import { getReportCsv } from '#api/report-file.ts'
import { figureColumns, figureRows } from '#domain/report/figure-rows.ts'
import { csvOf, plainCsvOf } from '#domain/text/csv.ts'
import { handle } from '../http/handle.ts'
import { wordReport } from './told-report.ts'

export const answerGetReportCsv = handle(getReportCsv, async (given) => {
  const { language, dialect } = given.query
  const { report, text, words } = await wordReport(given, 'csv')
  const rows = figureRows(report, text, language).map((row) => figureColumns.map((column) => row[column]))

  if (dialect === 'plain') return new TextEncoder().encode(plainCsvOf(figureColumns, rows))
  const headings = figureColumns.map((column) => words.t(`report.column.${column}`))
  return new TextEncoder().encode(csvOf(headings, rows, language === 'da' ? ',' : '.'))
})
