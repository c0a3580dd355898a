/**
 * The health track for the health professional: the children they are assigned to, one child before a talk,
 * and what they add. Every operation that shows a named child names it in the audit row.
 *
 * Wording of questions and options is fetched by `getPublished`; here are codes.
 */
import { z } from 'zod'
import { operation } from './operation.ts'
import { NamedChanges, NamedSubmission, saveAnswers } from './response.ts'

/** Colour of an answer, or the worst of a theme's. Grey is not answered: it is never shown as green. */
const Colour = z.enum(['green', 'yellow', 'red', 'grey'])

const Respondent = z.enum(['pupil', 'parent', 'youngPerson'])

const QuestionnaireVersion = z.object({ code: z.string(), version: z.string() })

const SurveyName = z.object({ id: z.uuid(), title: z.string(), opensOn: z.iso.date(), closesOn: z.iso.date() })

/** Titles and theme names in Danish and English, so that a list needs no second call. */
const QuestionnaireNames = QuestionnaireVersion.extend({
  titles: z.object({ da: z.string(), en: z.string() }),
  themes: z.array(z.object({ theme: z.string(), da: z.string(), en: z.string() })),
})

/** What a family has decided about answering by name. `none` is not decided yet. */
const Decision = z.enum(['none', 'given', 'refused', 'declined'])

/** What somebody wants to talk about, and does not, by theme code; in their own words when they wrote some. */
export const Wishes = z
  .object({
    talkAbout: z.array(z.string().regex(/^[a-z0-9-]+$/)).max(30),
    notTalkAbout: z.array(z.string().regex(/^[a-z0-9-]+$/)).max(30),
    text: z.string().max(500),
  })
  .meta({ id: 'Wishes' })
export type Wishes = z.infer<typeof Wishes>

const Moment = z.object({ by: z.string(), on: z.iso.date() })

/** A child of the list: the newest survey that asked by name, and what came of it. */
const ListedChild = z.object({
  pupilId: z.uuid(),
  name: z.string(),
  /** Name and address are protected. */
  isProtected: z.boolean(),
  classId: z.uuid(),
  className: z.string(),
  grade: z.int().nullable(),
  institution: z.string(),
  survey: SurveyName,
  questionnaire: QuestionnaireVersion,
  respondent: Respondent,
  decision: Decision,
  decides: z.enum(['custodyHolder', 'self']),
  /** The day of the newest response by name; null when there is none. What a twin answered shows nowhere. */
  answeredOn: z.iso.date().nullable(),
  /** Worst colour per theme in the questionnaire's order; themes without a rule are left out. Empty without a response. */
  themes: z.array(z.object({ theme: z.string(), colour: Colour })),
  answers: z.object({ red: z.int(), yellow: z.int(), green: z.int(), grey: z.int() }),
  wantsToTalk: z.boolean(),
  flags: z.object({
    /** Answers to ask about that nobody has marked yet. */
    open: z.int(),
    /** The earliest day somebody meant to follow up on. */
    followUpOn: z.iso.date().nullable(),
  }),
  talkedOn: z.iso.date().nullable(),
  journalledOn: z.iso.date().nullable(),
})

export const listChildren = operation({
  method: 'GET',
  path: '/health/children',
  summary: 'Mine børn: the children of your classes, those who may need a talk first (domain/health/need.ts says the order)',
  login: 'health',
  act: 'health.read',
  audit: 'children.listed',
  output: z.object({ children: z.array(ListedChild), questionnaires: z.array(QuestionnaireNames) }),
})

export const countWaiting = operation({
  method: 'GET',
  path: '/health/waiting',
  summary: 'How many of your children wait for you, and for what: counts, and no child named',
  login: 'health',
  act: 'health.read',
  audit: 'children.counted',
  output: z.object({ wish: z.int(), followUp: z.int(), talk: z.int(), fresh: z.int() }),
})

/** Why a child is opened; a key of the texts, `purpose.<name>`. The family reads it. */
export const purposes = ['talk', 'followUp', 'request'] as const

export const Flag = z
  .object({
    kind: z.enum(['talked', 'notRelevant', 'followUp']),
    /** The day to follow up on; null for the other kinds. */
    on: z.iso.date().nullable(),
    by: z.string(),
    setOn: z.iso.date(),
  })
  .meta({ id: 'Flag' })

const Chosen = z.object({ options: z.array(z.string()), measured: z.int().nullable() })

/** One answer as option codes. `hidden` was never asked; grey is blank or declined. */
const GivenAnswer = z.object({
  item: z.string(),
  state: z.enum(['answered', 'declined', 'blank', 'hidden']),
  /** Of a measured item the band it lies in. */
  options: z.array(z.string()),
  /** What was measured, in the item's own unit (minutes after midnight, months since the year 0); null of what measures nothing. */
  measured: z.int().nullable(),
  /** What was written, as it was written; null where nothing was. */
  text: z.string().nullable(),
})

const ColouredAnswer = GivenAnswer.extend({
  theme: z.string(),
  /** Null when no rule speaks of the question. */
  colour: Colour.nullable(),
  flag: Flag.nullable(),
  /** Kept from the parent's page, and why. */
  hidden: z.object({ reason: z.string(), by: z.string(), on: z.iso.date() }).nullable(),
  /** The answer to the same question last time, when there was one. */
  before: Chosen.extend({ answeredOn: z.iso.date() }).nullable(),
})

const OpenedResponse = z.object({
  id: z.uuid(),
  survey: SurveyName,
  questionnaire: QuestionnaireVersion,
  respondent: Respondent,
  answeredOn: z.iso.date(),
  /** It came on paper, and somebody typed it. */
  isOnPaper: z.boolean(),
  /** Which colour rules this response keeps; null when the questionnaire has none. */
  colourRules: z.object({ version: z.string() }).nullable(),
  wishes: Wishes,
  /** Up to three answers that go well, of different themes where there are. */
  goesWell: z.array(ColouredAnswer),
  /** Red first, then yellow; what the child does not want to talk about last. */
  askAbout: z.array(ColouredAnswer.extend({ isUnwanted: z.boolean() })),
  /** Questions passed over. A skip is no answer: whether to mention it is for the professional. */
  skipped: z.array(ColouredAnswer),
  /** Everything, by theme in the questionnaire's order. */
  themes: z.array(z.object({ theme: z.string(), colour: Colour.nullable(), answers: z.array(ColouredAnswer) })),
  /** Answers that differ from last time's to the same question. */
  changes: z.array(
    z.object({
      item: z.string(),
      before: Chosen,
      now: Chosen,
      answeredOn: z.iso.date(),
      /** By the colour rules; null when they say nothing of it. */
      direction: z.enum(['better', 'worse']).nullable(),
    }),
  ),
  journalled: Moment.nullable(),
})

export const OpenedChild = z
  .object({
    pupilId: z.uuid(),
    name: z.string(),
    /** Name and address are protected. */
    isProtected: z.boolean(),
    classId: z.uuid(),
    className: z.string(),
    grade: z.int().nullable(),
    institution: z.string(),
    purpose: z.enum(purposes),
    consent: z.object({
      decision: Decision,
      decides: z.enum(['custodyHolder', 'self']),
      /** Who decided, and when; null while nobody has, or where it is no longer known. */
      by: z.string().nullable(),
      on: z.iso.date().nullable(),
      survey: SurveyName,
    }),
    /** All responses by name, newest first. The first is shown unless `response` asks for another. */
    responses: z.array(
      z.object({
        id: z.uuid(),
        survey: SurveyName,
        questionnaire: QuestionnaireVersion,
        respondent: Respondent,
        answeredOn: z.iso.date(),
        journalledOn: z.iso.date().nullable(),
      }),
    ),
    /** Null when nobody has answered by name. */
    response: OpenedResponse.nullable(),
    note: z.object({ text: z.string(), by: z.string(), on: z.iso.date() }).nullable(),
  })
  .meta({ id: 'OpenedChild' })
export type OpenedChild = z.infer<typeof OpenedChild>

/** A child one is not assigned to is as unknown as one who does not exist: `not-found`. */
export const getChild = operation({
  method: 'GET',
  path: '/health/children/:id',
  summary: 'Barnet: the preparation of a talk. Why it is opened is asked, logged, and read by the family',
  login: 'health',
  act: 'health.read',
  audit: 'child.opened',
  params: z.object({ id: z.uuid() }),
  query: z.object({ purpose: z.enum(purposes), response: z.uuid().optional() }),
  output: OpenedChild,
})

export const flagAnswer = operation({
  method: 'PUT',
  path: '/health/responses/:id/flag',
  summary: 'Mark an answer as talked about, not relevant, or to follow up on a day; null takes the mark away',
  login: 'health',
  act: 'health.write',
  audit: 'answer.flagged',
  purpose: 'record',
  params: z.object({ id: z.uuid() }),
  body: z.object({
    item: z.string().max(100),
    flag: z
      .discriminatedUnion('kind', [
        z.object({ kind: z.literal('talked') }),
        z.object({ kind: z.literal('notRelevant') }),
        z.object({ kind: z.literal('followUp'), on: z.iso.date() }),
      ])
      .nullable(),
  }),
  output: z.object({ flag: Flag.nullable() }),
})

export const hideAnswer = operation({
  method: 'PUT',
  path: '/health/responses/:id/hidden',
  summary: "Keep an answer from the parents' page, with the reason (sundhedsloven § 37, stk. 2)",
  login: 'health',
  act: 'health.write',
  audit: 'answer.hidden',
  purpose: 'protection',
  params: z.object({ id: z.uuid() }),
  body: z.object({ item: z.string().max(100), reason: z.string().trim().min(10).max(1_000) }),
  output: z.object({ hidden: ColouredAnswer.shape.hidden }),
})

export const unhideAnswer = operation({
  method: 'POST',
  path: '/health/responses/:id/shown',
  summary: 'Take that back; nothing happens when it was not hidden',
  login: 'health',
  act: 'health.write',
  audit: 'answer.unhidden',
  purpose: 'protection',
  params: z.object({ id: z.uuid() }),
  body: z.object({ item: z.string().max(100) }),
})

export const saveNote = operation({
  method: 'PUT',
  path: '/health/children/:id/note',
  summary: "The professional's note on the child; an empty text deletes it",
  login: 'health',
  act: 'health.write',
  audit: 'note.saved',
  purpose: 'record',
  params: z.object({ id: z.uuid() }),
  body: z.object({ text: z.string().max(4_000) }),
  output: z.object({ note: OpenedChild.shape.note }),
})

export const markJournalled = operation({
  method: 'PUT',
  path: '/health/responses/:id/journal',
  summary: 'Say that the response is entered in the journal; saying it again changes nothing',
  login: 'health',
  act: 'health.write',
  audit: 'response.journalled',
  purpose: 'journal',
  params: z.object({ id: z.uuid() }),
  output: z.object({ journalled: Moment }),
})

export const unmarkJournalled = operation({
  method: 'DELETE',
  path: '/health/responses/:id/journal',
  summary: 'Take the mark away again',
  login: 'health',
  act: 'health.write',
  audit: 'response.journal-undone',
  purpose: 'journal',
  params: z.object({ id: z.uuid() }),
})

const Counted = z.object({
  classes: z.int(),
  children: z.int(),
  invited: z.int(),
  /** Families that have decided, whichever way. */
  decided: z.int(),
  answered: z.int(),
  talked: z.int(),
  journalled: z.int(),
})

/** How far the team has come: counts of children, never what they answered. */
export const getCoverage = operation({
  method: 'GET',
  path: '/health/coverage',
  summary: 'Per health visitor and school doctor: children, invited, answered, talked with; no content',
  login: 'health',
  act: 'health.coverage',
  audit: 'coverage.read',
  output: z.object({
    professionals: z.array(
      Counted.extend({ accountId: z.uuid(), name: z.string(), role: z.enum(['healthVisitor', 'leadHealthVisitor', 'schoolDoctor']) }),
    ),
    /** Classes with invited children that nobody is assigned to. */
    unassigned: Counted,
  }),
})

/** Answering by name: the same shapes as the statistics track, under a token of this track. */
export const saveHealthAnswers = operation({
  method: 'POST',
  path: '/health/responses/answers',
  summary: 'Save answers given by name; acknowledged only after COMMIT; sending twice stores once',
  login: 'health',
  act: 'healthRespondent',
  audit: null,
  body: NamedChanges,
  output: saveAnswers.output,
})

export const submitHealthResponse = operation({
  method: 'POST',
  path: '/health/responses/submit',
  summary: 'Submit by name what the respondent sees, with what they want to talk about; refused as `submitResponse` is',
  login: 'health',
  act: 'healthRespondent',
  audit: null,
  body: NamedSubmission.extend({ wishes: Wishes.default({ talkAbout: [], notTalkAbout: [], text: '' }) }),
})

export const declineHealthResponse = operation({
  method: 'POST',
  path: '/health/responses/decline',
  summary: 'Say no to taking part by name: the draft is deleted, and nothing is asked again unless one comes back',
  login: 'health',
  act: 'healthRespondent',
  audit: null,
})
