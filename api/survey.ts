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
  /** In a lesson of the class, or each by a personal link. */
  wayIn: z.enum(['lesson', 'link']),
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

/** A child whose family, or a young person who, may be invited or has been; never what was answered. */
export const Invitee = z
  .object({
    pupilId: z.uuid(),
    name: z.string(),
    /** Name and address are protected. */
    isProtected: z.boolean(),
    classId: z.uuid(),
    className: z.string(),
    institution: z.string(),
    /** Whole months since birth; null where the day of birth is not known. */
    ageMonths: z.int().nullable(),
    state: z.enum(['notInvited', 'invited', 'answered', 'declined']),
  })
  .meta({ id: 'Invitee' })
export type Invitee = z.infer<typeof Invitee>

const InvitingSurvey = z.object({
  id: z.uuid(),
  title: z.string(),
  track: z.enum(['statistics', 'health']),
  respondent: z.enum(['pupil', 'parent', 'youngPerson']),
  opensOn: z.iso.date(),
  closesOn: z.iso.date(),
  /** Takes answers today. */
  isOpen: z.boolean(),
})

export const listInviting = operation({
  method: 'GET',
  path: '/inviting',
  summary: 'Open surveys that invite one family or one young person at a time',
  login: 'staff',
  act: 'survey.invite',
  audit: null,
  output: z.array(InvitingSurvey),
})

export const listInvitees = operation({
  method: 'GET',
  path: '/surveys/:id/invitees',
  summary: 'Who may be invited into a rolling survey, and who has been: invited, answered, declined, never content',
  login: 'staff',
  act: 'survey.invite',
  audit: 'invitees.listed',
  params: surveyId,
  output: z.object({ survey: InvitingSurvey, invitees: z.array(Invitee) }),
})

export const inviteOne = operation({
  method: 'POST',
  path: '/surveys/:id/invitees',
  summary: "Invite one child's family, or one young person, any day; inviting again gives the same link",
  login: 'staff',
  act: 'survey.invite',
  audit: 'family.invited',
  params: surveyId,
  body: z.object({ pupilId: z.uuid() }),
  output: z.object({ link: z.url() }),
})

export const renewLink = operation({
  method: 'POST',
  path: '/surveys/:id/invitees/renew-link',
  summary: 'A new link in the place of one that is lost: the old one, and what was begun with it, is gone',
  login: 'staff',
  act: 'survey.invite',
  audit: 'link.renewed',
  params: surveyId,
  body: z.object({ pupilId: z.uuid() }),
  output: z.object({ link: z.url() }),
})

export const getLetters = operation({
  method: 'GET',
  path: '/surveys/:id/letters',
  summary: 'Letters with personal links as a PDF, one page each: a class, or one child; those who have answered get none',
  login: 'staff',
  act: 'letter.print',
  audit: 'letters.printed',
  params: surveyId,
  query: z.object({ classId: z.uuid(), pupilId: z.uuid().optional(), language: z.enum(['da', 'en']).default('da') }),
  produces: 'application/pdf',
})

export const getOptOutLetters = operation({
  method: 'GET',
  path: '/surveys/:id/opt-out-letters',
  summary: "Letters of a class before a survey, each with the child's own code to say no by; one page each, as a PDF",
  login: 'staff',
  act: 'letter.print',
  audit: 'letters.printed',
  params: surveyId,
  query: z.object({ classId: z.uuid(), language: z.enum(['da', 'en']).default('da') }),
  produces: 'application/pdf',
})
