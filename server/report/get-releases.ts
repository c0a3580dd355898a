import { getReleases } from '#api/report.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findLatestRelease, findWave, listReleaseSteps } from '#database/release.ts'
import { listBenchmarks } from '#database/report.ts'
import { waitingStep } from '#domain/disclosure/release.ts'
import { unitKey } from '#domain/organisation/unit.ts'
import { regionOf } from '#domain/report/region.ts'
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
  const region = regionOf(municipality, wave.schoolYear)
  const [country, regionKey] = [unitKey({ level: 'country' }), region && unitKey({ level: 'region', code: region.code })]
  const benchmarks = (await listBenchmarks(tx, regionKey ? [country, regionKey] : [country])).filter(
    ({ code, version, schoolYear }) => code === wave.code && version === wave.version && schoolYear === wave.schoolYear,
  )

  const waiting = figures ? waitingStep(questionnaire, previous ?? null, figures) : { institutions: 0, respondents: 0, mayRelease: false }

  const ofArea = (area: string | undefined) => benchmarks.find((benchmark) => benchmark.area === area)
  const [inCountry, inRegion] = [ofArea(country), ofArea(regionKey)]
  return {
    surveyId: params.surveyId,
    steps: [...steps],
    waiting: { institutions: waiting.institutions, answered: waiting.respondents, mayRelease: waiting.mayRelease },
    country: inCountry ? { municipalities: inCountry.municipalities } : null,
    region: region && inRegion ? { name: region.name, municipalities: inRegion.municipalities } : null,
  }
})
