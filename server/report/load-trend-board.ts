/** The trends of several units side by side, for the page and for every file of them. */
import { mostIndicators, mostUnits, type TrendBoard, type TrendBoardQuery } from '#api/trend.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { countedItems } from '#domain/questionnaire/indices.ts'
import { chosenKeyFigures, offeredKeyFigures } from '#domain/report/key-figures.ts'
import { unitTrends } from '#domain/report/unit-trend.ts'
import { Problem } from '../problem.ts'
import { usualKeyFigures } from './key-figure-list.ts'
import { loadTrendWaves, type TrendWaves } from './trend-waves.ts'

/** Of units that are not all this person's to read there is no board. */
export async function loadTrendBoard(
  actor: Actor,
  tx: Tx,
  surveyId: string,
  { units, indicators }: TrendBoardQuery,
  form: Form,
): Promise<TrendBoard> {
  const keys = [...new Set(units.split(','))].slice(0, mostUnits)
  const loaded: TrendWaves[] = []
  for (const unit of keys) loaded.push(await loadTrendWaves(actor, tx, surveyId, { unit, compare: 'none', split: 'none' }, form))
  const now = loaded[0]?.now
  if (!now) throw new Problem('report-no-such-unit')

  const { questionnaire, report } = now
  const offered = offeredKeyFigures({ items: countedItems(questionnaire) })
  const items = chosenKeyFigures(offered, usualKeyFigures(questionnaire.code).slice(0, 3), indicators).slice(0, mostIndicators)
  const trends = unitTrends(loaded, items, { split: false }) as unknown as readonly (Pick<TrendBoard, 'years' | 'compared'> &
    Pick<TrendBoard['units'][number], 'items'>)[]

  return {
    title: report.title,
    questionnaire: report.questionnaire,
    offered: [...offered],
    items: [...items],
    years: trends[0]?.years ?? [],
    compared: trends[0]?.compared ?? 0,
    units: loaded.map(({ now: { report: newest } }, place) => ({ ...newest.unit, items: trends[place]?.items ?? [] })),
  }
}
