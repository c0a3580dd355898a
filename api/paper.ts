/**
 * Answers on paper: forms to print, and sheets that are typed twice. Whoever types holds the sheet and names it by the slip on
 * it; who answered is told nowhere here.
 */
import { z } from 'zod'
import { respondentLanguages } from '#domain/text/text.ts'
import { greatestAnswer } from '#domain/questionnaire/value.ts'
import { textLength } from '#domain/response/answer.ts'
import { operation } from './operation.ts'

const surveyId = z.object({ id: z.uuid() })

export const PaperPlan = z
  .object({
    takesPaper: z.boolean(),
    /** Whether it may still be chosen: until the survey opens. */
    isFixed: z.boolean(),
    track: z.enum(['statistics', 'health']),
    /** The questions can be printed in these. */
    languages: z.array(z.enum(respondentLanguages)),
    /** People who may be named to type sheets without a name, by person id: one may have several logins. Those of the health track are typed by the child's own professionals. */
    people: z.array(z.object({ id: z.uuid(), name: z.string(), role: z.string(), isNamed: z.boolean() })),
  })
  .meta({ id: 'PaperPlan' })
export type PaperPlan = z.infer<typeof PaperPlan>

export const getPaperPlan = operation({
  method: 'GET',
  path: '/surveys/:id/paper',
  summary: 'Whether a survey takes answers on paper, and who types them',
  login: 'staff',
  act: 'survey.plan',
  audit: null,
  params: surveyId,
  output: PaperPlan,
})

export const choosePaper = operation({
  method: 'PUT',
  path: '/surveys/:id/paper',
  summary: 'Choose whether a survey takes answers on paper (until it opens), and name who types them (until it closes)',
  login: 'staff',
  act: 'survey.plan',
  audit: 'paper.chosen',
  params: surveyId,
  body: z.object({ takesPaper: z.boolean(), typists: z.array(z.uuid()).max(100) }),
})

const language = z.enum(respondentLanguages).default('da')

export const getSpecimen = operation({
  method: 'GET',
  path: '/surveys/:id/paper/specimen',
  summary: 'The paper form as a PDF without a slip, to be seen beforehand; nobody can answer on it',
  login: 'staff',
  act: 'information.print',
  audit: null,
  params: surveyId,
  query: z.object({ language }),
  produces: 'application/pdf',
})

export const getPaperForms = operation({
  method: 'GET',
  path: '/surveys/:id/paper/forms',
  summary: 'Paper forms as a PDF, one for each in the class who has neither answered nor said no, or for one of them',
  login: 'staff',
  act: 'letter.print',
  audit: 'paper.printed',
  params: surveyId,
  query: z.object({ classId: z.uuid(), pupilId: z.uuid().optional(), language }),
  produces: 'application/pdf',
})

/** What is written on the sheet: in surveys with lessons the class it comes from and the slip, else the link's symbols. */
export const SheetName = z.object({ surveyId: z.uuid(), classId: z.uuid().nullable(), slip: z.string().max(40) })
export type SheetName = z.infer<typeof SheetName>

/** By place: an answer as a small whole number, -3 where the sheet is unclear, a short text, null where it is empty. */
const entry = z.union([z.int().min(-3).max(greatestAnswer), z.string().max(textLength)]).nullable()
const entries = z.array(entry).max(500)

export const PaperSurvey = z.object({
  id: z.uuid(),
  title: z.string(),
  track: z.enum(['statistics', 'health']),
  questionnaire: z.object({ code: z.string(), version: z.string() }),
  /** Slips are found by class, links by themselves. */
  wayIn: z.enum(['lesson', 'link']),
  closesOn: z.iso.date(),
  /** Classes whose sheets this typist may type. */
  classes: z.array(z.object({ id: z.uuid(), name: z.string(), institution: z.string() })),
  /** Sheets of the whole survey that have been begun; null in the health track, where it stands on each response. */
  sheets: z.int().nullable(),
  /** Typed once, waiting for the second typing. */
  once: z.int(),
  /** Typed twice, and what differs is not settled. */
  differing: z.int(),
})
export type PaperSurvey = z.infer<typeof PaperSurvey>

export const listPaperSurveys = operation({
  method: 'GET',
  path: '/paper/surveys',
  summary: 'Surveys whose sheets one types, and how many wait',
  login: 'statistics',
  act: 'paper.enter',
  audit: null,
  output: z.array(PaperSurvey),
})

/**
 * Where a sheet has come. `typing`: it is being typed, for the first or the second time; nothing of the other typing is told.
 * `once`: the first typing is done, and nobody has begun the second. `settling`: both are done, and shown beside each other.
 */
export const OpenSheet = z.discriminatedUnion('stage', [
  z.object({ stage: z.literal('typing'), turn: z.union([z.literal(1), z.literal(2)]), revision: z.int(), entries }),
  z.object({ stage: z.literal('once') }),
  z.object({ stage: z.literal('settling'), first: entries, second: entries }),
])
export type OpenSheet = z.infer<typeof OpenSheet>

export const openSheet = operation({
  method: 'POST',
  path: '/paper/sheets/open',
  summary: 'Begin to type a sheet, come back to it, or compare its two typings',
  login: 'statistics',
  act: 'paper.enter',
  audit: null,
  body: z.object({ sheet: SheetName }),
  output: OpenSheet,
})

export const saveSheet = operation({
  method: 'POST',
  path: '/paper/sheets/save',
  summary: 'Save what has been typed of a sheet; `isDone` ends the typing',
  login: 'statistics',
  act: 'paper.enter',
  audit: null,
  body: z.object({ sheet: SheetName, revision: z.int().min(1).max(1_000_000), entries, isDone: z.boolean() }),
  output: OpenSheet,
})

export const submitSheet = operation({
  method: 'POST',
  path: '/paper/sheets/submit',
  summary: 'Submit a sheet that has been typed twice, with what was settled; refused with the places that still differ',
  login: 'statistics',
  act: 'paper.enter',
  audit: null,
  body: z.object({ sheet: SheetName, settled: z.array(z.object({ place: z.int().min(0).max(499), entry })).max(500) }),
})

export const discardSheet = operation({
  method: 'POST',
  path: '/paper/sheets/discard',
  summary: 'Throw away what has been typed of a sheet, and begin again',
  login: 'statistics',
  act: 'paper.enter',
  audit: null,
  body: z.object({ sheet: SheetName }),
})
