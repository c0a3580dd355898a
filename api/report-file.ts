/** A report taken away: the same choice as on the page, as a document, a workbook, a table or data. */
import { z } from 'zod'
import { comparisons, ReportQuery, ReportUnit, unitKey, UnitName } from './report.ts'
import { operation } from './operation.ts'

const params = z.object({ surveyId: z.uuid() })

export const ReportFileQuery = ReportQuery.extend({ language: z.enum(['da', 'en']).default('da') })

export const getReportPdf = operation({
  method: 'GET',
  path: '/reports/:surveyId/pdf',
  summary: 'A report as a tagged PDF on A4: every chart and table of the choice, what is hidden and why, and how it was made',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params,
  query: ReportFileQuery,
  produces: 'application/pdf',
})

export const getReportSummary = operation({
  method: 'GET',
  path: '/reports/:surveyId/summary',
  summary: 'A report on two pages for those who decide, as a tagged PDF',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params,
  query: ReportFileQuery,
  produces: 'application/pdf',
})

export const getReportWorkbook = operation({
  method: 'GET',
  path: '/reports/:surveyId/workbook',
  summary: 'The figures of a report as a workbook (.xlsx), with its questions and what is hidden',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params,
  query: ReportFileQuery,
  produces: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
})

export const getReportCsv = operation({
  method: 'GET',
  path: '/reports/:surveyId/csv',
  summary: 'The figures of a report as one long table: for a Danish spreadsheet, or plain (RFC 4180) for programs',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params,
  query: ReportFileQuery.extend({
    /** `danish`: semicolons, decimal commas, a byte order mark, headings in the language. `plain`: commas, decimal points, the names below as headings. */
    dialect: z.enum(['danish', 'plain']).default('danish'),
  }),
  produces: 'text/csv',
})

/** One figure, or one question that is hidden. */
export const FigureRow = z
  .object({
    unit: unitKey,
    unitName: z.string(),
    theme: z.string(),
    themeName: z.string(),
    item: z.string(),
    question: z.string(),
    /** `bands` have no count, `hidden` nothing but the reason. */
    state: z.enum(['shown', 'bands', 'hidden']),
    /** `own` is the unit; `other` the group that it is compared with. */
    group: z.enum(['own', 'other']),
    groupName: z.string(),
    split: z.enum(['all', 'female', 'male']),
    /** An option's code; `favourable` for those that mean "it goes well", added up; `mean` for the mean of an index; null where the question is hidden. */
    option: z.string().nullable(),
    optionText: z.string(),
    /** Answers to the question in the group. */
    n: z.int().nullable(),
    count: z.int().nullable(),
    /** 0 to 100, as are the ends of its 95 % interval. */
    percent: z.number().nullable(),
    low: z.number().nullable(),
    high: z.number().nullable(),
    /** In place of a count: `few` is below a quarter, `many` above half. */
    band: z.enum(['few', 'some', 'many']).nullable(),
    declined: z.int().nullable(),
    blank: z.int().nullable(),
    /** Of an index, 0 to 100, on its row `mean`, with the ends of its 95 % interval. */
    mean: z.number().nullable(),
    meanLow: z.number().nullable(),
    meanHigh: z.number().nullable(),
    /** On the favourable row of a municipality: weighted to its years and sexes, 0 to 100; null where that changes less than a point. */
    weighted: z.number().nullable(),
    weightedLow: z.number().nullable(),
    weightedHigh: z.number().nullable(),
    /** On favourable rows: of `other` how many points `own` lies above it, of `female` how many girls lie above boys. */
    difference: z.number().nullable(),
    differenceLow: z.number().nullable(),
    differenceHigh: z.number().nullable(),
    /** As the report judges all its differences together. */
    verdict: z.enum(['clearlyHigher', 'clearlyLower', 'noClearDifference']).nullable(),
    hidden: z.enum(['notSealedYet', 'tooFew', 'sealsAtClose', 'neverAtThisLevel', 'notReleased']).nullable(),
    /** Where a hidden question's answers count and are shown. */
    openAt: unitKey.nullable(),
  })
  .meta({ id: 'FigureRow' })

export const ReportFigures = z
  .object({
    /** Of this format; what is added doesn't change it. */
    format: z.literal('boernungeliv-report/1'),
    surveyId: z.uuid(),
    title: z.string(),
    questionnaire: z.object({ code: z.string(), version: z.string() }),
    state: z.enum(['open', 'closed', 'sealed']),
    schoolYear: z.int(),
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    /** The day these figures were read. */
    readOn: z.iso.date(),
    unit: ReportUnit,
    path: z.array(UnitName.extend({ unit: unitKey })),
    choice: z.object({
      split: z.enum(['none', 'sex']),
      compare: z.enum(['none', ...comparisons]),
      content: z.enum(['all', 'teachingEnvironment']),
      themes: z.array(z.string()),
    }),
    /** How the differences were judged, and what the intervals are, in words. */
    method: z.array(z.string()),
    rows: z.array(FigureRow),
  })
  .meta({ id: 'ReportFigures' })

export const getReportFigures = operation({
  method: 'GET',
  path: '/reports/:surveyId/figures',
  summary: 'The figures of a report as data: a row for each figure, and one for each question that is hidden',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params,
  query: ReportFileQuery,
  output: ReportFigures,
})
