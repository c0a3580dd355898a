import { z } from 'zod'

const words = z.string().trim().max(4_000)

/** What a leader writes: theme by theme what goes well and what must change, and how the pupils had their part in it. */
export const AssessmentWords = z
  .object({
    summary: words,
    themes: z.array(z.object({ theme: z.string().max(60), well: words, change: words })).max(40),
    /** How the pupils' own representatives (UMR), or the parents' council, took part. */
    involved: words,
    /** How it is seen that the plan is followed. */
    followUp: words,
  })
  .meta({ id: 'AssessmentWords' })
export type AssessmentWords = z.infer<typeof AssessmentWords>
