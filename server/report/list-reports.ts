import { listReports, type ReportUnit } from '#api/report.ts'
import { findMunicipality } from '#database/municipality.ts'
import { listBenchmarks, listReportUnits } from '#database/report.ts'
import { listSurveys } from '#database/survey.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { parseUnitKey, unitKey } from '#domain/organisation/unit.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import { regionsOf } from '#domain/report/region.ts'
import { handle } from '../http/handle.ts'
import { areaUnit, unitName, unitsAbove } from './report-unit.ts'

export const answerListReports = handle(listReports, async ({ actor, tx }) => {
  const surveys = (await listSurveys(tx)).filter(({ state }) => state !== 'draft')
  const rows = Map.groupBy(
    await listReportUnits(
      tx,
      surveys.map(({ id }) => id),
    ),
    ({ surveyId }) => surveyId,
  )
  const municipality = await findMunicipality(tx)
  const regions = surveys.map(({ schoolYear }) =>
    (municipality ? regionsOf(municipality, schoolYear) : []).map((region) => ({
      ...region,
      key: unitKey({ level: 'region', code: region.code }),
    })),
  )
  const country = unitKey({ level: 'country' })
  const benchmarks = await listBenchmarks(tx, [country, ...new Set(regions.flat().map(({ key }) => key))])

  return surveys.map(({ id, title, state, schoolYear, questionnaire }, index) => {
    const around = regions[index] ?? []
    const benchmarkOf = (area: string) =>
      benchmarks.find(
        (row) =>
          row.area === area &&
          row.schoolYear === schoolYear &&
          row.code === questionnaire.code &&
          row.version === editionOf(questionnaire.version),
      )
    const units = (rows.get(id) ?? []).flatMap((row): ReportUnit[] => {
      const unit = parseUnitKey(row.unit)
      if (!unit || !mayReadUnit(actor, unit, row.institutionId)) return []
      const parent = unitsAbove(unit, row)[0] ?? around[0]?.key ?? country
      return [
        {
          unit: row.unit,
          ...unitName(row, municipality?.name ?? ''),
          parent,
          invited: row.invited,
          answered: row.answered ?? 0,
          isOpen: row.isOpen,
        },
      ]
    })
    const areas = [
      ...around.map(({ key, name }, at) => areaUnit(key, name, around[at + 1]?.key ?? country, benchmarkOf(key))),
      areaUnit(country, '', null, benchmarkOf(country)),
    ]
    return { surveyId: id, title, state: state as Exclude<typeof state, 'draft'>, schoolYear, questionnaire, units: [...units, ...areas] }
  })
})
