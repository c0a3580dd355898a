import { getNeedsOverview, type NeedsOverview } from '#api/report-kinds.ts'
import type { ReportUnit } from '#api/report.ts'
import { listReportUnits } from '#database/report.ts'
import { findSurvey } from '#database/survey.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { chosenKeyFigures, offeredKeyFigures } from '#domain/report/key-figures.ts'
import { likelyAt, type NeedPlace, needOf } from '#domain/report/needs-overview.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { usualKeyFigures } from './key-figure-list.ts'
import { loadReport } from './load-report.ts'

/** Each institution's own report, read as anybody reads it, and put beside the others. */
export const answerGetNeedsOverview = handle(getNeedsOverview, async ({ actor, tx, params, query }) => {
  const survey = await findSurvey(tx, params.surveyId)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const rows = (await listReportUnits(tx, [survey.id])).filter(({ unit: key, institutionId }) => {
    const unit = parseUnitKey(key)
    return unit && (unit.level === 'institution' || unit.level === 'municipality') && mayReadUnit(actor, unit, institutionId)
  })

  const offered = offeredKeyFigures(questionnaire)
  const usual = chosenKeyFigures(offered, usualKeyFigures(questionnaire.code), '')
  const items = chosenKeyFigures(offered, usual, query.indicators)
  const found: (NeedPlace & { readonly unit: ReportUnit })[] = []
  for (const { unit } of rows) {
    const { report } = await loadReport(
      actor,
      tx,
      survey.id,
      { unit, compare: 'none', split: 'none', content: 'all', themes: '' },
      'screen',
    )
    const cards = report.themes.flatMap((theme) => theme.cards)
    const figures = items.flatMap((item) => {
      const card = cards.find((one) => one.item === item)
      return (card && needOf(card, report.unit)) ?? []
    })
    found.push({ unit: report.unit, isListed: report.unit.level === 'institution', figures })
  }
  const places = found.map((place): NeedsOverview['places'][number] => ({
    ...place.unit,
    figures: place.figures.map((figure) => ({ ...figure, likely: likelyAt(place, found, figure.item) ?? null })),
  }))
  places.sort((a, b) => Number(a.level !== 'municipality') - Number(b.level !== 'municipality') || a.name.localeCompare(b.name, 'da'))

  const { id, title, schoolYear } = survey
  const state = survey.state as NeedsOverview['state']
  return { surveyId: id, title, state, schoolYear, questionnaire: survey.questionnaire, offered, usual, items, places }
})
