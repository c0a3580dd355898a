/** PLUS: one child, up to six informants, the people on the case. Nobody else sees anything of it. */
import { z } from 'zod'
import { Instrument } from '#domain/instrument/instrument-schema.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { operation } from './operation.ts'
import { Entered, NamedChanges, NamedSubmission, proof } from './response.ts'

export const legalBases = ['ppr', 'screening', 'mapping', 'childAssessment', 'healthService'] as const

export const relations = [
  'mother',
  'father',
  'stepParent',
  'fosterParent',
  'otherCustody',
  'teacher',
  'pedagogue',
  'otherProfessional',
  'self',
] as const

const assessmentId = z.object({ id: z.uuid() })
const informantId = z.object({ id: z.uuid(), informantId: z.uuid() })

/** A person on the case, as colleagues see them. */
const Member = z.object({ accountId: z.uuid(), name: z.string(), role: z.string(), part: z.enum(['owner', 'participant']) })

export const InformantRow = z
  .object({
    id: z.uuid(),
    round: z.int().min(1),
    /** The same informant in the round before; null in the first. */
    follows: z.uuid().nullable(),
    relation: z.enum(relations),
    /** What the people on the case call this informant; empty when they call them nothing. */
    label: z.string(),
    version: z.string(),
    state: z.enum(['invited', 'answered', 'declined', 'withdrawn']),
    dueOn: z.iso.date(),
    invitedAt: z.iso.datetime(),
    remindedAt: z.iso.datetime().nullable(),
    answeredAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'InformantRow' })
export type InformantRow = z.infer<typeof InformantRow>

/** A score with its band, as `domain/instrument/score.ts` reckons it. */
export const InformantResult = z
  .object({
    informantId: z.uuid(),
    version: z.string(),
    edition: z.string(),
    answered: z.int(),
    scores: z.record(z.string(), z.number().nullable()),
    bands: z.record(z.string(), z.record(z.string(), z.union([z.string(), z.number()]).nullable())),
    /** What norms were looked up by, as far as it is known: the day the answers were given. */
    about: z.object({ sex: z.enum(['girl', 'boy']).optional(), ageInMonths: z.int().min(0).optional() }),
  })
  .meta({ id: 'InformantResult' })

export const AssessmentRow = z
  .object({
    id: z.uuid(),
    childName: z.string(),
    className: z.string(),
    institution: z.string(),
    state: z.enum(['open', 'closed']),
    openedOn: z.iso.date(),
    part: z.enum(['owner', 'participant']),
    round: z.int(),
    invited: z.int(),
    answered: z.int(),
    /** The next thing that has a day: an informant's answer, a goal, a follow-up. */
    next: z.object({ what: z.enum(['answers', 'goal']), dueOn: z.iso.date() }).nullable(),
  })
  .meta({ id: 'AssessmentRow' })
export type AssessmentRow = z.infer<typeof AssessmentRow>

export const listAssessments = operation({
  method: 'GET',
  path: '/assessments',
  summary: 'The cases this person is on, with what comes next',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessments.listed',
  output: z.array(AssessmentRow),
})

/** Found by exact CPR number or by class list; never by a part of a name. */
export const findChild = operation({
  method: 'POST',
  path: '/assessments/child',
  summary: 'Find the child a case is to be about, by CPR number',
  login: 'assessment',
  act: 'assessment.start',
  audit: 'child.looked-up',
  body: z.object({ cpr: z.string().max(20) }),
  output: z.object({
    pupilId: z.uuid(),
    name: z.string(),
    className: z.string(),
    institution: z.string(),
    /** Whole years today; null when the number gives no birthday. */
    age: z.int().nullable(),
    /** People who may be asked to own or join a case, by name and role. */
    colleagues: z.array(z.object({ accountId: z.uuid(), name: z.string(), role: z.string() })),
    /** What the case may be opened with today: with words, and for this child's age. The one that is suggested comes first. */
    instruments: z.array(
      z.object({
        code: z.string(),
        name: z.object({ da: z.string(), en: z.string() }),
        isValidated: z.boolean(),
        informants: z.array(z.enum(['parent', 'teacher', 'self'])),
        languages: z.array(z.enum(respondentLanguages)),
      }),
    ),
  }),
})

export const startAssessment = operation({
  method: 'POST',
  path: '/assessments',
  summary: 'Open a case on one child, with the reason and the legal basis; an administrator hands it to an owner',
  login: 'assessment',
  act: 'assessment.start',
  audit: 'assessment.started',
  body: z.object({
    pupilId: z.uuid(),
    reason: z.string().trim().min(1).max(2000),
    legalBasis: z.enum(legalBases),
    /** Who owns the case; the caller when null. An administrator must name somebody else. */
    ownerId: z.uuid().nullable(),
    /** One of those that `findChild` offers; the first of them when it is left out. */
    instrument: z.string().max(40).optional(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const AssessmentView = z
  .object({
    id: z.uuid(),
    childName: z.string(),
    className: z.string(),
    institution: z.string(),
    age: z.int().nullable(),
    state: z.enum(['open', 'closed']),
    reason: z.string(),
    legalBasis: z.enum(legalBases),
    openedOn: z.iso.date(),
    closedOn: z.iso.date().nullable(),
    members: z.array(Member),
    colleagues: z.array(z.object({ accountId: z.uuid(), name: z.string(), role: z.string() })),
    consents: z.array(
      z.object({
        givenBy: z.enum(['custodyHolder', 'bothCustodyHolders', 'youngPerson']),
        /** `ownPage`: the family took it back by itself, on its own page. */
        way: z.enum(['spoken', 'written', 'meeting', 'ownPage']),
        decision: z.enum(['given', 'informed', 'withdrawn']),
        recordedBy: z.string(),
        recordedAt: z.iso.datetime(),
      }),
    ),
    instrument: z.object({
      code: z.string(),
      edition: z.string(),
      name: z.object({ da: z.string(), en: z.string() }),
      isValidated: z.boolean(),
    }),
    /** The instrument's structure: scales, ranges, bands, reliability. The page reckons agreement and change with the domain. */
    definition: Instrument,
    round: z.int(),
    informants: z.array(InformantRow),
    /** Of those who have answered; nothing of anybody who has not. */
    results: z.array(InformantResult),
    goals: z.array(
      z.object({
        id: z.uuid(),
        text: z.string(),
        who: z.string(),
        dueOn: z.iso.date(),
        score: z.string().nullable(),
        state: z.enum(['agreed', 'reached', 'dropped']),
      }),
    ),
  })
  .meta({ id: 'AssessmentView' })
export type AssessmentView = z.infer<typeof AssessmentView>

export const getAssessment = operation({
  method: 'GET',
  path: '/assessments/:id',
  summary: 'One case: informants, results side by side, goals',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.opened',
  params: assessmentId,
  output: AssessmentView,
})

export const recordAssessmentConsent = operation({
  method: 'POST',
  path: '/assessments/:id/consents',
  summary: 'Record what the family was told or agreed to, or that they took it back',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.consent-recorded',
  params: assessmentId,
  body: z.object({
    givenBy: z.enum(['custodyHolder', 'bothCustodyHolders', 'youngPerson']),
    way: z.enum(['spoken', 'written', 'meeting']),
    decision: z.enum(['given', 'informed', 'withdrawn']),
  }),
})

export const inviteInformant = operation({
  method: 'POST',
  path: '/assessments/:id/informants',
  summary: 'Invite one informant with a personal link; at most six a round',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.informant-invited',
  params: assessmentId,
  body: z.object({ relation: z.enum(relations), label: z.string().trim().max(80), dueOn: z.iso.date() }),
  output: z.object({ id: z.uuid(), link: z.url() }),
})

export const getInformantLink = operation({
  method: 'GET',
  path: '/assessments/:id/informants/:informantId/link',
  summary: "An informant's personal link once more, to hand over",
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.link-shown',
  params: informantId,
  output: z.object({ link: z.url() }),
})

export const remindInformant = operation({
  method: 'POST',
  path: '/assessments/:id/informants/:informantId/remind',
  summary: 'Note that an informant was reminded, and get the link to send',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.informant-reminded',
  params: informantId,
  output: z.object({ link: z.url() }),
})

export const withdrawInformant = operation({
  method: 'POST',
  path: '/assessments/:id/informants/:informantId/withdraw',
  summary: 'Take an invitation back; the link dies. What was answered stays with the case',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.informant-withdrawn',
  params: informantId,
})

/** A look of its own, with a row of its own in the log: scores are read more often than single answers. */
export const getInformantAnswers = operation({
  method: 'GET',
  path: '/assessments/:id/informants/:informantId/answers',
  summary: 'What one informant answered to each question, for the professional',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.answers-read',
  params: informantId,
  output: z.array(
    z.object({
      item: z.string(),
      theme: z.object({ da: z.string(), en: z.string() }),
      question: z.object({ da: z.string(), en: z.string() }),
      /** Null when it was skipped, declined or never asked. */
      answer: z.object({ da: z.string(), en: z.string() }).nullable(),
    }),
  ),
})

const likelihood = z.enum(['unlikely', 'possible', 'probable']).nullable()

/** What the owners' multi-informant algorithm says, with all that must be printed beside it. */
export const Prediction = z
  .object({
    rules: z.string(),
    edition: z.string(),
    /** Null is not told, which is not the same as unlikely. */
    groups: z.object({ hyperactivity: likelihood, conduct: likelihood, emotional: likelihood }),
    any: likelihood,
    caveats: z.object({
      overInclusive: z.literal(true),
      missing: z.array(z.enum(['parent', 'teacher', 'self'])),
      unverified: z.array(z.enum(['hyperactivity', 'conduct', 'emotional'])),
    }),
  })
  .meta({ id: 'Prediction' })
export type Prediction = z.infer<typeof Prediction>

/**
 * For those who are trained in reading it, who are on the case; a look of its own. It is in no other answer of the
 * interface, so that neither the family's version nor an export can have it.
 */
export const getPrediction = operation({
  method: 'GET',
  path: '/assessments/:id/prediction',
  summary: 'The multi-informant algorithm on at most one parent, one teacher and the child, for trained professionals',
  login: 'assessment',
  act: 'assessment.predict',
  audit: 'assessment.prediction-read',
  params: assessmentId,
  /** Informants of one round who have answered. */
  query: z.object({ parent: z.uuid().optional(), teacher: z.uuid().optional(), self: z.uuid().optional() }),
  output: z.object({
    /** Null when it is not made for the forms they filled in, or when nobody was named. */
    prediction: Prediction.nullable(),
  }),
})

export const setGoal = operation({
  method: 'POST',
  path: '/assessments/:id/goals',
  summary: 'Write down a shared goal: what, who, until when, and the score that is to tell',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.goal-set',
  params: assessmentId,
  body: z.object({
    text: z.string().trim().min(1).max(500),
    who: z.string().trim().min(1).max(200),
    dueOn: z.iso.date(),
    score: z.string().max(40).nullable(),
  }),
  output: z.object({ id: z.uuid() }),
})

export const concludeGoal = operation({
  method: 'POST',
  path: '/assessments/:id/goals/:goalId/conclude',
  summary: 'Say that a goal is reached or dropped, or take that back',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.goal-concluded',
  params: z.object({ id: z.uuid(), goalId: z.uuid() }),
  body: z.object({ state: z.enum(['agreed', 'reached', 'dropped']) }),
})

export const startFollowUp = operation({
  method: 'POST',
  path: '/assessments/:id/follow-up',
  summary: 'Begin the next round with the same informants',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.follow-up-started',
  params: assessmentId,
  body: z.object({ dueOn: z.iso.date() }),
  output: z.object({ round: z.int() }),
})

export const changeMembers = operation({
  method: 'POST',
  path: '/assessments/:id/members',
  summary: 'Take a colleague on the case, or off it again',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.members-changed',
  params: assessmentId,
  body: z.object({ accountId: z.uuid(), isOn: z.boolean() }),
})

/** The people on the case decide what is shared with the family; that it was, is in the log. */
export const shareFamilyVersion = operation({
  method: 'POST',
  path: '/assessments/:id/family-version',
  summary: "Note that the family's version is handed over",
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.family-version-shared',
  params: assessmentId,
})

export const closeAssessment = operation({
  method: 'POST',
  path: '/assessments/:id/close',
  summary: 'Close the case: links die, and it is read only',
  login: 'assessment',
  act: 'assessment.work',
  audit: 'assessment.closed',
  params: assessmentId,
})

export const enterAssessment = operation({
  method: 'POST',
  path: '/assessment/responses/enter',
  summary: 'An informant comes in by their personal link, or comes back in the same browser',
  login: 'assessment',
  act: 'public',
  audit: null,
  body: z.object({ link: z.string().max(40), proof }),
  output: Entered,
})

export const saveInformantAnswers = operation({
  method: 'POST',
  path: '/assessment/responses/answers',
  summary: "Save an informant's answers; as in the other tracks",
  login: 'assessment',
  act: 'informant',
  audit: null,
  body: NamedChanges,
  output: z.object({ saved: z.int() }),
})

export const submitInformantResponse = operation({
  method: 'POST',
  path: '/assessment/responses/submit',
  summary: 'Send what the informant sees; it is scored and the people on the case can read it',
  login: 'assessment',
  act: 'informant',
  audit: null,
  body: NamedSubmission,
})

export const declineInformant = operation({
  method: 'POST',
  path: '/assessment/responses/decline',
  summary: 'Say no to being an informant: the draft is deleted',
  login: 'assessment',
  act: 'informant',
  audit: null,
})
