/**
 * An instrument's rules made ready for many responses at once: columns of answers in, columns of scores and bands out.
 * `score` scores its one response by the same.
 *
 * What an answer counts, what a sum of so much from so many answers amounts to, and which band a score falls in are each
 * worked out once, for every possible answer, and then only looked up. No rule is read, and nothing is made, for a response.
 */
import { impactSteps, scaleStep, sumStep, unscoredStep } from './add-up.ts'
import { type AnswerColumns, type Block, blockSize, columnOf, none, type Places, type ScoreColumns, type Step } from './columns.ts'
import type { Answers, Instrument, Version } from './instrument.ts'
import { answersTo, askedItems, findImpactForm, findVersion, isAnswer, scored } from './instrument.ts'
import { bandStep, convertedSteps } from './look-up.ts'

/** An answer that is none of those there are. Nothing is then said of any response. */
export type ColumnRefusal = { readonly refused: 'answer-out-of-range'; readonly row: number; readonly item: string; readonly found: number }

export type Compiled = {
  readonly version: Version
  /** What each column of answers is of, and what may be in it. */
  readonly items: readonly { readonly code: string; readonly allowed: Answers }[]
  /** How many of them are of asked items; the rest are of the impact. */
  readonly asked: number
  readonly scores: readonly string[]
  readonly bands: readonly { readonly system: string; readonly score: string }[]
  readonly alerts: readonly string[]
  /** Empty columns for so many responses. They may be used again and again. */
  readonly columns: (responses: number) => ScoreColumns
  /** Scores so many responses into `into`, which holds at least as many. */
  readonly run: (given: AnswerColumns, into: ScoreColumns, responses: number) => ColumnRefusal | undefined
}

/** The rules of one version; undefined when the instrument has no such version. Made once for each. */
export function compile(instrument: Instrument, versionCode: string): Compiled | undefined {
  const known = compiled.get(instrument) ?? new Map<string, Compiled>()
  compiled.set(instrument, known)
  const version = findVersion(instrument, versionCode)
  const made = known.get(versionCode) ?? (version && make(instrument, version))
  if (made) known.set(versionCode, made)
  return made
}

/** What was made before, for as long as its instrument is in use. */
const compiled = new WeakMap<Instrument, Map<string, Compiled>>()

function make(instrument: Instrument, version: Version): Compiled {
  const items = [...askedItems(instrument, version), ...impactItems(instrument, version)].map((code) => ({
    code,
    allowed: impactAnswers(instrument, code) ?? answersTo(instrument, version, code),
  }))
  const scores = scored(instrument).map(({ code }) => code)
  const bands = instrument.bandSystems.flatMap(({ code, of }) => of.map((score) => ({ system: code, score })))
  const alerts = instrument.alerts.map(({ code }) => code)
  const places: Places = {
    item: (code) => items.findIndex((item) => item.code === code),
    score: (code) => scores.indexOf(code),
  }
  const steps = [
    ...instrument.scales.map((scale) => scaleStep(instrument, version, scale, places)),
    unscoredStep(instrument, version, places),
    ...instrument.derived.map(({ code, of }) => sumStep(of.map(places.score), places.score(code))),
    ...impactSteps(instrument, version, places),
    ...convertedSteps(instrument, version, places),
    ...bands.map(({ system, score }, place) => bandStep(instrument, version, system, score, places.score(score), place)),
    ...alertSteps(instrument, places),
  ]
  return {
    version,
    items,
    asked: askedItems(instrument, version).length,
    scores,
    bands,
    alerts,
    columns: (responses) => ({
      answered: new Uint16Array(responses),
      scores: scores.map(() => new Float64Array(responses)),
      bands: bands.map(() => new Uint8Array(responses)),
      alerts: alerts.map(() => new Uint8Array(responses)),
    }),
    run(given, into, responses) {
      const block: Block = { start: 0, length: 0, sums: new Int32Array(Math.min(blockSize, responses)), isRefused: false }
      for (; block.start < responses; block.start += blockSize) {
        block.length = Math.min(blockSize, responses - block.start)
        into.answered.fill(0, block.start, block.start + block.length)
        for (const step of steps) step(given, into, block)
        if (block.isRefused) return refusalIn(items, given.answers, block)
      }
      return undefined
    },
  }
}

function refusalIn(items: Compiled['items'], answers: AnswerColumns['answers'], { start, length }: Block): ColumnRefusal | undefined {
  for (let row = start; row < start + length; row += 1) {
    const at = items.findIndex(({ allowed }, place) => answers[place]?.[row] !== none && !isAnswer(allowed, answers[place]?.[row]))
    const item = items[at]
    if (item) return { refused: 'answer-out-of-range', row, item: item.code, found: answers[at]?.[row] ?? none }
  }
  return undefined
}

function alertSteps({ alerts }: Instrument, places: Places): readonly Step[] {
  return alerts.map(({ item, atLeast }, place): Step => {
    const column = places.item(item)
    return (given, into, { start, length }) => {
      const answers = column === -1 ? undefined : columnOf(given, column)
      const raised = into.alerts[place]
      for (let row = start; raised && row < start + length; row += 1) {
        const answer = answers ? (answers[row] ?? 0) : none
        raised[row] = Number(answer !== none && answer >= atLeast)
      }
    }
  })
}

function impactItems(instrument: Instrument, version: Version): readonly string[] {
  const form = findImpactForm(instrument, version)
  return instrument.impact && form ? [instrument.impact.gate, ...form.scored] : []
}

function impactAnswers({ impact, items }: Instrument, code: string): Answers | undefined {
  return impact === undefined || items.includes(code) ? undefined : { from: 0, to: impact.recode.length - 1 }
}
