/** The schema beside `colour-rules.ts`. */
import { z } from 'zod'

const code = z.string().regex(/^[a-z0-9-]+$/)
const version = z.string().regex(/^\d+\.\d+$/)

export const ColourRules = z.object({
  format: z.literal(1),
  questionnaire: z.object({ code, version }),
  version,
  rules: z.record(code, z.record(code, z.enum(['green', 'yellow', 'red']))),
})
