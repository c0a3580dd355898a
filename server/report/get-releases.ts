import { getReleases } from '#api/report.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findLatestRelease, findWave, listReleaseSteps } from '#database/release.ts'
import { findReleaseRule } from '#database/release-rule.ts'
import { listBenchmarks } from '#database/report.ts'
import { waitingStep } from '#domain/disclosure/release.ts'
import { unitKey } from '#domain/organisation/unit.ts'
import { regionsOf } from '#domain/report/region.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { municipalFigures } from './municipal-figures.ts'

export const answerGetReleases = handle(getReleases, async ({ tx, params }) => {
  const wave = await findWave(tx, params.surveyId)
  const municipality = await findMunicipality(tx)
  if (!wave || !municipality) throw new Problem('not-found')
  // First of all that changes: a release that commits meanwhile is then in the rest before it is in the list.
  const steps = await listReleaseSteps(tx, wave)
  const { questionnaire, figures } = await municipalFigures(tx, wave)
  const previous = await findLatestRelease(tx, wave)
  const country = unitKey({ level: 'country' })
  const regions = regionsOf(municipality, wave.schoolYear).map(({ code, name }) => ({ name, key: unitKey({ level: 'region', code }) }))
  const benchmarks = (await listBenchmarks(tx, [country, ...regions.map(({ key }) => key)])).filter(
    ({ code, version, schoolYear }) => code === wave.code && version === wave.version && schoolYear === wave.schoolYear,
  )

  const waiting = figures ? waitingStep(questionnaire, previous ?? null, figures) : { institutions: 0, respondents: 0, mayRelease: false }

  const municipalitiesIn = (area: string) => benchmarks.find((benchmark) => benchmark.area === area)?.municipalities
  const inCountry = municipalitiesIn(country)
  return {
    surveyId: params.surveyId,
    steps: [...steps],
    waiting: { institutions: waiting.institutions, answered: waiting.respondents, mayRelease: waiting.mayRelease },
    rule: await findReleaseRule(tx, wave),
    country: inCountry === undefined ? null : { municipalities: inCountry },
    regions: regions.flatMap(({ key, name }) => {
      const municipalities = municipalitiesIn(key)
      return municipalities === undefined ? [] : [{ name, municipalities }]
    }),
  }
})
