/** Answering. A respondent carries a response token, never a session. */
import { z } from 'zod'
import { Questionnaire, QuestionnaireTexts, WordsThereAre } from '#domain/questionnaire/questionnaire-schema.ts'
import { greatestAnswer } from '#domain/questionnaire/value.ts'
import { textLength } from '#domain/response/answer.ts'
import { operation } from './operation.ts'

/** What "Om dine svar" is generated from: the survey's actual settings, nothing written by hand. */
export const AboutSurvey = z
  .object({
    municipalityId: z.int(),
    surveyId: z.uuid(),
    title: z.string(),
    municipality: z.string(),
    /** Which answers these become: nobody's, a named child's for the health professional, or a PLUS case's. */
    track: z.enum(['statistics', 'health', 'assessment']),
    /** Who answers: the child, a parent about the child, a young person of 15 or more. */
    respondent: z.enum(['pupil', 'parent', 'youngPerson']),
    questionnaire: z.object({ code: z.string(), version: z.string(), items: z.int(), minutes: z.int() }),
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    /** Fewest answers before a figure is shown for a class, by question class. */
    thresholds: z.object({ open: z.int(), sensitive: z.int(), highlySensitive: z.int() }),
    hasSensitive: z.boolean(),
  })
  .meta({ id: 'AboutSurvey' })
export type AboutSurvey = z.infer<typeof AboutSurvey>

/** What anybody may read of a survey before it: the same, and what only the public page tells. */
export const PublicSurvey = AboutSurvey.extend({
  /** Empty means classes without a grade. */
  grades: z.array(z.int()),
  /** Invites one at a time, beside surveys that ask everybody at once. */
  isRolling: z.boolean(),
  /** One may answer on paper, which somebody then types. */
  takesPaper: z.boolean(),
  hasHighlySensitive: z.boolean(),
  /** How the municipality's data protection officer is reached; null where nobody has written it. */
  officer: z.object({ email: z.string().nullable(), phone: z.string().nullable() }).nullable(),
})
export type PublicSurvey = z.infer<typeof PublicSurvey>

/** An answer as a small whole number (domain/questionnaire/value.ts): fifteen options ticked, or as many steps of a measure. */
const value = z.int().min(0).max(greatestAnswer)

/** A short text of one's own: as it was typed, and never of spaces alone, for then it is taken back. */
const ShortText = z
  .string()
  .max(textLength)
  .refine((text) => text.trim() !== '')

/** Short texts by place of the item; of the other tracks than statistics, which has none. */
export const Written = z.array(z.object({ place: z.int().min(0).max(499), text: ShortText })).max(100)

/** Answers by place of the item; null where nothing is saved. */
export const SavedAnswers = z.array(value.nullable())

export const Entered = z
  .object({
    /** Bearer of the following calls; lives in page memory only. What is asked is fetched by `getPublished`. */
    token: z.string(),
    about: AboutSurvey,
    /** Empty where somebody has come in by a link and the place is not told. */
    className: z.string(),
    institution: z.string(),
    /** First name of the child that is answered about, where a grown-up answers and the track knows; else null. */
    forWhom: z.string().nullable().default(null),
    /**
     * `ask`: consent is asked before the first question, and nothing is saved until it is answered; there is no
     * token yet, and entering again with `consent` records the choice. `declined`: the family has said no to taking
     * part; there is no token, and nothing is asked.
     */
    consent: z.enum(['ask', 'declined']).nullable().default(null),
    /** Who may read the answers, by name, where they are given by name (`about.track` is `health`) or would be; else empty. */
    readers: z.array(z.object({ name: z.string(), role: z.enum(['healthVisitor', 'leadHealthVisitor', 'schoolDoctor']) })).default([]),
    /** In what quality somebody answers in PLUS; null elsewhere. */
    informant: z.enum(['parent', 'teacher', 'self', 'other']).nullable().default(null),
    /** What is asked, when it is not a published questionnaire; null when `getPublished` has it. */
    asked: z.object({ questionnaire: Questionnaire, texts: WordsThereAre }).nullable().default(null),
    /** This device's epoch: its marks win over those of earlier entries. */
    epoch: z.int(),
    answers: SavedAnswers,
    /**
     * For answers that have to wait for a line: `key` (AES-256-GCM, base64url) locks them, and lives in page memory only, and
     * what is locked is sent by `ticket` with `sendParcel`, by any page. Null where nothing may be saved.
     */
    queue: z.object({ ticket: z.string(), key: z.string() }).nullable().default(null),
    /** Where `answers` has 1 for a short text: what was written. Always empty in the statistics track. */
    written: Written.default([]),
  })
  .meta({ id: 'Entered' })
export type Entered = z.infer<typeof Entered>

/**
 * What a young person of 15 or more says when asked: by name (`given`), not by name (`refused`: the same questions
 * in the statistics track), or not at all. It is heard from nobody who was not asked.
 */
const ownConsent = z.enum(['given', 'refused', 'declined'])

/**
 * The work that a try must bring when `too-many-attempts` has asked for it (`work: { bits, salt }`): `nonce` such that
 * SHA-256 of `salt:tried:nonce` begins with `bits` zeros. `tried` is the link, or code and slip with a hyphen between, in capitals.
 */
export const proof = z.string().max(20).optional()

export const enterLesson = operation({
  method: 'POST',
  path: '/responses/enter',
  summary: "Come in with the lesson's code and a personal slip, or come back",
  login: 'statistics',
  act: 'public',
  audit: null,
  body: z.object({ code: z.string().max(20), slip: z.string().max(20), consent: ownConsent.optional(), proof }),
  output: Entered,
})

export const enterByLink = operation({
  method: 'POST',
  path: '/responses/enter-by-link',
  summary: 'Come in by a personal link, outside a lesson, or come back in the same browser',
  login: 'statistics',
  act: 'public',
  audit: null,
  body: z.object({ link: z.string().max(40), consent: ownConsent.optional(), proof }),
  output: Entered,
})

export const enterFromHome = operation({
  method: 'POST',
  path: '/responses/enter-from-home',
  summary: 'Come in as a pupil who was not at the lesson, by what `openMissedLesson` gave; or come back',
  login: 'statistics',
  act: 'public',
  audit: null,
  /** The ticket, in the place where others bring a link. */
  body: z.object({ link: z.string().max(400), consent: ownConsent.optional() }),
  output: Entered,
})

export const aboutSurvey = operation({
  method: 'GET',
  path: '/about/:municipalityId/:surveyId',
  summary: 'Om dine svar: who asks, why, who sees what, for how long',
  login: 'statistics',
  act: 'public',
  audit: null,
  params: z.object({ municipalityId: z.coerce.number().int().min(0).max(899), surveyId: z.uuid() }),
  output: PublicSurvey.extend({ questionnaire: Questionnaire, texts: QuestionnaireTexts }),
})

export const saveAnswers = operation({
  method: 'POST',
  path: '/responses/answers',
  summary: 'Save answers; acknowledged only after COMMIT; sending twice stores once',
  login: 'statistics',
  act: 'respondent',
  audit: null,
  body: z.object({
    epoch: z.int().min(1).max(65_535),
    answers: z
      .array(
        z.strictObject({
          place: z.int().min(0).max(499),
          /** Null takes an answer back. */ value: value.nullable(),
          sequence: z.int().min(1).max(1_048_575),
        }),
      )
      .min(1)
      .max(100),
  }),
  output: z.object({ saved: z.int() }),
})

/**
 * A parcel of changes in the tracks by name, where somebody may also write. The value of a short text is 1, with the text
 * beside it; 0 and null take the text away. Which of two wins is told by epoch and sequence, as of every answer.
 */
export const NamedChanges = saveAnswers.body.extend({
  answers: z
    .array(
      saveAnswers.body.shape.answers.element
        .extend({ text: ShortText.optional() })
        .refine(({ value, text }) => text === undefined || value === 1),
    )
    .min(1)
    .max(100),
})

/**
 * What a parcel holds, as JSON: all that waited in one page when there was no line. A text goes with the 1 of a short text;
 * the statistics track has none, and keeps none.
 */
export const ParcelContent = NamedChanges.extend({ answers: NamedChanges.shape.answers.unwrap().array().min(1).max(500) })

export const sendParcel = operation({
  method: 'POST',
  path: '/responses/parcels',
  summary: 'Send answers that waited on a machine without a line, locked as they lay there; acknowledged only after COMMIT',
  login: 'statistics',
  act: 'public',
  audit: null,
  bodyAtMost: 128 * 1024,
  body: z.object({
    ticket: z.string().max(400),
    /** Vector (12 bytes), ciphertext, tag (16 bytes), in base64; additional data is the ticket. */
    sealed: z.base64().max(120_000),
  }),
  /** `gone`: they have been submitted, or are not wanted any more. Either way the machine may forget the parcel. */
  output: z.object({ outcome: z.enum(['saved', 'gone']) }),
})

export const submitResponse = operation({
  method: 'POST',
  path: '/responses/submit',
  summary: 'Submit what the respondent sees; refused with the differing items when the server has something else',
  login: 'statistics',
  act: 'respondent',
  audit: null,
  body: z.object({ answers: z.array(value.nullable()).max(500) }),
})

/** What somebody sees who answers by name: the numbers, and every short text there is a 1 for. */
export const NamedSubmission = submitResponse.body.extend({ written: Written.default([]) })

const pause = {
  method: 'GET',
  summary: 'Whether the lesson one is in holds pause; asked now and then, and while waiting',
  login: 'statistics',
  audit: null,
  output: z.object({ isPaused: z.boolean() }),
} as const

export const lessonPause = operation({ ...pause, path: '/responses/pause', act: 'respondent' })

export const namedLessonPause = operation({ ...pause, login: 'health', path: '/health/responses/pause', act: 'healthRespondent' })

export const declineResponse = operation({
  method: 'POST',
  path: '/responses/decline',
  summary: 'Say no to taking part: the draft is deleted',
  login: 'statistics',
  act: 'respondent',
  audit: null,
})
