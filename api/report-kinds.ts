/** The other reports on the same sealed figures: key figures, needs, and whether there is anything new. */
import { z } from 'zod'
import { Card, comparisons, Report, ReportUnit, unitKey } from './report.ts'
import { operation } from './operation.ts'

const surveyId = z.object({ surveyId: z.uuid() })

/** Question codes with commas between; empty means the questionnaire's usual ones. */
const indicators = z.string().max(1200).default('')

export const KeyFiguresQuery = z.object({ unit: unitKey, compare: z.enum(['none', ...comparisons]).default('none'), indicators })
export type KeyFiguresQuery = z.infer<typeof KeyFiguresQuery>

const Chosen = {
  /** Questions that can be chosen, in the questionnaire's order. */
  offered: z.array(z.string()),
  /** What is shown when nothing is chosen. */
  usual: z.array(z.string()),
}

export const KeyFigures = Report.omit({ themes: true })
  .extend({ ...Chosen, cards: z.array(Card) })
  .meta({ id: 'KeyFigures' })
export type KeyFigures = z.infer<typeof KeyFigures>

export const getKeyFigures = operation({
  method: 'GET',
  path: '/reports/:surveyId/key-figures',
  summary: 'Chosen key figures on one page, in the order chosen; the choice is in the address',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params: surveyId,
  query: KeyFiguresQuery,
  output: KeyFigures,
})

const Range = z.object({ count: z.int(), low: z.int(), high: z.int() })

const NeedFigure = z.object({
  item: z.string(),
  n: z.int(),
  /** Those who gave another answer than a good one, 0-100, with the 95 % interval. */
  percent: z.number(),
  low: z.number(),
  high: z.number(),
  count: z.int(),
  /** What is likely of it among the others in the list, 0-100; null where it stands alone. */
  likely: z.int().nullable(),
  /** As many of those who were invited; null where too few have answered to guess. */
  people: Range.nullable(),
})

export const NeedsOverview = z
  .object({
    surveyId: z.uuid(),
    title: z.string(),
    state: z.enum(['open', 'closed', 'sealed']),
    schoolYear: z.int(),
    questionnaire: z.object({ code: z.string(), version: z.string() }),
    items: z.array(z.string()),
    ...Chosen,
    /** The municipality first, then institutions by their names. A question that is hidden there has no figure. */
    places: z.array(ReportUnit.extend({ figures: z.array(NeedFigure) })),
  })
  .meta({ id: 'NeedsOverview' })
export type NeedsOverview = z.infer<typeof NeedsOverview>

export const getNeedsOverview = operation({
  method: 'GET',
  path: '/reports/:surveyId/needs',
  summary: 'Where something is needed: share and estimated number by question and institution, unranked',
  login: 'report',
  act: 'report.read',
  audit: null,
  publishes: true,
  params: surveyId,
  query: z.object({ indicators }),
  output: NeedsOverview,
})

export const getReportVersion = operation({
  method: 'GET',
  path: '/reports/:surveyId/version',
  summary: 'Whether anything has been sealed since: a word that changes when figures of this unit, or of its municipality, do',
  login: 'report',
  act: 'report.read',
  audit: null,
  params: surveyId,
  query: z.object({ unit: unitKey }),
  output: z.object({ version: z.string(), isFinal: z.boolean() }),
})
