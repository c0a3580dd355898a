/** What a municipality tells everybody who is asked anything: how its data protection officer is reached, and the letter. */
import { z } from 'zod'
import { respondentLanguages } from '#domain/text/text.ts'
import { operation } from './operation.ts'

/** One of the two at least (GDPR art. 13(1)(b)). */
export const Information = z
  .object({
    officerEmail: z.email().max(200).nullable(),
    officerPhone: z
      .string()
      .regex(/^[+\d][\d ]{5,19}$/)
      .nullable(),
  })
  .meta({ id: 'Information' })
export type Information = z.infer<typeof Information>

export const getInformation = operation({
  method: 'GET',
  path: '/information',
  summary: 'How the data protection officer is reached, as families read it; null where nobody has written it',
  login: 'staff',
  act: 'information.read',
  audit: null,
  output: Information.nullable(),
})

export const saveInformation = operation({
  method: 'PUT',
  path: '/information',
  summary: 'Say how the data protection officer is reached; it stands on every survey’s page at once',
  login: 'staff',
  act: 'information.write',
  audit: 'information.saved',
  body: Information,
})

export const getInformationLetter = operation({
  method: 'GET',
  path: '/surveys/:id/information-letter',
  summary: '“Om dine svar” as a letter to hand out: for grown-ups, and for pupils where pupils answer; names nobody',
  login: 'staff',
  act: 'information.print',
  audit: null,
  params: z.object({ id: z.uuid() }),
  query: z.object({ language: z.enum(respondentLanguages).default('da') }),
  produces: 'application/pdf',
})
