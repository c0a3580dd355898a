import { suggestInterventions } from '#api/intervention.ts'
import type { ThemeInNeed } from '#domain/intervention/suggest.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { isTheme } from '#domain/questionnaire/themes.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { sheetCard } from './sheet-card.ts'
import { suggestedSheets } from './suggested-sheets.ts'

export const answerSuggestInterventions = handle(suggestInterventions, async ({ tx, query }) => {
  const unit = query.unit === undefined ? undefined : parseUnitKey(query.unit)
  if (query.unit !== undefined && unit === undefined) throw new Problem('wrong-input')

  const suggested = await suggestedSheets(tx, { themes: themesIn(query.themes), unit, surveyId: query.surveyId, age: query.age })
  return suggested.map((suggestion) => ({ ...sheetCard(suggestion), because: suggestion.because }))
})

/** `sleep:worse,friends:chosen`; what is no theme is passed over, for a questionnaire of old may have had others. */
function themesIn(list: string): readonly ThemeInNeed[] {
  return list.split(',').flatMap((part) => {
    const [theme = '', cause] = part.split(':')
    return isTheme(theme) ? [{ theme, cause: cause === 'worse' ? ('worse' as const) : ('chosen' as const) }] : []
  })
}
