import { z } from 'zod'
import { AssessmentWords } from './environment-schema.ts'

const both = z.object({ da: z.string(), en: z.string() })

/** An assessment as it was published: everything it says, so that it never changes with what it was made of. */
export const EnvironmentPublication = z
  .object({
    municipality: z.string(),
    institution: z.string(),
    kind: z.string().nullable(),
    survey: z.string(),
    schoolYear: z.int(),
    opensOn: z.iso.date(),
    closesOn: z.iso.date(),
    invited: z.int(),
    answered: z.int(),
    publishedOn: z.iso.date(),
    version: z.int(),
    words: AssessmentWords,
    themes: z.array(
      z.object({
        theme: z.string(),
        name: both,
        figures: z.array(
          z.object({ item: z.string(), question: both, finding: both, n: z.int(), percent: z.number(), low: z.number(), high: z.number() }),
        ),
        /** Questions with no figure to show. */
        hidden: z.int(),
      }),
    ),
    plans: z.array(z.object({ title: z.string(), aim: z.string(), owner: z.string(), startsOn: z.iso.date(), dueOn: z.iso.date() })),
    followUpOn: z.iso.date(),
    nextOn: z.iso.date(),
  })
  .meta({ id: 'EnvironmentPublication' })
export type EnvironmentPublication = z.infer<typeof EnvironmentPublication>
