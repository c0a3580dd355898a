import { listReports, type ReportUnit } from '#api/report.ts'
import { findMunicipality } from '#database/municipality.ts'
import { listBenchmarks, listReportUnits } from '#database/report.ts'
import { listSurveys } from '#database/survey.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { parseUnitKey, unitKey } from '#domain/organisation/unit.ts'
import { editionOf } from '#domain/questionnaire/version.ts'
import { regionOf } from '#domain/report/region.ts'
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
  const regions = surveys.map(({ schoolYear }) => municipality && regionOf(municipality, schoolYear))
  const country = unitKey({ level: 'country' })
  const benchmarks = await listBenchmarks(tx, [
    country,
    ...regions.flatMap((region) => (region ? [unitKey({ level: 'region', code: region.code })] : [])),
  ])

  return surveys.map(({ id, title, state, schoolYear, questionnaire }, index) => {
    const region = regions[index]
    const regionKey = region && unitKey({ level: 'region', code: region.code })
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
      const parent = unitsAbove(unit, row)[0] ?? regionKey ?? country
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
      ...(region && regionKey ? [areaUnit(regionKey, region.name, country, benchmarkOf(regionKey))] : []),
      areaUnit(country, '', null, benchmarkOf(country)),
    ]
    return { surveyId: id, title, state: state as Exclude<typeof state, 'draft'>, schoolYear, questionnaire, units: [...units, ...areas] }
  })
})
