/** One unit over its waves. */
import { z } from 'zod'
import { trendLines } from '#domain/report/unit-trend.ts'
import { comparisons, Report, ReportUnit, UnitName, unitKey } from './report.ts'
import { operation } from './operation.ts'

export const TrendQuery = z.object({
  unit: unitKey,
  compare: z
    .enum(['none', ...comparisons])
    // Schools grow and shrink: those that are similar are others each year.
    .exclude(['rest', 'earlier', 'similar'])
    .default('none'),
  split: z.enum(['none', 'sex']).default('none'),
  /** Theme codes with commas between; looked at where no questions are named. */
  themes: z.string().max(600).default(''),
  /** Question codes with commas between; empty means those of the themes, or the questionnaire's usual ones. */
  indicators: z.string().max(1200).default(''),
})
export type TrendQuery = z.infer<typeof TrendQuery>

const TrendPoint = z.object({
  year: z.int(),
  state: z.enum(['shown', 'imported', 'bands', 'hidden', 'notAsked']),
  n: z.int().nullable(),
  /** Of favourable answers, 0-100, with the 95 % interval; no interval where n is not known. */
  percent: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  decimals: z.union([z.literal(0), z.literal(1)]),
  /** Asked in another way, in another season or of other years than before: no line leads to it. */
  isBreak: z.boolean(),
  hasLowResponse: z.boolean(),
  /** Outside the limits that chance keeps about the unit's own mean in 998 of 1000. */
  isUnusual: z.boolean(),
  /** Of an imported figure, where it was published. */
  source: z.string().nullable(),
})

/** From the first wave of a stretch without a break to its last, in points with the 95 % interval. */
const TrendStretch = z.object({
  from: z.int(),
  to: z.int(),
  points: z.number(),
  low: z.number(),
  high: z.number(),
  verdict: z.enum(['clearlyRising', 'clearlyFalling', 'noClearChange']),
  /** Years of the stretch that were imported, and counted by others. */
  imported: z.array(z.int()),
})

export const TrendReport = Report.omit({ themes: true, leaderComment: true, earlier: true, municipalities: true })
  .extend({
    /** Questions that can be chosen, in the questionnaire's order. */
    offered: z.array(z.string()),
    waves: z.array(
      z.object({
        surveyId: z.uuid(),
        title: z.string(),
        schoolYear: z.int(),
        state: z.enum(['open', 'closed', 'sealed']),
        /** The unit as it was called then. */
        unit: UnitName,
        invited: z.int(),
        answered: z.int(),
      }),
    ),
    /** School years with anything to tell; every line has a point for each. */
    years: z.array(z.int()),
    /** The group behind lines of `other`; null where none was asked for, or has no figures. */
    other: UnitName.nullable(),
    items: z.array(
      z.object({
        item: z.string(),
        theme: z.string(),
        lines: z.array(z.object({ of: z.enum(trendLines), points: z.array(TrendPoint), trends: z.array(TrendStretch) })),
      }),
    ),
  })
  .meta({ id: 'TrendReport' })
export type TrendReport = z.infer<typeof TrendReport>

/** More than these at once can't be taken in. */
export const mostUnits = 8
export const mostIndicators = 6

export const TrendBoardQuery = z.object({
  /** Keys of units with commas between, in the order they are to stand in. */
  units: z.string().max(800),
  /** Question codes with commas between, in the order they are to stand in; empty means the first of the questionnaire's usual ones. */
  indicators: z.string().max(600).default(''),
})
export type TrendBoardQuery = z.infer<typeof TrendBoardQuery>

export const TrendBoard = z
  .object({
    /** Of the newest survey. */
    title: z.string(),
    questionnaire: Report.shape.questionnaire,
    offered: z.array(z.string()),
    items: z.array(z.string()),
    years: z.array(z.int()),
    /** Stretches of all units that were tried, as one family. */
    compared: z.int(),
    units: z.array(ReportUnit.extend({ items: TrendReport.shape.items })),
  })
  .meta({ id: 'TrendBoard' })
export type TrendBoard = z.infer<typeof TrendBoard>

export const getTrendBoard = operation({
  method: 'GET',
  path: '/reports/:surveyId/trend-board',
  summary: 'Chosen questions of chosen units over the years, side by side and unranked; the choice is in the address',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params: z.object({ surveyId: z.uuid() }),
  query: TrendBoardQuery,
  output: TrendBoard,
})

export const getTrend = operation({
  method: 'GET',
  path: '/reports/:surveyId/trend',
  summary: 'One unit over the waves it has been asked in; the choice is in the address',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params: z.object({ surveyId: z.uuid() }),
  query: TrendQuery,
  output: TrendReport,
})
