/**
 * From answers to scores and bands: the one interpreter of every `instrument.json`.
 *
 * The rules are those of the SDQ's scoring notes (Youthinmind, 19 August 2014): reversal first; a scale needs a
 * minimum of answers and is then pro-rated, halves up; totals are sums of the *rounded* scales; impact looks at its
 * gate first and is never pro-rated. Bankers' rounding, and taking a missing answer for 0, give wrong scores.
 */
import type { BandName, BandSystem, Impact, Instrument, Scale, Span } from './instrument.ts'
import { findImpactForm, findVersion } from './instrument.ts'

/** A raw answer for each item in order; `null` is not answered, and is not 0. */
export type ItemAnswers = readonly (number | null)[]

/** Answers to the impact's gate and to its scored items in order. */
export type ImpactAnswers = { readonly gate: number | null; readonly items: ItemAnswers }

/** What somebody's answers amount to, with what made it. A score that can't be had is `null`. */
export type Score = {
  readonly instrument: string
  readonly edition: string
  readonly version: string
  /** How many of the items (the impact apart) were answered. */
  readonly answered: number
  readonly scores: Readonly<Record<string, number | null>>
  /** By band system and score; `null` without a score, and where the version has no band. */
  readonly bands: Readonly<Record<string, Readonly<Record<string, BandName | null>>>>
}

/** Why nothing was scored. Answers are refused as they stand: nothing is rounded, cut or filled in. */
export type ScoreRefusal =
  | { readonly refused: 'unknown-version'; readonly found: string }
  | { readonly refused: 'wrong-number-of-answers'; readonly found: number; readonly expected: number }
  | { readonly refused: 'answer-out-of-range'; readonly item: string; readonly found: unknown; readonly allowed: Span }
  | { readonly refused: 'no-impact'; readonly found: string }
  | { readonly refused: 'wrong-number-of-impact-answers'; readonly found: number; readonly expected: number }

/**
 * Scores one form. Without `impact` (a form of the items alone) the impact score is missing.
 *
 * @example score(sdq, 'p4-17', answers, { gate: 1, items: [2, 1, null, 0, 0] })
 */
export function score(
  instrument: Instrument,
  version: string,
  answers: ItemAnswers,
  impact: ImpactAnswers | null = null,
): Score | ScoreRefusal {
  const refusal = refusalOf(instrument, version, answers, impact)
  if (refusal) return refusal
  const given = new Map(instrument.items.map((item, place) => [item, answers[place] ?? null]))
  const scales = new Map(instrument.scales.map((scale) => [scale.code, scoreScale(scale, instrument.answers, given)]))
  const scores = Object.fromEntries([
    ...scales,
    ...instrument.derived.map(({ code, of }) => [code, sum(of.map((part) => scales.get(part) ?? null))] as const),
    ...(instrument.impact ? [[instrument.impact.code, impact && scoreImpact(instrument.impact, impact)] as const] : []),
  ])
  return {
    instrument: instrument.code,
    edition: instrument.edition,
    version,
    answered: answers.filter((answer) => answer !== null).length,
    scores,
    bands: Object.fromEntries(
      instrument.bandSystems.map((system) => [
        system.code,
        Object.fromEntries(system.of.map((code) => [code, bandOf(system, version, code, scores[code] ?? null)])),
      ]),
    ),
  }
}

/** The band a score falls in; `null` without a score, and where the version has none. */
export function bandOf({ bands, tables }: BandSystem, version: string, code: string, value: number | null): BandName | null {
  if (value === null) return null
  const spans = tables.find((table) => table.version === version && Object.hasOwn(table.spans, code))?.spans[code]
  const place = spans?.findIndex(([from, to]) => from <= value && value <= to) ?? -1
  return bands[place]?.code ?? null
}

/** The lowest and the highest a scale, a derived score or the impact of a version can be. */
export function rangeOf(instrument: Instrument, version: string, code: string): Span | undefined {
  const { answers, scales, derived, impact } = instrument
  const counted = scales.filter((scale) => scale.code === code || derived.find((one) => one.code === code)?.of.includes(scale.code))
  if (counted.length > 0) {
    const ranges = counted.map((scale) => scaleRange(scale, answers))
    return { from: sum(ranges.map(({ from }) => from)) ?? 0, to: sum(ranges.map(({ to }) => to)) ?? 0 }
  }
  const found = findVersion(instrument, version)
  const form = found && findImpactForm(instrument, found)
  if (!impact || impact.code !== code || !form) return undefined
  return { from: 0, to: form.scored.length * Math.max(...impact.recode) }
}

function scaleRange({ items, combine, times }: Scale, { from, to }: Span): Span {
  const weight = times * (combine === 'sum' ? items.length : 1)
  return { from: from * weight, to: to * weight }
}

function scoreScale({ items, reversed, combine, times, missing }: Scale, { from, to }: Span, given: Given): number | null {
  const values = items.flatMap((item) => {
    const answer = given.get(item) ?? null
    if (answer === null) return []
    return [reversed.includes(item) ? from + to - answer : answer]
  })
  if (values.length === 0 || values.length < (missing.rule === 'atLeast' ? missing.answered : items.length)) return null
  const total = sum(values) ?? 0
  return times * (combine === 'mean' ? total / values.length : roundHalfUp(items.length * total, values.length))
}

type Given = ReadonlyMap<string, number | null>

/** Whole numbers all the way, so that a half is a half: 2.5 becomes 3, 7.5 becomes 8. */
function roundHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

function scoreImpact({ closed, recode }: Impact, { gate, items }: ImpactAnswers): number | null {
  if (gate === closed) return 0
  if (items.every((answer) => answer === null)) return null
  return sum(items.map((answer) => (answer === null ? 0 : (recode[answer] ?? 0))))
}

/** `null` as soon as a part is missing. */
function sum(parts: readonly (number | null)[]): number | null {
  return parts.reduce<number | null>((total, part) => (total === null || part === null ? null : total + part), 0)
}

function refusalOf(instrument: Instrument, version: string, answers: ItemAnswers, impact: ImpactAnswers | null): ScoreRefusal | undefined {
  const found = findVersion(instrument, version)
  if (!found) return { refused: 'unknown-version', found: version }
  const expected = instrument.items.length
  if (answers.length !== expected) return { refused: 'wrong-number-of-answers', found: answers.length, expected }
  const wrong = outOfRange(instrument.items, answers, instrument.answers)
  if (wrong || impact === null) return wrong
  const form = findImpactForm(instrument, found)
  if (!instrument.impact || !form) return { refused: 'no-impact', found: version }
  if (impact.items.length !== form.scored.length)
    return { refused: 'wrong-number-of-impact-answers', found: impact.items.length, expected: form.scored.length }
  const allowed = { from: 0, to: instrument.impact.recode.length - 1 }
  return outOfRange([instrument.impact.gate, ...form.scored], [impact.gate, ...impact.items], allowed)
}

/** NOTE: by place and not by `find`, so that a hole in the list is seen, and is not taken for an answer left open. */
function outOfRange(items: readonly string[], answers: ItemAnswers, allowed: Span): ScoreRefusal | undefined {
  for (const [place, item] of items.entries()) {
    const found: unknown = answers[place]
    if (found === null) continue
    if (typeof found !== 'number' || !Number.isInteger(found) || found < allowed.from || found > allowed.to)
      return { refused: 'answer-out-of-range', item, found, allowed }
  }
  return undefined
}
