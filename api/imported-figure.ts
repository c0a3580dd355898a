/** What was published of earlier years elsewhere, brought in for trends: marked, and never mixed with what is counted here. */
import { z } from 'zod'
import { importFaults } from '#domain/report/imported-figures.ts'
import { unitKey } from './report.ts'
import { operation } from './operation.ts'

const ImportedFigure = z.object({
  /** Of the file. */
  line: z.int(),
  unit: unitKey,
  item: z.string(),
  year: z.int(),
  /** Of favourable answers, 0-100. */
  percent: z.number(),
  n: z.int().nullable(),
  source: z.string(),
})

const ImportFault = z.object({ line: z.int().nullable(), fault: z.enum(importFaults), found: z.string() })

const ofSurvey = z.object({ surveyId: z.uuid() })

export const listImportedFigures = operation({
  method: 'GET',
  path: '/reports/:surveyId/imported-figures',
  summary: 'What has been imported for trends of this survey’s questionnaire, a row for each file, the newest first',
  login: 'staff',
  act: 'figures.import',
  audit: null,
  params: ofSurvey,
  output: z.array(
    z.object({
      id: z.uuid(),
      importedAt: z.iso.datetime(),
      isOwn: z.boolean(),
      figures: z.int(),
      units: z.int(),
      from: z.int(),
      to: z.int(),
      sources: z.array(z.string()),
    }),
  ),
})

export const getImportTemplate = operation({
  method: 'GET',
  path: '/reports/:surveyId/import-template',
  summary: 'An empty table to fill in: a line for each question that can be followed',
  login: 'staff',
  act: 'figures.import',
  audit: null,
  params: ofSurvey,
  query: z.object({ language: z.enum(['da', 'en']).default('da') }),
  produces: 'text/csv',
})

export const checkImportedFigures = operation({
  method: 'POST',
  path: '/imported-figures/check',
  summary: 'Read a file (CSV in UTF-8 or Windows-1252) and say what it holds and what is wrong with which line; keeps nothing',
  login: 'staff',
  act: 'figures.import',
  audit: null,
  query: ofSurvey,
  consumes: 'application/octet-stream',
  output: z.object({
    encoding: z.enum(['utf-8', 'windows-1252']),
    figures: z.array(ImportedFigure.extend({ unitName: z.string() })),
    faults: z.array(ImportFault),
  }),
})

export const importFigures = operation({
  method: 'POST',
  path: '/imported-figures',
  summary: 'Keep the figures of a file that has no faults; taken back as a whole',
  login: 'staff',
  act: 'figures.import',
  audit: 'figures.imported',
  query: ofSurvey,
  consumes: 'application/octet-stream',
  output: z.object({ id: z.uuid(), figures: z.int() }),
})

export const deleteImportedFigures = operation({
  method: 'DELETE',
  path: '/imported-figures/:id',
  summary: 'Take an import back: all figures of that file',
  login: 'staff',
  act: 'figures.import',
  audit: 'figures.importRemoved',
  params: z.object({ id: z.uuid() }),
})
