/** A municipality puts its own version of a questionnaire together: what it leaves out, what it adds. */
import { z } from 'zod'
import { Choice } from '#domain/questionnaire/compose-schema.ts'
import { itemKinds } from '#domain/questionnaire/questionnaire.ts'
import { Item, ItemText } from '#domain/questionnaire/questionnaire-schema.ts'
import { respondentLanguages } from '#domain/text/text.ts'
import { operation } from './operation.ts'

const name = z.string().trim().min(1).max(120)

const card = {
  id: z.uuid(),
  code: z.string(),
  /** The association's version it is made of. */
  baseVersion: z.string(),
  title: z.object({ da: z.string(), en: z.string() }),
  /** What the municipality calls it. */
  name: z.string(),
  state: z.enum(['draft', 'published']),
  /** The version it was published as; null for a draft. */
  version: z.string().nullable(),
  leftOut: z.int(),
  added: z.int(),
  changedAt: z.iso.datetime({ offset: true }),
}

export const Composition = z.object({ ...card, choice: Choice, revision: z.int() }).meta({ id: 'Composition' })
export type Composition = z.infer<typeof Composition>

/** A version of an instrument as it would be asked, in every language that a pack has. */
const InstrumentToAdd = z
  .object({
    code: z.string(),
    version: z.string(),
    name: z.object({ da: z.string(), en: z.string() }),
    isValidated: z.boolean(),
    /** What it measures: names of its scales and of what is reckoned from them. */
    measures: z.array(z.object({ da: z.string(), en: z.string() })),
    mayBeAskedIn: z.array(z.enum(['statistics', 'health', 'assessment'])),
    items: z.array(Item),
    texts: z.partialRecord(z.enum(respondentLanguages), z.record(z.string(), ItemText)),
    /** The line the owner wants shown where the words are. */
    notices: z.partialRecord(z.enum(respondentLanguages), z.string()),
  })
  .meta({ id: 'InstrumentToAdd' })

const byId = z.object({ id: z.uuid() })

export const listCompositions = operation({
  method: 'GET',
  path: '/compositions',
  summary: 'The municipality’s own versions of questionnaires, drafts first',
  login: 'staff',
  act: 'questionnaire.read',
  audit: null,
  output: z.array(z.object(card)),
})

export const getComposition = operation({
  method: 'GET',
  path: '/compositions/:id',
  summary: 'What is chosen in one version of one’s own',
  login: 'staff',
  act: 'questionnaire.compose',
  audit: null,
  params: byId,
  output: Composition.extend({
    /** What themes are called by language, for those that the base lacks. */
    themeNames: z.record(z.string(), z.record(z.string(), z.string())),
    /** Of a draft: the instruments that may be added whole today. */
    instruments: z.array(InstrumentToAdd),
  }),
})

export const draftComposition = operation({
  method: 'POST',
  path: '/compositions',
  summary: 'Begin a version of one’s own: of a questionnaire of the association, or as one that is published',
  login: 'staff',
  act: 'questionnaire.compose',
  audit: 'composition.begun',
  body: z.object({ code: z.string().max(60), version: z.string().max(20), name }),
  output: Composition,
})

export const saveComposition = operation({
  method: 'PUT',
  path: '/compositions/:id',
  summary: 'Save what is chosen; refused where somebody else has saved since it was read',
  login: 'staff',
  act: 'questionnaire.compose',
  audit: 'composition.saved',
  params: byId,
  body: z.object({ name, choice: Choice, revision: z.int().min(1) }),
  output: Composition,
})

export const discardComposition = operation({
  method: 'DELETE',
  path: '/compositions/:id',
  summary: 'Throw a draft away',
  login: 'staff',
  act: 'questionnaire.compose',
  audit: 'composition.discarded',
  params: byId,
})

export const publishComposition = operation({
  method: 'POST',
  path: '/compositions/:id/publish',
  summary: 'Freeze it as the next version <base>.<n>, which surveys may then ask',
  login: 'staff',
  act: 'questionnaire.compose',
  audit: 'composition.published',
  params: byId,
  body: z.object({ revision: z.int().min(1) }),
  output: z.object({ code: z.string(), version: z.string() }),
})

/** Everything a year group is asked in a school year, for the load and for what is asked twice. */
export const listAskedThisYear = operation({
  method: 'GET',
  path: '/asked-this-year',
  summary: 'Surveys of a school year with the questions they ask, for the load on each year group',
  login: 'staff',
  act: 'questionnaire.compose',
  audit: null,
  query: z.object({ schoolYear: z.coerce.number().int().min(2000).max(2100).optional() }),
  output: z.object({
    schoolYear: z.int(),
    surveys: z.array(
      z.object({
        surveyId: z.uuid(),
        title: z.string(),
        respondent: z.enum(['pupil', 'parent', 'youngPerson']),
        opensOn: z.iso.date(),
        closesOn: z.iso.date(),
        grades: z.array(z.int()),
        questionnaire: z.object({ code: z.string(), version: z.string() }),
        items: z.array(
          z.object({
            code: z.string(),
            theme: z.string(),
            kind: z.enum(itemKinds),
            grid: z.string().exactOptional(),
            replaces: z.string().exactOptional(),
            question: z.string(),
          }),
        ),
      }),
    ),
  }),
})
