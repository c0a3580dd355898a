import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { StartRefusal } from '#database/start-refusal.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import { Questionnaire } from '#domain/questionnaire/questionnaire-schema.ts'
import type { Questionnaire as Asked } from '#domain/questionnaire/questionnaire.ts'
import { knownRules } from '../attack/asked-questions.ts'
import { attackLedger, type QuestionAttack } from '../attack/attack-ledger.ts'
import { explainAll } from '../attack/explain.ts'
import { openSolver } from '../attack/highs.ts'
import { complain, progressBar, say } from '../log.ts'
import type { Verb } from './verb.ts'

const wrongUse = 2
const fewestInsiders = 2

const Figure = z.object({
  at: z.string(),
  audience: z.string(),
  wave: z.string(),
  unit: z.string(),
  within: z.array(z.string()),
  without: z.string().nullable(),
  split: z.enum(['all', 'female', 'male']),
  question: z.string(),
  category: z.string(),
  n: z.int().min(0),
})

const Line = z.union([Figure.extend({ count: z.int() }), Figure.extend({ low: z.int(), high: z.int() })])

const Roster = z.object({
  groups: z.array(
    z.object({
      unit: z.string(),
      sex: z.enum(['female', 'male']).nullable().default(null),
      arrived: z.string().nullable().default(null),
      answered: z.int().min(0),
    }),
  ),
})

export const attack: Verb = {
  summary: 'try what could be learnt of children from all figures that were ever shown, together',
  help: `boernungeliv attack --ledger <file> [--insiders 2] [--knows roster.json] [--questionnaire <file>]

  --ledger    what "boernungeliv ledger export" wrote: a line for every figure that was shown to anybody
  --insiders  how many respondents put together what they themselves answered; 2 unless told
  --knows     what somebody may know besides: {"groups": [{"unit": "class:<id>", "sex": "female", "arrived": "2026-11-03T09:00:00Z",
              "answered": 4}]}, how many of a class, of a sex, answered at a time; sex and arrived may be left out
  --questionnaire  questions that stand in none of the program's own questionnaires; may be given several times

Needs no database and sends nothing anywhere. Says per survey and question which groups below the threshold are given away, where
all gave the same sensitive answer, and which numbers are too narrow; units are named by their keys. Exit code 0 when nothing
could be learnt, 1 when something could, 2 when the command was not understood.`,
  async run(args) {
    const options = {
      ledger: { type: 'string' },
      insiders: { type: 'string' },
      knows: { type: 'string' },
      questionnaire: { type: 'string', multiple: true },
    } as const
    const { values } = parseArgs({ args, options })
    const insiders = Number(values.insiders ?? fewestInsiders)
    if (values.ledger === undefined || !Number.isInteger(insiders) || insiders < 0) {
      complain('Angiv udgivelsesbogen, og de indviede som et helt tal: boernungeliv attack --ledger tal.jsonl --insiders 2 / give a ledger')
      return wrongUse
    }
    const lines = readLedger(values.ledger)
    const groups = values.knows === undefined ? [] : readAs(Roster, readText(values.knows), values.knows).groups
    const more = (values.questionnaire ?? []).map((file) => readAs(Questionnaire, readText(file), file) as Asked)
    const solver = await openSolver()
    const total = new Set(lines.map(({ wave, question }) => JSON.stringify([wave, question]))).size
    const tell = progressBar('Angriber')
    const attacks: QuestionAttack[] = []
    for (const one of attackLedger(lines, { groups, rules: knownRules(insiders, more), insiders }, solver)) {
      attacks.push(one)
      tell(attacks.length / total)
    }
    const { lines: told, isLearnt } = explainAll(attacks)
    for (const line of told) say(line)
    return isLearnt ? 1 : 0
  },
}

function readLedger(file: string): readonly PublicationLine[] {
  return readText(file)
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line, index) => readAs(Line, line, `${file}:${index + 1}`))
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    throw new StartRefusal(`${file} kan ikke læses: tjek stien`, `${file} cannot be read: check the path`)
  }
}

/** Never shows what stands there. */
function readAs<Schema extends z.ZodType>(schema: Schema, text: string, where: string): z.infer<Schema> {
  const refused = () =>
    new StartRefusal(`${where} har ikke den form, der ventes: se boernungeliv attack --help`, `${where} is not as expected`)
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw refused()
  }
  const result = schema.safeParse(read)
  if (!result.success) throw refused()
  return result.data
}
