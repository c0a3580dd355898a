import { getReport } from '#api/report.ts'
import { handle } from '../http/handle.ts'
import { loadReport } from './load-report.ts'

export const answerGetReport = handle(getReport, async ({ actor, tx, params, query: { form, ...choice } }) => {
  const { report } = await loadReport(actor, tx, params.surveyId, choice, form)

  return report
})
