/** Open statistics: released benchmarks for everybody, as data with a codebook. Nobody signs in, and addresses stay. */
import { z } from 'zod'
import { operation } from './operation.ts'

const Both = z.object({ da: z.string(), en: z.string() })

const wave = { code: z.string(), version: z.string(), schoolYear: z.int() }

const Area = z.object({
  /** `country`, or `region:` and its official code. */
  area: z.string(),
  name: Both,
  municipalities: z.int(),
  institutions: z.int(),
  invited: z.int(),
  answered: z.int(),
})

export const OpenWave = z.object({ ...wave, title: Both, areas: z.array(Area) }).meta({ id: 'OpenWave' })
export type OpenWave = z.infer<typeof OpenWave>

export const listOpenData = operation({
  method: 'GET',
  path: '/open-data',
  summary: 'Waves that have open statistics, newest first, with how many stand behind each area',
  login: 'report',
  act: 'public',
  audit: null,
  isShared: true,
  output: z.array(OpenWave),
})

export const getOpenCatalogue = operation({
  method: 'GET',
  path: '/open-data/catalogue',
  summary: 'The same as a catalogue in the words of DCAT (JSON-LD), for those who gather catalogues',
  login: 'report',
  act: 'public',
  audit: null,
  isShared: true,
  output: z.object({
    '@context': z.record(z.string(), z.string()),
    '@id': z.string(),
    '@type': z.literal('dcat:Catalog'),
    'dcterms:title': z.record(z.string(), z.string()),
    'dcterms:license': z.string(),
    'dcat:dataset': z.array(z.record(z.string(), z.unknown())),
  }),
})

const params = z.object({ code: z.string().max(80), version: z.string().max(20), schoolYear: z.coerce.number().int() })

export const OpenFigures = z
  .object({
    ...wave,
    title: Both,
    licence: z.object({ code: z.literal('CC-BY-4.0'), address: z.string() }),
    notes: z.object({ da: z.array(z.string()), en: z.array(z.string()) }),
    areas: z.array(Area),
    codebook: z.array(
      z.object({
        item: z.string(),
        theme: z.string(),
        themeName: Both,
        /** Empty where the wording is an instrument's own, which is not ours to give. */
        question: Both,
        favourable: z.array(z.string()),
        options: z.array(z.object({ option: z.string(), text: Both })),
      }),
    ),
    figures: z.array(
      z.object({
        area: z.string(),
        item: z.string(),
        split: z.enum(['all', 'female', 'male']),
        /** An option's code; `favourable` for those that mean "it goes well", added up; `mean` of an index. */
        option: z.string(),
        n: z.int(),
        count: z.int().nullable(),
        /** 0 to 100, with the ends of its 95 % interval. */
        percent: z.number().nullable(),
        low: z.number().nullable(),
        high: z.number().nullable(),
        mean: z.number().nullable(),
        meanLow: z.number().nullable(),
        meanHigh: z.number().nullable(),
        declined: z.int(),
        blank: z.int(),
      }),
    ),
  })
  .meta({ id: 'OpenFigures' })
export type OpenFigures = z.infer<typeof OpenFigures>

export const getOpenFigures = operation({
  method: 'GET',
  path: '/open-data/:code/:version/:schoolYear',
  summary: 'Open statistics of a wave with their codebook',
  login: 'report',
  act: 'public',
  audit: null,
  publishes: true,
  isShared: true,
  params,
  output: OpenFigures,
})

/** `danish`: semicolons, decimal commas and a byte order mark. `plain`: RFC 4180. Headings are the names of the data in both. */
const query = z.object({ language: z.enum(['da', 'en']).default('da'), dialect: z.enum(['danish', 'plain']).default('plain') })

export const getOpenFiguresCsv = operation({
  method: 'GET',
  path: '/open-data/:code/:version/:schoolYear/csv',
  summary: 'Open statistics of a wave as one long table',
  login: 'report',
  act: 'public',
  audit: null,
  publishes: true,
  isShared: true,
  params,
  query,
  produces: 'text/csv',
})

export const getOpenCodebookCsv = operation({
  method: 'GET',
  path: '/open-data/:code/:version/:schoolYear/codebook',
  summary: 'The codebook of a wave as a table: a line for each option',
  login: 'report',
  act: 'public',
  audit: null,
  isShared: true,
  params,
  query,
  produces: 'text/csv',
})
