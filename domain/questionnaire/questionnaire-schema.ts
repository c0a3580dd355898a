/** The schema beside `questionnaire.ts`. It stands apart so that the answering page ships no zod. */
import { z } from 'zod'
import * as plain from './questionnaire.ts'

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

export const Item = z.object({
  code,
  theme: code,
  kind: z.enum(plain.itemKinds),
  options: z.array(code).max(15),
  measure: z.object({ from: z.int(), to: z.int(), step: z.int().min(1), starts: z.array(z.int()).min(1).max(15) }).exactOptional(),
  grid: code.exactOptional(),
  pictogram: code.exactOptional(),
  instrument: z.object({ code, version: code }).exactOptional(),
  replaces: code.exactOptional(),
  questionClass: z.enum(['open', 'sensitive', 'highlySensitive']),
  sensitiveOptions: z.array(code),
  favourable: z.array(code),
  isCore: z.boolean(),
  isTeachingEnvironment: z.boolean(),
  showIf: Condition.exactOptional(),
})

export const Questionnaire = z
  .object({
    format: z.literal(1),
    code,
    version: z.string().regex(/^\d+\.\d+(\.\d+)?$/),
    respondent: z.enum(['pupil', 'parent', 'youngPerson']),
    tracks: z
      .array(z.enum(['statistics', 'health']))
      .min(1)
      .exactOptional(),
    grades: z.array(z.int().min(0).max(10)),
    themes: z.array(code).min(1),
    items: z.array(Item).min(1).max(500),
    indices: z
      .array(z.object({ code, theme: code, items: z.array(code).min(2).max(20) }))
      .max(20)
      .exactOptional(),
  })
  .meta({ id: 'Questionnaire' })

export const ItemText = z.object({
  question: z.string().min(1),
  help: z.string().min(1).exactOptional(),
  why: z.string().min(1),
  use: z.string().min(1).exactOptional(),
  unit: z.string().min(1).exactOptional(),
  options: z.record(z.string(), z.string().min(1)),
  finding: z.string(),
})

export const QuestionnaireText = z
  .object({
    title: z.string().min(1),
    intro: z.string().min(1),
    themes: z.record(z.string(), z.string().min(1)),
    grids: z.record(z.string(), z.string().min(1)).exactOptional(),
    items: z.record(z.string(), ItemText),
    indices: z.record(z.string(), z.string().min(1)).exactOptional(),
    notice: z.string().min(1).exactOptional(),
  })
  .meta({ id: 'QuestionnaireText' })

export const QuestionnaireTexts = z
  .object({ da: QuestionnaireText, en: QuestionnaireText, ar: QuestionnaireText.exactOptional(), uk: QuestionnaireText.exactOptional() })
  .meta({ id: 'QuestionnaireTexts' })

/** Whatever languages there are. */
export const WordsThereAre = QuestionnaireTexts.partial().meta({ id: 'WordsThereAre' })
