/** Which published sheets fit a finding of a survey, for the screen and for a report's document alike. */
import { findClassPlace, listPublishedSheets } from '#database/intervention.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import type { AgeRange } from '#domain/intervention/sheet.ts'
import { agesOfGrades, type Need, suggest, type Suggestion, type ThemeInNeed } from '#domain/intervention/suggest.ts'
import type { Unit } from '#domain/organisation/unit.ts'

export type Finding = {
  readonly themes: readonly ThemeInNeed[]
  readonly unit: Unit | undefined
  readonly surveyId: string | undefined
  /** Of one child; else the ages are the unit's. */
  readonly age?: number | undefined
}

export async function suggestedSheets(tx: Tx, { themes, unit, surveyId, age }: Finding): Promise<readonly Suggestion[]> {
  const ages = age === undefined ? await agesOf(tx, unit, surveyId) : { from: age, to: age }
  return suggest(await listPublishedSheets(tx), { themes, ages, unit: levelOf(unit) })
}

/** Ages of the unit: a class's or year group's own, else those the survey asks; null when neither tells. */
async function agesOf(tx: Tx, unit: Unit | undefined, surveyId: string | undefined): Promise<AgeRange | null> {
  if (unit?.level === 'yearGroup' || unit?.level === 'municipalYearGroup') return agesOfGrades([unit.grade])
  if (unit?.level === 'class') {
    const place = await findClassPlace(tx, unit.classId)
    if (place?.grade !== null && place?.grade !== undefined) return agesOfGrades([place.grade])
  }
  const survey = surveyId === undefined ? undefined : await findSurvey(tx, surveyId)
  return survey === undefined ? null : agesOfGrades(survey.grades)
}

function levelOf(unit: Unit | undefined): Need['unit'] {
  if (unit === undefined) return 'child'
  return unit.level === 'municipalYearGroup' || unit.level === 'region' || unit.level === 'country' ? 'municipality' : unit.level
}
