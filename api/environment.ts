/** The assessment of the environment of a school or daycare (UMV, børnemiljø). No text is about a child. */
import { z } from 'zod'
import { AssessmentWords } from '#domain/environment/environment-schema.ts'
import { environmentSteps } from '#domain/environment/environment.ts'
import { EnvironmentPublication } from '#domain/environment/publication-schema.ts'
import { operation } from './operation.ts'

const place = z.object({ surveyId: z.uuid(), institutionId: z.uuid() })

const kinds = ['school', 'daycare', 'youthEducation', 'healthService', 'youthService'] as const

export const EnvironmentRow = z
  .object({
    institutionId: z.uuid(),
    name: z.string(),
    kind: z.enum(kinds),
    hasDraft: z.boolean(),
    publishedOn: z.iso.date().nullable(),
    followUpOn: z.iso.date().nullable(),
    nextOn: z.iso.date().nullable(),
    isDue: z.object({ followUp: z.boolean(), next: z.boolean() }),
  })
  .meta({ id: 'EnvironmentRow' })
export type EnvironmentRow = z.infer<typeof EnvironmentRow>

export const listEnvironments = operation({
  method: 'GET',
  path: '/environments/:surveyId',
  summary: 'How far each institution of a survey is with its assessment',
  login: 'staff',
  act: 'environment.read',
  audit: null,
  params: z.object({ surveyId: z.uuid() }),
  output: z.array(EnvironmentRow),
})

const text = z.string().trim().max(4_000)
const dayOrNone = z.union([z.iso.date(), z.literal('')])

/** One field as whoever saves had read it, and as they leave it; a day that is not set is empty. */
export const EnvironmentChange = z
  .union([
    z.object({ field: z.enum(['summary', 'involved', 'followUp']), from: text, to: text }),
    z.object({ field: z.enum(['followUpOn', 'nextOn']), from: dayOrNone, to: dayOrNone }),
    z.object({
      /** `themes.<theme>.well` or `themes.<theme>.change`. */
      field: z.string().regex(/^themes\.[a-z0-9][a-z0-9-]{0,59}\.(well|change)$/),
      from: text,
      to: text,
    }),
  ])
  .meta({ id: 'EnvironmentChange' })

const written = {
  words: AssessmentWords,
  followUpOn: z.iso.date().nullable(),
  nextOn: z.iso.date().nullable(),
  /** Counts up at every saving, so that of two readings it is known which is the newer; 0 where nothing is written. */
  revision: z.int(),
}

export const Environment = z
  .object({
    surveyId: z.uuid(),
    institutionId: z.uuid(),
    name: z.string(),
    kind: z.enum(kinds),
    ...written,
    /** The last day that the next one may be due on. */
    latestNextOn: z.iso.date(),
    plans: z.array(
      z.object({ id: z.uuid(), title: z.string(), aim: z.string(), owner: z.string(), startsOn: z.iso.date(), dueOn: z.iso.date() }),
    ),
    done: z.array(z.enum(environmentSteps)),
    isDue: z.object({ followUp: z.boolean(), next: z.boolean() }),
    publications: z.array(z.object({ version: z.int(), publishedOn: z.iso.date(), isPublic: z.boolean() })),
    mayWrite: z.boolean(),
  })
  .meta({ id: 'Environment' })
export type Environment = z.infer<typeof Environment>

export const getEnvironment = operation({
  method: 'GET',
  path: '/environments/:surveyId/:institutionId',
  summary: 'An institution’s assessment as it is being written, with its plans and published versions',
  login: 'staff',
  act: 'environment.read',
  audit: null,
  params: place,
  output: Environment,
})

export const saveEnvironment = operation({
  method: 'PUT',
  path: '/environments/:surveyId/:institutionId',
  summary: 'Save fields of an assessment; refused where one has been given other words since it was read, and answered with all of it',
  login: 'staff',
  act: 'environment.write',
  audit: 'environment.saved',
  isSitting: true,
  params: place,
  body: z.object({ changes: z.array(EnvironmentChange).min(1).max(100) }),
  bodyAtMost: 512 * 1024,
  output: z.object(written),
})

export const publishEnvironment = operation({
  method: 'POST',
  path: '/environments/:surveyId/:institutionId/publish',
  summary: 'Publish the assessment, with the institution’s sealed figures of today; earlier versions are kept',
  login: 'staff',
  act: 'environment.publish',
  audit: 'environment.published',
  params: place,
  /** The saving that was read: what somebody has written since is published by nobody who has not seen it. */
  body: z.object({ revision: z.int().min(0) }),
  output: z.object({ version: z.int() }),
})

export const takeDownEnvironment = operation({
  method: 'POST',
  path: '/environments/:surveyId/:institutionId/take-down',
  summary: 'Take what is published down; the versions are kept',
  login: 'staff',
  act: 'environment.publish',
  audit: 'environment.takenDown',
  params: place,
})

const publicPlace = z.object({ municipalityId: z.coerce.number().int().min(1).max(999), institutionId: z.uuid() })

export const getPublishedEnvironment = operation({
  method: 'GET',
  path: '/published-environments/:municipalityId/:institutionId',
  summary: 'An institution’s published assessment, for everybody',
  login: 'staff',
  act: 'public',
  audit: null,
  params: publicPlace,
  output: EnvironmentPublication,
})

export const getPublishedEnvironmentPdf = operation({
  method: 'GET',
  path: '/published-environments/:municipalityId/:institutionId/pdf',
  summary: 'The same on paper',
  login: 'staff',
  act: 'public',
  audit: null,
  params: publicPlace,
  query: z.object({ language: z.enum(['da', 'en']).default('da') }),
  produces: 'application/pdf',
})
