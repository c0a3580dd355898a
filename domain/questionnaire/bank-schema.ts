/** The schema beside `bank.ts`: what is kept of an item of the bank, and what comes over the wire. */
import { z } from 'zod'
import { respondents } from './bank.ts'
import { Item } from './questionnaire-schema.ts'

/** Longer than any question may be; what is too long is a finding, not a refusal. */
const words = z.string().max(2000)

export const BankText = z.object({
  question: words,
  help: words,
  why: words,
  use: words,
  unit: words,
  options: z.record(z.string().max(60), words),
  finding: words,
})

export const BankTexts = z.object({ da: BankText, en: BankText, ar: BankText, uk: BankText }).meta({ id: 'BankTexts' })

export const BankContent = z
  .object({
    respondents: z.array(z.enum(respondents)).min(1),
    grades: z.array(z.int().min(0).max(10)).max(11),
    item: Item.omit({ showIf: true, grid: true, instrument: true }),
    texts: BankTexts,
  })
  .meta({ id: 'BankContent' })

const Translation = z.object({
  from: z.record(z.string(), z.string()),
  writtenBy: z.uuid().nullable(),
  check: z.object({ byId: z.uuid(), at: z.string(), note: z.string() }).nullable(),
})

export const Translations = z.object({
  en: Translation.exactOptional(),
  ar: Translation.exactOptional(),
  uk: Translation.exactOptional(),
})
