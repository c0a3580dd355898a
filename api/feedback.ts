/** "I sagde – vi gjorde": a class or an institution is told what came of its answers. */
import { z } from 'zod'
import { feedbackStates, mostFindings, mostWords } from '#domain/report/use/feedback.ts'
import { operation } from './operation.ts'
import { unitKey, UnitName } from './report.ts'

const Said = z.object({ item: z.string(), da: z.string(), en: z.string() })

export const Feedback = z
  .object({
    id: z.uuid(),
    version: z.int(),
    state: z.enum(feedbackStates),
    /** What they said, in the report's own sentences as they stood. */
    findings: z.array(Said),
    did: z.string(),
    next: z.string(),
    nextOn: z.iso.date().nullable(),
    publishedOn: z.iso.date().nullable(),
    /** Counts up at every saving of the draft. */
    revision: z.int(),
  })
  .meta({ id: 'Feedback' })
export type Feedback = z.infer<typeof Feedback>

const survey = z.object({ surveyId: z.uuid() })

/** Newest first. */
const Versions = z.object({ versions: z.array(Feedback) })

export const getFeedback = operation({
  method: 'GET',
  path: '/reports/:surveyId/feedback',
  summary: 'What a class or an institution has been told of its answers to a survey, every version',
  login: 'staff',
  act: 'feedback.write',
  audit: null,
  params: survey,
  query: z.object({ unit: unitKey }),
  output: Versions,
})

export const saveFeedback = operation({
  method: 'PUT',
  path: '/reports/:surveyId/feedback',
  summary:
    'Write or change the draft, unless another has saved since it was read; the sentences are taken from the report as pupils may see it',
  login: 'staff',
  act: 'feedback.write',
  audit: 'feedback.saved',
  isSitting: true,
  params: survey,
  body: z.object({
    unit: unitKey,
    items: z.array(z.string()).max(mostFindings),
    did: z.string().max(mostWords),
    next: z.string().max(mostWords),
    nextOn: z.iso.date().nullable(),
    /** The saving of the draft that was read; 0 where there was no draft. */
    revision: z.int().min(0),
  }),
  output: Versions,
})

export const publishFeedback = operation({
  method: 'POST',
  path: '/feedback/:id/publish',
  summary: 'Let the pupils and parents of the class or institution read the draft',
  login: 'staff',
  act: 'feedback.write',
  audit: 'feedback.published',
  params: z.object({ id: z.uuid() }),
  /** The saving that was read: what somebody has written since is published by nobody who has not seen it. */
  body: z.object({ revision: z.int().min(1) }),
  output: Versions,
})

export const withdrawFeedback = operation({
  method: 'POST',
  path: '/feedback/:id/withdraw',
  summary: 'Take what is published off the families’ page; it is kept',
  login: 'staff',
  act: 'feedback.write',
  audit: 'feedback.withdrawn',
  params: z.object({ id: z.uuid() }),
  output: Versions,
})

/** What is published to a family's own classes and institutions; it comes with the family's page. */
export const FamilyFeedback = Feedback.omit({ state: true, version: true, revision: true })
  .extend({
    title: z.string(),
    schoolYear: z.int(),
    unit: UnitName,
    institution: z.string(),
    /** Which of the reader's children it is told to. */
    pupilIds: z.array(z.uuid()),
  })
  .meta({ id: 'FamilyFeedback' })
export type FamilyFeedback = z.infer<typeof FamilyFeedback>
