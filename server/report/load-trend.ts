/** A unit's trends, for the page and for every file of them; whoever may read the unit's report may read them. */
import type { TrendQuery, TrendReport } from '#api/trend.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { countedItems } from '#domain/questionnaire/indices.ts'
import { chosenKeyFigures, offeredKeyFigures } from '#domain/report/key-figures.ts'
import { unitTrend } from '#domain/report/unit-trend.ts'
import { usualKeyFigures } from './key-figure-list.ts'
import { loadTrendWaves } from './trend-waves.ts'

export async function loadTrend(actor: Actor, tx: Tx, surveyId: string, query: TrendQuery, form: Form): Promise<TrendReport> {
  const { split, themes, indicators } = query
  const { now, told, ...followed } = await loadTrendWaves(actor, tx, surveyId, query, form)

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
}
