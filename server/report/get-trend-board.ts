import { getTrendBoard, mostIndicators, mostUnits, type TrendBoard } from '#api/trend.ts'
import { countedItems } from '#domain/questionnaire/indices.ts'
import { chosenKeyFigures, offeredKeyFigures } from '#domain/report/key-figures.ts'
import { unitTrends } from '#domain/report/unit-trend.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { usualKeyFigures } from './key-figure-list.ts'
import { loadTrendWaves, type TrendWaves } from './trend-waves.ts'

/** Of units that are not all this person's to read there is no board. */
export const answerGetTrendBoard = handle(getTrendBoard, async ({ actor, tx, params, query }) => {
  const keys = [...new Set(query.units.split(','))].slice(0, mostUnits)
  const loaded: TrendWaves[] = []
  for (const unit of keys) loaded.push(await loadTrendWaves(actor, tx, params.surveyId, { unit, compare: 'none', split: 'none' }))
  const { questionnaire } = loaded[0]?.now ?? {}
  if (!questionnaire) throw new Problem('report-no-such-unit')

  const offered = offeredKeyFigures({ items: countedItems(questionnaire) })
  const items = chosenKeyFigures(offered, usualKeyFigures(questionnaire.code).slice(0, 3), query.indicators).slice(0, mostIndicators)
  const trends = unitTrends(loaded, items, { split: false }) as unknown as readonly (Pick<TrendBoard, 'years' | 'compared'> &
    Pick<TrendBoard['units'][number], 'items'>)[]

  return {
    offered: [...offered],
    items: [...items],
    years: trends[0]?.years ?? [],
    compared: trends[0]?.compared ?? 0,
    units: loaded.map(({ now }, place) => ({ ...now.report.unit, items: trends[place]?.items ?? [] })),
  }
})
