import { suggestInterventions } from '#api/intervention.ts'
import { findClassPlace, listPublishedSheets } from '#database/intervention.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { AgeRange } from '#domain/intervention/sheet.ts'
import { agesOfGrades, type Need, suggest, type ThemeInNeed } from '#domain/intervention/suggest.ts'
import { parseUnitKey, type Unit } from '#domain/organisation/unit.ts'
import { isTheme } from '#domain/questionnaire/themes.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { sheetCard } from './sheet-card.ts'

export const answerSuggestInterventions = handle(suggestInterventions, async ({ tx, query }) => {
  const unit = query.unit === undefined ? undefined : parseUnitKey(query.unit)
  if (query.unit !== undefined && unit === undefined) throw new Problem('wrong-input')
  const ages = query.age === undefined ? await agesOf(tx, unit, query.surveyId) : { from: query.age, to: query.age }
  const sheets = await listPublishedSheets(tx)

  const suggested = suggest(sheets, { themes: themesIn(query.themes), ages, unit: levelOf(unit) })
  return suggested.map((suggestion) => ({ ...sheetCard(suggestion), because: suggestion.because }))
})

/** `sleep:worse,friends:chosen`; what is no theme is passed over, for a questionnaire of old may have had others. */
function themesIn(list: string): readonly ThemeInNeed[] {
  return list.split(',').flatMap((part) => {
    const [theme = '', cause] = part.split(':')
    return isTheme(theme) ? [{ theme, cause: cause === 'worse' ? ('worse' as const) : ('chosen' as const) }] : []
  })
}

/** Ages of the unit: a class's or year group's own, else those the survey asks; null when neither tells. */
async function agesOf(tx: Tx, unit: Unit | undefined, surveyId: string | undefined): Promise<AgeRange | null> {
  if (unit?.level === 'yearGroup') return agesOfGrades([unit.grade])
  if (unit?.level === 'class') {
    const place = await findClassPlace(tx, unit.classId)
    if (place?.grade !== null && place?.grade !== undefined) return agesOfGrades([place.grade])
  }
  const survey = surveyId === undefined ? undefined : await findSurvey(tx, surveyId)
  return survey === undefined ? null : agesOfGrades(survey.grades)
}

function levelOf(unit: Unit | undefined): Need['unit'] {
  if (unit === undefined) return 'child'
  return unit.level === 'region' || unit.level === 'country' ? 'municipality' : unit.level
}
