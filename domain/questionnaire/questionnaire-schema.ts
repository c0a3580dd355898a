/** The schema beside `questionnaire.ts`. It stands apart so that the answering page ships no zod. */
import { z } from 'zod'
import type * as plain from './questionnaire.ts'

const code = z.string().regex(/^[a-z0-9-]+$/)

export const Condition: z.ZodType<plain.Condition> = z
  .lazy(() =>
    z.discriminatedUnion('op', [
      z.object({ op: z.literal('answered'), item: code }),
      z.object({ op: z.literal('equals'), item: code, option: code }),
      z.object({ op: z.literal('atLeast'), item: code, option: code }),
      z.object({ op: z.literal('includes'), item: code, option: code }),
      z.object({ op: z.enum(['and', 'or']), all: z.array(Condition) }),
      z.object({ op: z.literal('not'), condition: Condition }),
    ]),
  )
  .meta({ id: 'Condition' })

const Item = z.object({
  code,
  theme: code,
  kind: z.enum(['single', 'multiple', 'ladder', 'faces']),
  options: z.array(code).min(2).max(15),
  questionClass: z.enum(['open', 'sensitive', 'highlySensitive']),
  sensitiveOptions: z.array(code),
  favourable: z.array(code),
  isCore: z.boolean(),
  isTeachingEnvironment: z.boolean(),
  showIf: Condition.optional(),
})

export const Questionnaire = z
  .object({
    format: z.literal(1),
    code,
    version: z.string().regex(/^\d+\.\d+$/),
    respondent: z.enum(['pupil', 'parent', 'youngPerson']),
    grades: z.array(z.int().min(0).max(10)),
    themes: z.array(code).min(1),
    items: z.array(Item).min(1).max(500),
  })
  .meta({ id: 'Questionnaire' })

const ItemText = z.object({
  question: z.string().min(1),
  help: z.string().min(1).optional(),
  why: z.string().min(1),
  options: z.record(z.string(), z.string().min(1)),
  finding: z.string(),
})

export const QuestionnaireText = z
  .object({
    title: z.string().min(1),
    intro: z.string().min(1),
    themes: z.record(z.string(), z.string().min(1)),
    items: z.record(z.string(), ItemText),
  })
  .meta({ id: 'QuestionnaireText' })
