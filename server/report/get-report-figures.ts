import { getReportFigures } from '#api/report-file.ts'
import { coherenceLines, tellCoherence } from '#domain/report/coherence-reading.ts'
import { figureRows } from '#domain/report/figure-rows.ts'
import { tellMethod } from '#domain/report/method-reading.ts'
import { handle } from '../http/handle.ts'
import { isForOwner, wordReport } from './told-report.ts'

export const answerGetReportFigures = handle(getReportFigures, async (given) => {
  const { split, compare, content, language } = given.query
  const { report, questionnaire: asked, text, words } = await wordReport(given, 'json')
  const { surveyId, title, questionnaire, state, schoolYear, opensOn, closesOn, unit, path, themes } = report
  const cards = themes.flatMap((theme) => theme.cards)
  const coherence = isForOwner(given.actor) ? coherenceLines(tellCoherence(asked, cards, words), text) : []

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
    method: [...tellMethod(report, asked, words), ...coherence],
    rows: figureRows(report, text, language),
  }
})
