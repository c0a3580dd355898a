/** The schema beside `sheet.ts`. It also holds drafts: words may be missing, which `faultsOf` tells of. */
import { z } from 'zod'
import { themes } from '../questionnaire/themes.ts'
import {
  costs,
  evidences,
  informants,
  levels,
  materialLanguages,
  oldest,
  settings,
  type Sheet as PlainSheet,
  sheetKinds,
  targets,
  youngest,
} from './sheet.ts'

const line = z.string().trim().max(200)
const paragraph = z.string().trim().max(2000)
const age = z.int().min(youngest).max(oldest)

export const SheetText = z
  .object({
    title: z.string().trim().max(100),
    provider: line,
    summary: z.string().trim().max(300),
    aim: paragraph,
    activities: paragraph,
    duration: line,
    staffTime: line,
    training: line,
    cost: line,
    materials: line,
    evidence: paragraph,
    family: paragraph,
  })
  .meta({ id: 'SheetText' })

export const Sheet = z
  .object({
    kind: z.enum(sheetKinds),
    isExample: z.boolean(),
    themes: z.array(z.enum(themes)).max(6).readonly(),
    ages: z.object({ from: age, to: age }),
    informants: z.array(z.enum(informants)).max(informants.length).readonly(),
    target: z.enum(targets),
    levels: z.array(z.enum(levels)).max(levels.length).readonly(),
    settings: z.array(z.enum(settings)).max(settings.length).readonly(),
    evidence: z.enum(evidences),
    cost: z.enum(costs),
    languages: z.array(z.enum(materialLanguages)).max(materialLanguages.length).readonly(),
    link: z.string().trim().max(300),
    contact: z.string().trim().max(120),
    reviewedOn: z.iso.date(),
    texts: z.object({ da: SheetText, en: SheetText }),
  })
  .meta({ id: 'Sheet' }) satisfies z.ZodType<PlainSheet>
