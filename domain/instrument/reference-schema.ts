/** The schemas beside `bmi.ts`, `prediction.ts` and `added-value.ts`, for the files of `content/references/`. */
import { z } from 'zod'

const edition = z.string().regex(/^\d+\.\d+$/)
const name = z.strictObject({ da: z.string().min(1), en: z.string().min(1) })
const source = z.string().min(10)
const head = { format: z.literal(1), code: z.string().regex(/^[a-z0-9-]+$/), edition }
const lms = z.array(z.tuple([z.number(), z.number(), z.number(), z.number()])).min(2)
const curve = z.array(z.number())

export const BmiReference = z.strictObject({
  ...head,
  name,
  source,
  verified: z.boolean(),
  bmiAtAdultAge: z.array(z.number()).min(1),
  grades: z.array(z.strictObject({ code: z.string(), name })).min(2),
  curves: z.strictObject({ male: curve, female: curve }),
  lms: z.strictObject({ male: lms, female: lms }),
})

const limit = { score: z.int().min(0), impact: z.int().min(0).nullable() }
const each = <Shape extends z.ZodType>(one: Shape) => z.strictObject({ parent: one, teacher: one, self: one })
const sourced = { score: z.string(), source, verified: z.boolean() }
const two = z.strictObject({ ...sourced, possible: each(z.strictObject(limit)), probable: each(z.strictObject(limit)) })

export const PredictionRules = z.strictObject({
  ...head,
  instrument: z.string(),
  versions: z.record(z.string(), z.enum(['parent', 'teacher', 'self'])),
  impact: z.string(),
  hyperactivity: z.strictObject({
    ...sourced,
    steps: each(z.array(z.strictObject({ ...limit, level: z.union([z.literal(0), z.literal(1), z.literal(2)]) })).min(1)),
  }),
  conduct: two,
  emotional: two,
})

export const AddedValueRules = z.strictObject({
  ...head,
  instrument: z.string(),
  versions: z.array(z.string()).min(1),
  source,
  verified: z.boolean(),
  intercept: z.number(),
  first: z.record(z.string(), z.number()),
  later: z.string(),
  standardDeviation: z.number().positive(),
  uncertaintyOfOne: z.number().positive(),
  months: z.number().positive(),
})
