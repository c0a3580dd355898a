/** The schemas beside `instrument.ts`, for files: unknown keys are faults, for a misspelt rule would be no rule. */
import { z } from 'zod'
import { respondentLanguages } from '../text/text.ts'

const code = z.string().regex(/^[a-z0-9-]+$/)
/** Of a score, a band or a band system: they are keys in what the command line prints. */
const key = z.string().regex(/^[a-z][a-zA-Z0-9]*$/)
const language = z.enum(respondentLanguages)
const name = z.strictObject({ da: z.string().min(1), en: z.string().min(1) })
const span = z.strictObject({ from: z.int(), to: z.int() })
const informant = z.enum(['parent', 'teacher', 'self'])
const high = z.enum(['difficulty', 'strength'])
const source = z.string().min(10)

const Version = z.strictObject({
  code,
  informant,
  ages: span,
  family: code,
  recall: z.string().regex(/^P\d+[DWMY]$/),
})

const Scale = z.strictObject({
  code: key,
  name,
  high,
  items: z.array(code).min(1),
  reversed: z.array(code),
  combine: z.enum(['sum', 'mean']),
  times: z.int().min(1),
  minimumAnswered: z.int().min(1),
})

const ImpactForm = z.strictObject({ asked: z.array(code).min(1), scored: z.array(code).min(1) })

const Impact = z.strictObject({
  code: key,
  name,
  gate: code,
  closed: z.int().min(0),
  recode: z.array(z.int().min(0)).min(2),
  forms: z.strictObject({ parent: ImpactForm.exactOptional(), teacher: ImpactForm.exactOptional(), self: ImpactForm.exactOptional() }),
})

const BandSystem = z.strictObject({
  code: key,
  name,
  bands: z.array(z.strictObject({ code: z.union([key, z.int()]), name })).min(2),
  of: z.array(key).min(1),
  tables: z.array(
    z.strictObject({
      version: code,
      source,
      verified: z.boolean(),
      spans: z.record(key, z.array(z.tuple([z.int(), z.int()]))),
    }),
  ),
})

const Reliability = z.strictObject({
  family: code,
  informant,
  score: key,
  kind: z.enum(['internalConsistency', 'retest']),
  standardDeviation: z.number().positive(),
  coefficient: z.number().min(0).max(1),
  source,
  verified: z.boolean(),
})

export const Instrument = z
  .strictObject({
    format: z.literal(1),
    code,
    edition: z.string().regex(/^\d+\.\d+$/),
    name,
    isValidated: z.boolean(),
    versions: z.array(Version).min(1),
    answers: span,
    items: z.array(code).min(1),
    scales: z.array(Scale).min(1),
    derived: z.array(z.strictObject({ code: key, name, high, of: z.array(key).min(2) })),
    impact: Impact.exactOptional(),
    bandSystems: z.array(BandSystem),
    reliability: z.array(Reliability),
  })
  .meta({ id: 'Instrument' })

const words = z.string().min(1)

export const InstrumentText = z
  .strictObject({
    format: z.literal(1),
    instrument: code,
    version: code,
    language,
    title: words,
    intro: words,
    why: words,
    themes: z.strictObject({ items: words, impact: words.optional() }),
    options: z.array(words).min(2),
    items: z.record(code, z.strictObject({ question: words, help: words.optional(), options: z.array(words).min(2).optional() })),
  })
  .meta({ id: 'InstrumentText' })

/** A worked example: answers as digits in order, "-" for one that is missing, and what they amount to. */
const InstrumentExample = z
  .strictObject({
    name: words,
    /** What it shows; `cases` names those of the six that it is. */
    shows: words,
    cases: z.array(z.enum(['full', 'reversed', 'missing-but-scorable', 'missing-too-much', 'lowest', 'highest'])),
    version: code,
    answers: z.string().regex(/^[0-9-]+$/),
    impact: z
      .string()
      .regex(/^[0-9-]\/[0-9-]+$/)
      .optional(),
    answered: z.int().min(0),
    scores: z.record(key, z.number().nullable()),
    bands: z.record(key, z.record(key, z.union([z.string(), z.int()]).nullable())),
  })
  .meta({ id: 'InstrumentExample' })

/** A file of them; an instrument without examples does not load. */
export const InstrumentExamples = z.array(InstrumentExample).min(1)
