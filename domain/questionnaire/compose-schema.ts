/** The schema beside `compose.ts`: what is kept of a choice, and what comes over the wire. */
import { z } from 'zod'

const codes = z.array(z.string().max(80)).max(200)

/** Item codes; those added in the order in which they are asked within their theme. Instruments are asked whole. */
export const Choice = z
  .object({
    leftOut: codes,
    added: codes,
    instruments: z
      .array(z.object({ code: z.string().max(80), version: z.string().max(80) }))
      .max(10)
      .exactOptional(),
  })
  .meta({ id: 'Choice' })
