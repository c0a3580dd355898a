/** What can be asked about one child by validated forms: the instruments, their words' packs, norms and limits. */
import { z } from 'zod'
import { respondentLanguages } from '#domain/text/text.ts'
import { operation } from './operation.ts'

const name = z.object({ da: z.string(), en: z.string() })

/** What an installation can do with an instrument today, as to its words. */
export const wordStates = ['ready', 'expiring', 'expired', 'not-yet-valid', 'altered', 'missing'] as const

export const InstrumentCard = z
  .object({
    code: z.string(),
    edition: z.string(),
    name,
    isValidated: z.boolean(),
    /** `ready` and `expiring`: something new may begin with it. */
    state: z.enum(wordStates),
    licence: z.object({ text: z.enum(['free', 'afterConfirmation', 'licensed', 'own']), holder: z.string(), condition: z.string() }),
    /** Empty where an answer may need somebody at once: nothing begins with it. */
    mayBeAskedIn: z.array(z.enum(['statistics', 'health', 'assessment'])),
    /** What it measures: names of its scales and of what is reckoned from them. */
    measures: z.array(name),
    items: z.int(),
    versions: z.array(
      z.object({
        code: z.string(),
        informant: z.enum(['parent', 'teacher', 'self', 'professional']),
        ages: z.object({ from: z.int(), to: z.int(), in: z.enum(['years', 'months']) }),
        /** ISO 8601 duration that an answer looks back. */
        recall: z.string(),
        /** Languages it may be asked in today. */
        languages: z.array(z.enum(respondentLanguages)),
      }),
    ),
    /** Those that are loaded. */
    packs: z.array(
      z.object({
        language: z.string(),
        versions: z.array(z.string()),
        state: z.enum(['ready', 'expiring', 'expired', 'not-yet-valid', 'altered']),
        expiresOn: z.iso.date().nullable(),
        /** 0 on its last day, below 0 after it; null when it has no end. */
        daysLeft: z.int().nullable(),
        holder: z.string(),
        number: z.string().nullable(),
        licensedTo: z.string(),
        notice: z.string(),
      }),
    ),
    norms: z.array(
      z.object({
        bands: name,
        norm: name,
        country: z.string(),
        /** How many of its tables a person has held against the publication. */
        verified: z.int(),
        tables: z.int(),
        sources: z.array(z.string()),
      }),
    ),
    /** What is known to be uncertain or often done wrong, as its file says it, in English; each a paragraph. */
    limits: z.array(z.string()),
  })
  .meta({ id: 'InstrumentCard' })
export type InstrumentCard = z.infer<typeof InstrumentCard>

export const listInstruments = operation({
  method: 'GET',
  path: '/instruments',
  summary: 'Every instrument with its terms, its packs, its norms and their limits; and which is suggested first',
  login: 'staff',
  act: 'instrument.read',
  audit: null,
  output: z.object({
    instruments: z.array(InstrumentCard),
    /** The municipality's own choice of what a PLUS case is opened with first; null when it has not said. */
    suggested: z.string().nullable(),
  }),
})

export const suggestInstrument = operation({
  method: 'PUT',
  path: '/instruments/suggested',
  summary: 'Say which instrument is suggested first when a PLUS case is opened',
  login: 'staff',
  act: 'instrument.suggest',
  audit: 'instrument.suggested',
  body: z.object({ instrument: z.string().max(40) }),
})
