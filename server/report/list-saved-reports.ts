import { listSavedReports } from '#api/saved-report.ts'
import { listReportUnits } from '#database/report.ts'
import { listSavedReports as listKept } from '#database/saved-report.ts'
import { listSurveys } from '#database/survey.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { savedPlace } from '#domain/report/saved.ts'
import { handle } from '../http/handle.ts'

/** Of colleagues' only what this person may read, so that a name tells nobody what there is. */
export const answerListSavedReports = handle(listSavedReports, async ({ actor, tx }) => {
  const saved = (await listKept(tx, actor.accountId)).map((row) => ({ ...row, place: savedPlace(row.address) }))
  const surveys = new Map((await listSurveys(tx)).filter(({ state }) => state !== 'draft').map((survey) => [survey.id, survey]))
  const named = [...new Set(saved.flatMap(({ place }) => (place && surveys.has(place.surveyId) ? place.surveyId : [])))]
  const institutions = new Map((await listReportUnits(tx, named)).map((row) => [`${row.surveyId} ${row.unit}`, row.institutionId]))

  const mayRead = (surveyId: string, key: string) => {
    const unit = parseUnitKey(key)
    if (!unit) return false
    const isArea = unit.level === 'region' || unit.level === 'country'
    const institutionId = institutions.get(`${surveyId} ${key}`)
    return (isArea || institutionId !== undefined) && mayReadUnit(actor, unit, institutionId ?? null)
  }
  return saved.flatMap(({ id, accountId, name, address, isShared, savedOn, place }) => {
    const survey = place && surveys.get(place.surveyId)
    const isReadable = survey !== undefined && place !== undefined && place.units.every((key) => mayRead(survey.id, key))
    const isOwn = accountId === actor.accountId
    return isOwn || isReadable ? [{ id, name, address, isShared, savedOn, isOwn, isReadable, survey: survey?.title ?? null }] : []
  })
})
