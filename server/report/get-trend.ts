import { getTrend, type TrendReport } from '#api/trend.ts'
import { countedItems } from '#domain/questionnaire/indices.ts'
import { chosenKeyFigures, offeredKeyFigures } from '#domain/report/key-figures.ts'
import { unitTrend } from '#domain/report/unit-trend.ts'
import { handle } from '../http/handle.ts'
import { usualKeyFigures } from './key-figure-list.ts'
import { loadTrendWaves } from './trend-waves.ts'

export const answerGetTrend = handle(getTrend, async ({ actor, tx, params, query }) => {
  const { split, themes, indicators } = query
  const { now, told, ...followed } = await loadTrendWaves(actor, tx, params.surveyId, query)

  const items = countedItems(now.questionnaire)
  const offered = offeredKeyFigures({ items })
  const ofThemes = themes === '' ? [] : themes.split(',')
  const usual =
    ofThemes.length === 0
      ? usualKeyFigures(now.questionnaire.code)
      : offered.filter((code) => items.some((item) => item.code === code && ofThemes.includes(item.theme)))
  const trend = unitTrend(followed, chosenKeyFigures(offered, usual, indicators), { split: split === 'sex' })

  const { themes: _, leaderComment: __, earlier: ___, municipalities: ____, ...head } = now.report
  const other = now.report.themes.flatMap(({ cards }) => cards).find(({ comparison }) => comparison !== null)?.comparison?.of ?? null
  return { ...head, offered: [...offered], waves: told, other, ...(trend as unknown as Pick<TrendReport, 'years' | 'items' | 'compared'>) }
})
