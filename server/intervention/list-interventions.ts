import { listInterventions } from '#api/intervention.ts'
import { listPublishedSheets } from '#database/intervention.ts'
import { countFacets, coverageOf, mostAbout, narrow } from '#domain/intervention/facet.ts'
import { searchSheets } from '#domain/intervention/search.ts'
import { handle } from '../http/handle.ts'
import { sheetCard } from './sheet-card.ts'
import { themeNames } from './theme-names.ts'

/** Public: what can be done about children's wellbeing is nobody's secret. */
export const answerListInterventions = handle(listInterventions, async ({ tx, query }) => {
  const all = await listPublishedSheets(tx)

  const { q, ...choice } = query
  const found = searchSheets(all, q, themeNames())
  return {
    total: all.length,
    cards: (q === '' ? mostAbout(narrow(found, choice), choice.theme) : narrow(found, choice)).map(sheetCard),
    facets: countFacets(found, choice),
    coverage: coverageOf(all),
  }
})
