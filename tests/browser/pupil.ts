/** A pupil who answers: what they would say, and saying it without a browser, as a class of them does in a lesson. */
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import type { Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import type { Slip } from './slips-in-pdf.ts'

const asked = (file: string) =>
  JSON.parse(readFileSync(new URL(`../../content/questionnaires/mellemtrin/${file}`, import.meta.url), 'utf8'))

export const questionnaire: Questionnaire = asked('questionnaire.json')
export const wording: QuestionnaireText = asked('text.da.json')

export const items = questionnaire.items

/** Answers by place: the option's place from 1, a sum of 2^place for several, 0 for "jeg vil ikke svare", null for none. */
export type Given = readonly (number | null)[]

/** What a pupil says: different from pupil to pupil and from question to question, and the same every time. */
export function opinionOf(pupil: number): Given {
  return items.map((item, place) => {
    const { kind, options, measure } = item
    if (kind === 'information') return null
    const draw = (pupil * 7 + place * 3) % 20
    if (kind === 'multiple') return 1 + (draw % (2 ** options.length - 1))
    if (kind === 'ladder') return 1 + (draw % options.length)
    // What is measured is said as its band begins, which is as fine as anybody keeps it.
    if (measure) return 1 + ((measure.starts[draw % options.length] ?? 0) - measure.from) / measure.step
    return 1 + (((draw < 6 ? 0 : draw < 12 ? 1 : draw < 16 ? 2 : 3) + place) % options.length)
  })
}

/** Whether a question is met by somebody who answers so. Written anew here: a follow-up is asked of those who were bullied. */
export function isMet(place: number, given: Given): boolean {
  const { showIf } = items[place] ?? {}
  if (showIf === undefined) return true
  assert.equal(showIf.op, 'atLeast')
  if (showIf.op !== 'atLeast') return false
  const parent = items.findIndex(({ code }) => code === showIf.item)
  return (given[parent] ?? 0) >= (items[parent]?.options.indexOf(showIf.option) ?? 0) + 1
}

/** Enters with a slip, saves in three portions, submits. */
export async function answerByWire(origin: string, { code, slip }: Pick<Slip, 'code' | 'slip'>, given: Given): Promise<void> {
  const { token, epoch } = await post(origin, '/responses/enter', { code, slip })
  const entries = given.flatMap((value, place) => (value === null ? [] : [{ place, value, sequence: place + 1 }]))
  for (let from = 0; from < entries.length; from += 10)
    await post(origin, '/responses/answers', { epoch, answers: entries.slice(from, from + 10) }, token)
  await post(origin, '/responses/submit', { answers: given }, token)
}

async function post(
  origin: string,
  path: string,
  body: unknown,
  token?: string,
): Promise<{ readonly token: string; readonly epoch: number }> {
  const answer = await fetch(`${origin}/api/v1${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  assert.ok(answer.ok, `${path}: ${answer.status} ${text}`)
  return JSON.parse(text || '{}')
}

/** What a report counts: all but the page that only is read. */
export const counted = items.filter(({ kind }) => kind !== 'information')

/** What a report must say of one question when these have answered. */
export type Tally = { readonly answered: number; readonly declined: number; readonly blank: number; readonly options: readonly number[] }

export function tallyOf(place: number, everybody: readonly Given[]): Tally {
  const { kind, options = [], measure } = items[place] ?? {}
  const met = everybody.filter((given) => isMet(place, given)).map((given) => given[place] ?? null)
  const chose = (value: number, option: number) => {
    if (kind === 'multiple') return Math.floor(value / 2 ** option) % 2 === 1
    if (!measure) return value === option + 1
    const said = measure.from + (value - 1) * measure.step
    return measure.starts.filter((start) => start <= said).length === option + 1
  }
  return {
    answered: met.filter((value) => value !== null && value > 0).length,
    declined: met.filter((value) => value === 0).length,
    blank: met.filter((value) => value === null).length,
    options: options.map((_, option) => met.filter((value) => value !== null && value > 0 && chose(value, option)).length),
  }
}
