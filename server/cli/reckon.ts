import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { addedValue, type BeforeAndAfter } from '#domain/instrument/added-value.ts'
import { readAnswers } from '#domain/instrument/answer-digits.ts'
import { classifyBmi, type BmiRefusal } from '#domain/instrument/bmi.ts'
import { type Score, score } from '#domain/instrument/score.ts'
import { writeNumber } from '#domain/text/format.ts'
import { loadInstruments } from '../instrument/load-instruments.ts'
import { addedValueRules, bmiReference } from '../instrument/references.ts'
import { complain, say } from '../log.ts'
import type { Verb } from './verb.ts'

const wrongUse = 2

export const reckon: Verb = {
  summary: 'reckon BMI for age, or the added value of a group, without a database',
  help: `boernungeliv reckon bmi --sex <female|male> --age <years> --kg <weight> --cm <height> [--json]
boernungeliv reckon added-value [--json] < children.jsonl

  bmi          measured height and weight against IOTF 2012: BMI, iso-BMI and grade. The age has its fraction: 6.5
  added-value  one JSON object a line for each child of a group in treatment, parents' SDQ before and after:
               {"first":{"answers":"…25 digits…","impact":"1/21111"},"later":{"answers":"…"},"months":6}
               Prints the mean with its uncertainty. One child is refused: of one it tells nothing.

Nothing is stored. Exit code 0 when it was reckoned, 1 when it cannot be, 2 when the command was not understood.`,
  async run([what, ...args]) {
    if (what === 'bmi') return reckonBmi(args)
    if (what === 'added-value') return reckonAddedValue(args)
    complain('Angiv hvad der skal regnes: bmi eller added-value')
    return wrongUse
  },
}

const refusals: Readonly<Record<BmiRefusal, string>> = {
  'not-a-measure': 'Angiv --age, --kg og --cm som tal over 0',
  'self-reported': 'En højde eller vægt, nogen selv har oplyst, vurderes ikke',
  'sex-unknown': 'Angiv --sex: female eller male. Referencen findes for piger og for drenge',
  'younger-than-reference': 'Referencen begynder ved 2 år',
}

function reckonBmi(args: string[]): number {
  const text = { type: 'string' } as const
  const { values } = parseArgs({ args, options: { sex: text, age: text, kg: text, cm: text, json: { type: 'boolean' } } })
  const reference = bmiReference('iotf-2012')
  if (!reference) throw new Error('the IOTF reference is not there')
  const sex = values.sex === 'female' || values.sex === 'male' ? values.sex : 'unknown'
  const [age, kilograms, centimetres] = [values.age, values.kg, values.cm].map((one) => Number(one ?? 'none'))
  const found = classifyBmi(reference, {
    sex,
    age: age ?? Number.NaN,
    kilograms: kilograms ?? Number.NaN,
    centimetres: centimetres ?? Number.NaN,
    by: 'measured',
  })
  if (typeof found === 'string') {
    complain(refusals[found])
    return wrongUse
  }
  const grade = reference.grades.find(({ code }) => code === found.grade)?.name.da ?? ''
  const iso = found.isoBmi === null ? 'over alle kurver' : writeNumber(found.isoBmi, 'da', 2)
  say(
    values.json
      ? JSON.stringify(found)
      : `BMI ${writeNumber(found.bmi, 'da', 2)}, iso-BMI ${iso}: ${grade} (${reference.name.da}, udgave ${found.edition})`,
  )
  return 0
}

async function reckonAddedValue(args: string[]): Promise<number> {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } } })
  const rules = addedValueRules()
  const children: BeforeAndAfter[] = []
  let line = 0
  for await (const written of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    line += 1
    if (written.trim() === '') continue
    const child = readChild(rules.instrument, rules.versions[0] ?? '', written)
    if (!child) {
      complain(`Linje ${line} kan ikke læses: {"first":{"answers":"…","impact":"1/21111"},"later":{"answers":"…"},"months":6}`)
      return wrongUse
    }
    children.push(child)
  }
  const found = addedValue(rules, children)
  if (typeof found === 'string') {
    complain(
      found === 'one-child-has-none'
        ? 'Af ét barn siger det intet: 95 % af børn ligger inden for plus og minus ti. Regn det for en gruppe'
        : 'Der er ingen børn med de fire tal det regnes af',
    )
    return 1
  }
  const decimal = (value: number) => writeNumber(value, 'da', 1)
  const outcomes = {
    betterThanExpected: 'bedre end ventet',
    worseThanExpected: 'ringere end ventet',
    unclear: 'ikke til at skelne fra det ventede',
  }
  say(
    values.json
      ? JSON.stringify(found)
      : [
          `${found.children} børn: ${decimal(found.mean)} ± ${decimal(found.uncertainty)}, ${outcomes[found.outcome]}. Effekt ${writeNumber(found.effectSize, 'da', 2)}`,
          `Udeladt: ${found.leftOut}. Måneder mellem: ${decimal(found.months.from)}-${decimal(found.months.to)}; det er lavet til omkring ${found.reckonedWith.months}`,
          'Gælder ikke ét barn, og ikke børn med få vanskeligheder ved begyndelsen',
          `${found.reckonedWith.source}${found.reckonedWith.verified ? '' : ' Tallene er ikke holdt op mod udgivelsen endnu'}`,
        ].join('\n'),
  )
  return 0
}

function readChild(instrumentCode: string, version: string, written: string): BeforeAndAfter | undefined {
  const { first, later, months } = asObject(parsed(written))
  const scores = [first, later].map((one) => scoreOf(instrumentCode, version, asObject(one)))
  return scores[0] && scores[1] && typeof months === 'number' ? { first: scores[0], later: scores[1], months } : undefined
}

function scoreOf(code: string, version: string, { answers, impact }: Readonly<Record<string, unknown>>): Score | undefined {
  const instrument = loaded().get(code)
  if (!instrument || typeof answers !== 'string' || (impact !== undefined && typeof impact !== 'string')) return undefined
  const given = readAnswers(instrument, version, answers, impact)
  const found = 'refused' in given ? given : score(instrument, version, given.answers, given.impact)
  return 'refused' in found ? undefined : found
}

let instruments: ReturnType<typeof loadInstruments> | undefined

function loaded(): ReturnType<typeof loadInstruments> {
  instruments ??= loadInstruments()
  return instruments
}

function parsed(written: string): unknown {
  try {
    return JSON.parse(written)
  } catch {
    return undefined
  }
}

function asObject(found: unknown): Readonly<Record<string, unknown>> {
  return typeof found === 'object' && found !== null ? { ...found } : {}
}
