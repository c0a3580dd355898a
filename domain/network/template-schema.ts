/** The template archive: letters, agendas and plans that a municipality adapts. Content, in content/templates. */
import { z } from 'zod'
import { templateKinds } from './template-kinds.ts'

const TemplateText = z.object({
  title: z.string().min(1),
  /** When it is used, in a sentence. */
  purpose: z.string().min(1),
  /** Plain text; an empty line parts paragraphs, a line that begins with "- " is a point. `[…]` is for the municipality to fill in. */
  body: z.array(z.string()).min(1),
})

export const Template = z
  .object({
    format: z.literal(1),
    code: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/),
    kind: z.enum(templateKinds),
    /** Which module it is for; `all` for every one. */
    module: z.enum(['all', 'earlyChildhood', 'school', 'youth', 'plus']),
    texts: z.object({ da: TemplateText, en: TemplateText }),
  })
  .meta({ id: 'Template' })
export type Template = z.infer<typeof Template>
