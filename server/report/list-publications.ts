import { listPublications } from '#api/ledger.ts'
import { findMunicipality } from '#database/municipality.ts'
import { listPublicationEntries, listPublishedKinds, type PublicationEntry } from '#database/publication.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import type { Tx } from '#database/transaction.ts'
import { stratumIn } from '#domain/disclosure/stratum.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { regionName } from '#domain/report/region.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { unitName } from './report-unit.ts'

const atOnce = 50

/** The officer sees what has left and reads figures where everybody reads them. */
export const answerListPublications = handle(listPublications, async ({ tx, query, note }) => {
  const { language, ...filter } = query
  const municipality = await findMunicipality(tx)
  if (!municipality) throw new Problem('not-found')
  const entries = await listPublicationEntries(tx, { ...filter, limit: atOnce + 1 })
  const { audiences, waves } = await listPublishedKinds(tx)
  const titles = new Map<string, Wave>()
  for (const { wave, title } of waves) titles.set(wave, title === null ? await areaWave(tx, wave, language) : { title, schoolYear: null })
  note('publications')
  return {
    publications: entries.slice(0, atOnce).map(({ mark, at, audience, form, wave, isRest, isSplit, ...entry }) => ({
      mark,
      at,
      audience,
      form,
      isRest,
      isSplit,
      ...(titles.get(wave) ?? { title: wave, schoolYear: null }),
      unit: unitOf(entry, municipality.name),
      institution: entry.className === null && entry.grade === null ? null : entry.institution,
    })),
    hasMore: entries.length > atOnce,
    audiences: [...audiences],
    waves: waves.map(({ wave }) => ({ wave, ...(titles.get(wave) ?? { title: wave, schoolYear: null }) })),
  }
})

type Wave = { readonly title: string; readonly schoolYear: number | null }

/** Of region and country the wave is a questionnaire, its edition and a school year. */
async function areaWave(tx: Tx, wave: string, language: 'da' | 'en'): Promise<Wave> {
  const [code = '', version = '', year = ''] = wave.split(' ')
  const found = await findQuestionnaire(tx, code, version)
  return { title: found?.texts[language].title ?? wave, schoolYear: /^\d{4}$/.test(year) ? Number(year) : null }
}

function unitOf({ unit, ...row }: Pick<PublicationEntry, 'unit' | 'className' | 'institution' | 'grade' | 'kind'>, municipality: string) {
  const place = parseUnitKey(unit)
  const stratum = stratumIn(unit)
  if (stratum) return { level: 'similar' as const, name: stratum.band, grade: null, kind: stratum.kind }
  if (place?.level === 'region') return { level: place.level, name: regionName(place.code) ?? '', grade: null, kind: null }
  if (place === undefined || place.level === 'country') return { level: 'country' as const, name: '', grade: null, kind: null }
  const grade = place.level === 'yearGroup' || place.level === 'municipalYearGroup' ? place.grade : row.grade
  return unitName({ ...row, level: place.level, grade }, municipality)
}
