/** The schemas beside `instrument.ts`, for files: unknown keys are faults, for a misspelt rule would be no rule. */
import { z } from 'zod'
import { respondentLanguages } from '../text/text.ts'

const code = z.string().regex(/^[a-z0-9-]+$/)
/** Of a score, a band or a band system: they are keys in what the command line prints. */
const key = z.string().regex(/^[a-z][a-zA-Z0-9]*$/)
const language = z.enum(respondentLanguages)
const name = z.strictObject({ da: z.string().min(1), en: z.string().min(1) })
const span = z.strictObject({ from: z.int(), to: z.int() })
const ages = z.strictObject({ from: z.int().min(0), to: z.int().min(0), in: z.literal('months').exactOptional() })
const answers = z.strictObject({
  from: z.int().min(0),
  to: z.int().min(0).max(254),
  step: z.int().min(1).exactOptional(),
  printed: z.literal('highestFirst').exactOptional(),
})
const informant = z.enum(['parent', 'teacher', 'self', 'professional'])
const high = z.enum(['difficulty', 'strength'])
const source = z.string().min(10)
const edition = z.string().regex(/^\d+\.\d+$/)

const Licence = z.strictObject({
  text: z.enum(['free', 'afterConfirmation', 'licensed', 'own']),
  holder: z.string().min(1),
  condition: z.string().min(10),
})

const ImpactForm = z.strictObject({ asked: z.array(code).min(1), scored: z.array(code).min(1) })

const Version = z.strictObject({
  code,
  informant,
  ages,
  family: code,
  recall: z.string().regex(/^P\d+[DWMY]$/),
  items: z.array(code).min(1).exactOptional(),
  answers: answers.exactOptional(),
  impact: ImpactForm.exactOptional(),
})

const Missing = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('all') }),
  z.strictObject({ rule: z.literal('half') }),
  z.strictObject({ rule: z.literal('atLeast'), answered: z.int().min(1) }),
  z.strictObject({ rule: z.literal('atMost'), missing: z.int().min(1) }),
  z.strictObject({
    rule: z.literal('nearCutOff'),
    answered: z.int().min(1),
    missing: z.int().min(1),
    within: z.number().min(0),
    bandSystem: key,
  }),
])

const Scale = z.strictObject({
  code: key,
  name,
  high,
  items: z.array(code).min(1),
  reversed: z.array(code),
  adds: z.array(code).min(1).exactOptional(),
  isPart: z.literal(true).exactOptional(),
  combine: z.enum(['sum', 'mean', 'count']),
  countFrom: z.int().exactOptional(),
  times: z.int().min(1),
  missing: Missing,
})

const Norm = z.strictObject({ name, country: z.string().regex(/^([A-Z]{2}|none)$/), licence: z.string().min(1) })

const tableFor = {
  version: code,
  sex: z.enum(['girl', 'boy']).exactOptional(),
  ages: ages.exactOptional(),
  grades: span.exactOptional(),
  source,
  verified: z.boolean(),
}

const Converted = z.strictObject({
  code: key,
  name,
  high,
  of: key,
  norm: Norm,
  gradeIsAgeLess: z.int().exactOptional(),
  tables: z.array(z.strictObject({ ...tableFor, values: z.array(z.tuple([z.number(), z.number()])).min(1) })),
})

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
  norm: Norm,
  bands: z.array(z.strictObject({ code: z.union([key, z.int()]), name })).min(2),
  of: z.array(key).min(1),
  gradeIsAgeLess: z.int().exactOptional(),
  tables: z.array(
    z.strictObject({
      ...tableFor,
      spans: z.record(key, z.array(z.tuple([z.number(), z.number()]))),
      border: z.enum(['below', 'above']).exactOptional(),
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
    $schema: z.string().exactOptional(),
    format: z.literal(1),
    code,
    edition,
    scoringVersion: edition,
    normVersion: edition,
    name,
    isValidated: z.boolean(),
    licence: Licence,
    mayBeAskedIn: z.array(z.enum(['statistics', 'health', 'assessment'])).min(1),
    versions: z.array(Version).min(1),
    answers,
    items: z.array(code).min(1),
    itemAnswers: z.record(code, answers).exactOptional(),
    unscored: z.array(code).min(1).exactOptional(),
    scales: z.array(Scale).min(1),
    derived: z.array(z.strictObject({ code: key, name, high, of: z.array(key).min(2) })),
    converted: z.array(Converted),
    impact: Impact.exactOptional(),
    bandSystems: z.array(BandSystem),
    alerts: z.array(z.strictObject({ code, item: code, atLeast: z.int().min(1) })),
    reliability: z.array(Reliability),
    relevantChanges: z.array(z.strictObject({ score: key, points: z.number().positive(), source, verified: z.boolean() })),
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
    answers: z.string().regex(/^[0-9 -]+$/),
    /** Whom the answers are about, where bands or conversions depend on it. */
    about: z.strictObject({ sex: z.enum(['girl', 'boy']).exactOptional(), ageInMonths: z.int().min(0).exactOptional() }).exactOptional(),
    impact: z
      .string()
      .regex(/^[0-9-]\/[0-9-]+$/)
      .optional(),
    answered: z.int().min(0),
    scores: z.record(key, z.number().nullable()),
    bands: z.record(key, z.record(key, z.union([z.string(), z.int()]).nullable())),
    alerts: z.array(code).exactOptional(),
  })
  .meta({ id: 'InstrumentExample' })

/** A file of them; an instrument without examples does not load. */
export const InstrumentExamples = z.array(InstrumentExample).min(1)
