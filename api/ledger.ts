/** The publication ledger as the data protection officer sees it: what has left, to whom and when, never a figure. */
import { z } from 'zod'
import { forms } from '#domain/disclosure/publication.ts'
import { operation } from './operation.ts'
import { UnitName } from './report.ts'

/** A survey's id; of region and country the questionnaire, its edition and the school year. */
const wave = z
  .string()
  .max(120)
  .regex(/^[\w. -]+$/)

const Publication = z
  .object({
    /** Goes on from here: the `before` of the next page. */
    mark: z.string(),
    at: z.iso.datetime(),
    /** A role; `municipalities` for what is released to others; `public`. */
    audience: z.string(),
    form: z.enum(forms),
    title: z.string(),
    /** Of region and country, whose waves have no title of their own. */
    schoolYear: z.int().nullable(),
    unit: UnitName,
    /** Of a class or a year group. */
    institution: z.string().nullable(),
    /** The unit without the part it was compared with: "the rest of the school". */
    isRest: z.boolean(),
    isSplit: z.boolean(),
  })
  .meta({ id: 'Publication' })

export const listPublications = operation({
  method: 'GET',
  path: '/publications',
  summary: 'What has been shown of which group, to which role and in what form, newest first, 50 at a time; without the figures',
  login: 'staff',
  act: 'ledger.read',
  audit: 'ledger.read',
  purpose: 'oversight',
  query: z.object({
    audience: z
      .string()
      .max(40)
      .regex(/^[a-zA-Z]+$/)
      .optional(),
    form: z.enum(forms).optional(),
    wave: wave.optional(),
    before: z
      .string()
      .max(200)
      .regex(/^\d{1,16}-[0-9a-f]{2,64}-[a-zA-Z]{1,40}-[a-z]{1,20}$/)
      .optional(),
    language: z.enum(['da', 'en']).default('da'),
  }),
  output: z.object({
    publications: z.array(Publication),
    hasMore: z.boolean(),
    /** What there is at all, for the filter. */
    audiences: z.array(z.string()),
    waves: z.array(z.object({ wave, title: z.string(), schoolYear: z.int().nullable() })),
  }),
})
