/** Open statistics, for whoever asks. What has left so is in the association's ledger, as shown to the public. */
import { getOpenCatalogue, getOpenCodebookCsv, getOpenFigures, getOpenFiguresCsv, listOpenData, type OpenWave } from '#api/open-data.ts'
import { listOpenAreas, listOpenBenchmarks, type OpenArea } from '#database/open-data.ts'
import type { WaveKey } from '#database/release.ts'
import type { Tx } from '#database/transaction.ts'
import { releasedIn } from '#domain/disclosure/ledger.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { areaName, codebookOf, licence, notes, openRows } from '#domain/report/open-data.ts'
import { csvOf, plainCsvOf } from '#domain/text/csv.ts'
import type { Language } from '#domain/text/text.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { publish } from './publish.ts'

export const answerListOpenData = handle(listOpenData, ({ tx }) => openWaves(tx))

export const answerGetOpenCatalogue = handle(getOpenCatalogue, async ({ tx, house }) => {
  const at = `${house.origin}/api/v1/open-data`
  const title = { da: 'BørnUngeLiv: åbne tal', en: 'BørnUngeLiv: open statistics' }
  return {
    '@context': { dcat: 'http://www.w3.org/ns/dcat#', dcterms: 'http://purl.org/dc/terms/' },
    '@id': `${at}/catalogue`,
    '@type': 'dcat:Catalog' as const,
    'dcterms:title': title,
    'dcterms:license': licence.address,
    'dcat:dataset': (await openWaves(tx)).map(({ code, version, schoolYear, title: { da, en }, areas }) => {
      const id = `${at}/${code}/${version}/${schoolYear}`
      const file = (address: string, mediaType: string) => ({
        '@type': 'dcat:Distribution',
        'dcat:accessURL': `${house.origin}/aabne-tal`,
        'dcat:downloadURL': address,
        'dcat:mediaType': mediaType,
        'dcterms:license': licence.address,
      })
      return {
        '@id': id,
        '@type': 'dcat:Dataset',
        'dcterms:identifier': `${code} ${version} ${schoolYear}`,
        'dcterms:title': { da, en },
        'dcterms:language': ['da', 'en'],
        'dcterms:temporal': { 'dcat:startDate': `${schoolYear}-08-01`, 'dcat:endDate': `${schoolYear + 1}-07-31` },
        'dcterms:spatial': areas.map(({ name }) => name.da),
        'dcat:distribution': [file(id, 'application/json'), file(`${id}/csv`, 'text/csv')],
      }
    }),
  }
})

export const answerGetOpenFigures = handle(getOpenFigures, async ({ tx, params }) => {
  const { texts, areas, codebook, rows } = await openFigures(tx, params, 'json')
  return { ...params, title: { da: texts.da.title, en: texts.en.title }, licence, notes, areas, codebook, figures: rows }
})

export const answerGetOpenFiguresCsv = handle(getOpenFiguresCsv, async ({ tx, params, query: { language, dialect } }) => {
  const { areas, codebook, rows } = await openFigures(tx, params, 'csv')
  const told = rows.flatMap(({ area, item, option, split, ...figure }) => {
    const of = areas.find((one) => one.area === area)
    const asked = codebook.find((one) => one.item === item)
    if (!of || !asked) return []
    const { municipalities, institutions, invited, answered } = of
    const about = { area, areaName: of.name[language], municipalities, institutions, invited, answered }
    const optionText = asked.options.find((one) => one.option === option)?.text[language] ?? ''
    return [{ ...about, theme: asked.theme, item, question: asked.question[language], split, option, optionText, ...figure }]
  })
  return tableOf(told, dialect)
})

export const answerGetOpenCodebookCsv = handle(getOpenCodebookCsv, async ({ tx, params, query: { language, dialect } }) => {
  if ((await listOpenBenchmarks(tx, params)).length === 0) throw new Problem('not-found')
  const { codebook } = await worded(tx, params)
  const rows = codebook.flatMap(({ item, theme, themeName, question, favourable, options }) =>
    options.map(({ option, text }) => {
      const side = favourable.includes(option) ? 'favourable' : ''
      return { theme, themeName: themeName[language], item, question: question[language], option, optionText: text[language], side }
    }),
  )
  return tableOf(rows, dialect)
})

/** Headings are the names of the data, the same in every language: programs go by them. */
function tableOf(rows: readonly Readonly<Record<string, string | number | null>>[], dialect: 'danish' | 'plain'): Uint8Array {
  const heading = Object.keys(rows[0] ?? {})
  const cells = rows.map((row) => heading.map((name) => row[name] ?? null))
  return new TextEncoder().encode(dialect === 'plain' ? plainCsvOf(heading, cells) : csvOf(heading, cells, ','))
}

async function openWaves(tx: Tx): Promise<OpenWave[]> {
  const areas = Map.groupBy(await listOpenAreas(tx), ({ code, version, schoolYear }) => `${code} ${version} ${schoolYear}`)
  const waves: OpenWave[] = []
  for (const of of areas.values()) {
    const { code, version, schoolYear } = of[0] as (typeof of)[number]
    const { texts } = await publishedQuestionnaire(tx, { code, version })
    waves.push({ code, version, schoolYear, title: { da: texts.da.title, en: texts.en.title }, areas: of.map(areaOf) })
  }
  return waves
}

async function openFigures(tx: Tx, wave: WaveKey, form: Form) {
  const benchmarks = await listOpenBenchmarks(tx, wave)
  if (benchmarks.length === 0) throw new Problem('not-found')
  const { questionnaire, texts, codebook } = await worded(tx, wave)
  await publish(tx, 'public', form, releasedIn(questionnaire, wave, benchmarks))
  return { texts, codebook, areas: benchmarks.map(areaOf), rows: benchmarks.flatMap((one) => openRows(questionnaire, one)) }
}

async function worded(tx: Tx, wave: WaveKey) {
  const { questionnaire, texts } = await publishedQuestionnaire(tx, wave)
  const inLanguage = (language: Language) => withWordsOfIndices(questionnaire, texts[language], language)
  return { questionnaire, texts, codebook: codebookOf(questionnaire, { da: inLanguage('da'), en: inLanguage('en') }) }
}

function areaOf({ area, municipalities, institutions, invited, answered }: OpenArea): OpenWave['areas'][number] {
  return { area, name: areaName(area), municipalities, institutions, invited, answered }
}
