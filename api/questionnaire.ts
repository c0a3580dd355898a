/** What is asked. */
import { z } from 'zod'
import { Questionnaire, QuestionnaireTexts } from '#domain/questionnaire/questionnaire-schema.ts'
import { operation } from './operation.ts'

export const listQuestionnaires = operation({
  method: 'GET',
  path: '/questionnaires',
  summary: 'Published questionnaires',
  login: 'staff',
  act: 'questionnaire.read',
  audit: null,
  output: z.array(
    z.object({
      code: z.string(),
      version: z.string(),
      title: z.object({ da: z.string(), en: z.string() }),
      /** Who answers; with the grades it says the module (`domain/questionnaire/module.ts`). */
      respondent: z.enum(['pupil', 'parent', 'youngPerson']),
      grades: z.array(z.int()),
      items: z.int(),
      themes: z.int(),
      /** Estimated minutes to answer. */
      minutes: z.int(),
      /** Put together by the municipality itself, and what it calls it. */
      composition: z.object({ id: z.uuid(), name: z.string() }).nullable(),
      /** Its words hold when a health professional reads the answers. */
      mayBeAskedByName: z.boolean(),
      /** There is no later version of it: what is planned from now on asks this. */
      isNewest: z.boolean(),
      languages: z.array(z.enum(['da', 'en', 'ar', 'uk'])),
    }),
  ),
})

export const getQuestionnaire = operation({
  method: 'GET',
  path: '/questionnaires/:code/:version',
  summary: 'One published questionnaire with its wording',
  login: 'staff',
  act: 'questionnaire.read',
  audit: null,
  params: z.object({ code: z.string(), version: z.string() }),
  output: z.object({
    questionnaire: Questionnaire,
    texts: QuestionnaireTexts,
  }),
})

/** What does not come along when a questionnaire moves: `at` names the item or the place, `what` is a key of the texts. */
export const NotCarried = z.array(z.object({ at: z.string(), what: z.string(), found: z.string() }))

export const exportQuestionnaire = operation({
  method: 'GET',
  path: '/questionnaires/:code/:version/fhir',
  summary: 'One published questionnaire as a FHIR R4 Questionnaire, and what only our own extensions in it tell',
  login: 'staff',
  act: 'questionnaire.read',
  audit: null,
  params: z.object({ code: z.string().max(60), version: z.string().max(20) }),
  output: z.object({ resource: z.record(z.string(), z.unknown()), notCarried: NotCarried }),
})

export const getPublished = operation({
  method: 'GET',
  path: '/published/:municipalityId/:code/:version',
  summary: 'A published questionnaire as respondents of a municipality meet it',
  login: 'statistics',
  act: 'public',
  audit: null,
  params: z.object({ municipalityId: z.coerce.number().int().min(0).max(899), code: z.string().max(60), version: z.string().max(20) }),
  output: z.object({
    questionnaire: Questionnaire,
    texts: QuestionnaireTexts,
  }),
  isFrozen: true,
})
