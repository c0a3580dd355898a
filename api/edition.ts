/** The association's next versions of its questionnaires: worked on, commented, tried out, signed off, published. */
import { z } from 'zod'
import { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire-schema.ts'
import { operation } from './operation.ts'
import { NotCarried } from './questionnaire.ts'

const words = z.string().trim().min(1).max(4000)
const instant = z.iso.datetime({ offset: true })

const card = {
  id: z.uuid(),
  code: z.string(),
  title: z.object({ da: z.string(), en: z.string() }),
  baseVersion: z.string(),
  version: z.string(),
  state: z.enum(['draft', 'published']),
  changedAt: instant,
  openComments: z.int(),
  pilots: z.int(),
  /** A try-out is signed off for the draft as it now stands. */
  isSignedOff: z.boolean(),
}

const Comment = z.object({
  id: z.uuid(),
  /** The item it is about; empty for the whole. */
  item: z.string(),
  words: z.string(),
  role: z.string(),
  isOwn: z.boolean(),
  at: instant,
  resolvedAt: instant.nullable(),
})

const Pilot = z.object({
  id: z.uuid(),
  place: z.string(),
  from: z.iso.date(),
  to: z.iso.date(),
  respondents: z.int(),
  found: z.string(),
  isOwn: z.boolean(),
  signOff: z.object({ at: instant, words: z.string(), isOfThis: z.boolean() }).nullable(),
})

const { themes, items } = Questionnaire.shape
const PerhapsEmpty = Questionnaire.extend({ themes: z.array(themes.element), items: z.array(items.element) }).meta({
  id: 'BaseQuestionnaire',
})

export const Edition = z
  .object({
    ...card,
    revision: z.int(),
    questionnaire: Questionnaire,
    texts: QuestionnaireTexts,
    /** The published version it was begun from; without items when it came from a file and nothing is published yet. */
    base: z.object({ questionnaire: PerhapsEmpty, texts: QuestionnaireTexts }),
    comments: z.array(Comment),
    pilotRecords: z.array(Pilot),
  })
  .meta({ id: 'Edition' })
export type Edition = z.infer<typeof Edition>

const byId = z.object({ id: z.uuid() })

export const listEditions = operation({
  method: 'GET',
  path: '/editions',
  summary: 'Next versions of the association’s questionnaires, drafts first',
  login: 'staff',
  act: 'edition.read',
  audit: null,
  output: z.array(z.object(card)),
})

export const getEdition = operation({
  method: 'GET',
  path: '/editions/:id',
  summary: 'One next version with the published one, comments and try-outs',
  login: 'staff',
  act: 'edition.read',
  audit: null,
  params: byId,
  output: Edition,
})

export const draftEdition = operation({
  method: 'POST',
  path: '/editions',
  summary: 'Begin the next version of a questionnaire as the newest published one',
  login: 'staff',
  act: 'edition.write',
  audit: 'edition.begun',
  body: z.object({ code: z.string().max(60) }),
  output: z.object({ id: z.uuid() }),
})

export const importEdition = operation({
  method: 'POST',
  path: '/editions/import',
  summary: 'Begin a questionnaire, or its next version, from a FHIR R4 Questionnaire (JSON, at most 2 MB); says what does not come along',
  login: 'staff',
  act: 'edition.write',
  audit: 'edition.begun',
  consumes: 'application/octet-stream',
  output: z.object({ id: z.uuid(), notCarried: NotCarried }),
})

export const saveEdition = operation({
  method: 'PUT',
  path: '/editions/:id',
  summary: 'Save the draft; refused where somebody else has saved since, or where another question keeps a code',
  login: 'staff',
  act: 'edition.write',
  audit: 'edition.saved',
  params: byId,
  body: z.object({ revision: z.int().min(1), questionnaire: Questionnaire, texts: QuestionnaireTexts }),
  // A whole questionnaire in four languages; ours have a fourteenth of it.
  bodyAtMost: 2_000_000,
  output: z.object({ revision: z.int() }),
})

export const discardEdition = operation({
  method: 'DELETE',
  path: '/editions/:id',
  summary: 'Throw a draft away, with its comments and try-outs',
  login: 'staff',
  act: 'edition.write',
  audit: 'edition.discarded',
  params: byId,
})

export const commentEdition = operation({
  method: 'POST',
  path: '/editions/:id/comments',
  summary: 'Comment on a draft, or on one question of it',
  login: 'staff',
  act: 'edition.comment',
  audit: 'edition.commented',
  params: byId,
  body: z.object({ item: z.string().max(80), words }),
})

export const resolveEditionComment = operation({
  method: 'POST',
  path: '/editions/:id/comments/:commentId/resolve',
  summary: 'Say that what a comment asks for is done, or that it is not after all',
  login: 'staff',
  act: 'edition.comment',
  audit: 'edition.commentResolved',
  params: z.object({ id: z.uuid(), commentId: z.uuid() }),
  body: z.object({ isResolved: z.boolean() }),
})

export const recordPilot = operation({
  method: 'POST',
  path: '/editions/:id/pilots',
  summary: 'Tell of a try-out: where, when, how many, what was found',
  login: 'staff',
  act: 'edition.write',
  audit: 'edition.pilotRecorded',
  params: byId,
  body: z
    .object({
      place: z.string().trim().min(1).max(300),
      from: z.iso.date(),
      to: z.iso.date(),
      respondents: z.int().min(1).max(100_000),
      found: words,
    })
    .refine(({ from, to }) => from <= to),
})

export const signOffPilot = operation({
  method: 'POST',
  path: '/editions/:id/pilots/:pilotId/sign-off',
  summary: 'Sign off, as another than who told of the try-out, that the draft as it stands has dealt with what was found',
  login: 'staff',
  act: 'edition.signOff',
  audit: 'edition.signedOff',
  params: z.object({ id: z.uuid(), pilotId: z.uuid() }),
  body: z.object({ words, revision: z.int().min(1) }),
})

export const publishEdition = operation({
  method: 'POST',
  path: '/editions/:id/publish',
  summary: 'Publish the next version; surveys that ask an earlier one still do',
  login: 'staff',
  act: 'edition.write',
  audit: 'edition.published',
  params: byId,
  body: z.object({ revision: z.int().min(1) }),
  output: z.object({ code: z.string(), version: z.string() }),
})
