/** The schema beside `pack.ts`, for files: unknown keys are faults, for what is not understood may be a term that binds. */
import { z } from 'zod'
import { respondentLanguages } from '../text/text.ts'
import { InstrumentText } from './instrument-schema.ts'

const code = z.string().regex(/^[a-z0-9-]+$/)
const words = z.string().min(1)
const day = z.iso.date()
const sha256 = z.string().regex(/^[0-9a-f]{64}$/)

export const Licence = z
  .strictObject({
    holder: words,
    number: words.nullable(),
    licensedTo: words,
    installations: z.array(z.url()),
    municipalities: z.array(z.int().min(1).max(999)),
    notice: words,
  })
  .meta({ id: 'Licence' })

const Recording = z.strictObject({
  version: code,
  item: code,
  mediaType: z.string().regex(/^audio\/[a-z0-9.+-]+$/),
  sha256,
  file: z
    .string()
    .regex(/^[^/\\]+$/)
    .exactOptional(),
  data: z.base64().exactOptional(),
})

export const Pack = z
  .strictObject({
    format: z.literal(1),
    instrument: code,
    edition: z.string().regex(/^\d+\.\d+$/),
    language: z.enum(respondentLanguages),
    texts: z.array(InstrumentText).min(1),
    order: z.record(code, z.array(code).min(1)),
    licence: Licence,
    issuedOn: day,
    validFrom: day,
    expiresOn: day.nullable(),
    recordings: z.array(Recording).exactOptional(),
    checksum: sha256,
  })
  .meta({
    id: 'InstrumentPack',
    description: 'The words of an instrument in one language, from whoever owns them, on terms and for a time.',
  })

/** What a pack is sealed from, beside its texts: the terms and the days. */
export const PackTerms = z
  .strictObject({ licence: Licence, issuedOn: day, validFrom: day, expiresOn: day.nullable() })
  .meta({ id: 'InstrumentPackTerms' })
