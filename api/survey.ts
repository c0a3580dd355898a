/** Planning, opening and closing a survey. */
import { z } from 'zod'
import { operation } from './operation.ts'

export const SurveyPlan = z
  .object({
    title: z.string().trim().min(1).max(120),
    questionnaire: z.object({ code: z.string(), version: z.string() }),
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    /** Told to the respondent before the first question; fixed once the survey is open. */
    track: z.enum(['statistics', 'health']).default('statistics'),
    /** Invites one at a time instead of everybody at once. */
    isRolling: z.boolean().default(false),
    /** Empty for classes without a grade: rooms, districts, youth education. */
    grades: z.array(z.int().min(0).max(10)),
    institutionIds: z.array(z.uuid()).min(1).max(500),
  })
  .meta({ id: 'SurveyPlan' })
export type SurveyPlan = z.infer<typeof SurveyPlan>

export const Survey = SurveyPlan.extend({
  id: z.uuid(),
  state: z.enum(['draft', 'open', 'closed', 'sealed']),
  schoolYear: z.int(),
}).meta({ id: 'Survey' })
export type Survey = z.infer<typeof Survey>

export const SurveyProgress = Survey.extend({
  invited: z.int(),
  answered: z.int(),
  institutions: z.array(
    z.object({
      id: z.uuid(),
      name: z.string(),
      invited: z.int(),
      answered: z.int(),
      classes: z.array(
        z.object({
          id: z.uuid(),
          name: z.string(),
          grade: z.int().nullable(),
          invited: z.int(),
          answered: z.int(),
          lesson: z.enum(['none', 'open', 'ended']),
        }),
      ),
    }),
  ),
}).meta({ id: 'SurveyProgress' })
export type SurveyProgress = z.infer<typeof SurveyProgress>

const surveyId = z.object({ id: z.uuid() })

export const listSurveys = operation({
  method: 'GET',
  path: '/surveys',
  summary: 'Surveys of the municipality, newest first, with how many have answered',
  login: 'staff',
  act: 'survey.read',
  audit: null,
  output: z.array(Survey.extend({ invited: z.int(), answered: z.int() })),
})

export const getSurvey = operation({
  method: 'GET',
  path: '/surveys/:id',
  summary: 'One survey with its progress by institution and class',
  login: 'staff',
  act: 'survey.read',
  audit: null,
  params: surveyId,
  output: SurveyProgress,
})

export const draftSurvey = operation({
  method: 'POST',
  path: '/surveys',
  summary: 'Plan a survey as a draft',
  login: 'staff',
  act: 'survey.plan',
  audit: 'survey.drafted',
  body: SurveyPlan,
  output: Survey,
})

export const changeSurvey = operation({
  method: 'PUT',
  path: '/surveys/:id',
  summary: 'Change a drafted survey',
  login: 'staff',
  act: 'survey.plan',
  audit: 'survey.changed',
  params: surveyId,
  body: SurveyPlan,
  output: Survey,
})

export const discardSurvey = operation({
  method: 'DELETE',
  path: '/surveys/:id',
  summary: 'Throw a drafted survey away',
  login: 'staff',
  act: 'survey.plan',
  audit: 'survey.discarded',
  params: surveyId,
})

/** Names of findings are keys of the texts: `survey.finding.<name>`. */
export const SurveyCheck = z.object({
  findings: z.array(z.object({ name: z.string(), level: z.enum(['error', 'warning']), values: z.record(z.string(), z.string()) })),
  pupils: z.int(),
  minutes: z.int(),
  institutions: z.array(z.object({ id: z.uuid(), name: z.string(), classes: z.int(), pupils: z.int() })),
})

export const checkSurvey = operation({
  method: 'GET',
  path: '/surveys/:id/check',
  summary: 'What stands in the way of opening, and who will be asked',
  login: 'staff',
  act: 'survey.plan',
  audit: null,
  params: surveyId,
  output: SurveyCheck,
})

export const openSurvey = operation({
  method: 'POST',
  path: '/surveys/:id/open',
  summary: 'Open a drafted survey: its pupils are invited and get slips',
  login: 'staff',
  act: 'survey.plan',
  audit: 'survey.opened',
  params: surveyId,
  output: Survey,
})

export const closeSurvey = operation({
  method: 'POST',
  path: '/surveys/:id/close',
  summary: 'Close an open survey: no more answers, the rest is sealed, raw rows are deleted',
  login: 'staff',
  act: 'survey.plan',
  audit: 'survey.closed',
  params: surveyId,
  output: Survey,
})
