import { getKeyFigures } from '#api/report-kinds.ts'
import { chosenKeyFigures, keyFigureCards, offeredKeyFigures } from '#domain/report/key-figures.ts'
import { handle } from '../http/handle.ts'
import { usualKeyFigures } from './key-figure-list.ts'
import { loadReport } from './load-report.ts'

export const answerGetKeyFigures = handle(getKeyFigures, async ({ actor, tx, params, query }) => {
  const { unit, compare, indicators } = query
  const { report, questionnaire } = await loadReport(
    actor,
    tx,
    params.surveyId,
    { unit, compare, split: 'none', content: 'all', themes: '' },
    'screen',
  )

  const offered = offeredKeyFigures(questionnaire)
  const usual = chosenKeyFigures(offered, usualKeyFigures(questionnaire.code), '')
  const cards = report.themes.flatMap((theme) => theme.cards)
  const { themes: _, ...head } = report
  return { ...head, offered, usual, cards: keyFigureCards(cards, chosenKeyFigures(offered, usual, indicators)) }
})
