/**
 * What must be true of an instrument before it is used, beyond its shape (`instrument-schema.ts`): that its parts fit
 * each other, and that it gives what was worked out by hand.
 */
import { readAnswers } from './answer-digits.ts'
import type { BandSystem, Instrument } from './instrument.ts'
import { findVersion, scored } from './instrument.ts'
import { rangeOf } from './range.ts'
import { score } from './score.ts'

export type InstrumentFinding = {
  readonly fault:
    | 'code-twice'
    | 'item-in-no-scale-or-several'
    | 'scale-with-unknown-item'
    | 'reversed-outside-scale'
    | 'minimum-beyond-items'
    | 'derived-from-unknown-scale'
    | 'impact-scored-but-not-asked'
    | 'impact-gate-asked-twice'
    | 'impact-closed-unknown'
    | 'band-of-unknown-score'
    | 'band-of-unknown-version'
    | 'band-twice'
    | 'bands-leave-a-gap-or-overlap'
    | 'reliability-of-unknown-score-or-version'
  readonly at: string
}

/** Everything that is wrong; empty when the instrument may be used. */
export function checkInstrument(instrument: Instrument): readonly InstrumentFinding[] {
  const { items, scales, derived, impact, versions, bandSystems, reliability } = instrument
  const findings: InstrumentFinding[] = []
  const find = (fault: InstrumentFinding['fault'], at: string, isWrong: boolean) => isWrong && findings.push({ fault, at })
  const scoreCodes = scored(instrument).map(({ code }) => code)
  const scaleCodes = scales.map(({ code }) => code)
  const extra = impact ? [...new Set(Object.values(impact.forms).flatMap(({ asked }) => asked))] : []
  for (const codes of [[...items, ...(impact ? [impact.gate] : []), ...extra], scoreCodes, versions.map(({ code }) => code)])
    for (const at of twice(codes)) find('code-twice', at, true)
  for (const item of items) find('item-in-no-scale-or-several', item, scales.filter((scale) => scale.items.includes(item)).length !== 1)
  for (const { code, items: members, reversed, missing } of scales) {
    for (const at of twice(members)) find('code-twice', at, true)
    for (const item of members) find('scale-with-unknown-item', item, !items.includes(item))
    for (const item of reversed) find('reversed-outside-scale', item, !members.includes(item))
    find('minimum-beyond-items', code, missing.rule === 'atLeast' && missing.answered > members.length)
  }
  for (const { code, of } of derived) find('derived-from-unknown-scale', code, !of.every((part) => scaleCodes.includes(part)))
  for (const { asked, scored: counted } of impact ? Object.values(impact.forms) : []) {
    for (const item of counted) find('impact-scored-but-not-asked', item, !asked.includes(item))
    find('impact-gate-asked-twice', impact?.gate ?? '', asked.includes(impact?.gate ?? ''))
  }
  if (impact) find('impact-closed-unknown', impact.gate, impact.closed >= impact.recode.length)
  for (const system of bandSystems) findings.push(...checkBands(instrument, system, scoreCodes))
  for (const { family, informant, score: code } of reliability)
    find(
      'reliability-of-unknown-score-or-version',
      `${family} ${code}`,
      !scoreCodes.includes(code) || !versions.some((version) => version.family === family && version.informant === informant),
    )
  return findings
}

function checkBands(
  instrument: Instrument,
  { code, bands, of, tables }: BandSystem,
  known: readonly string[],
): readonly InstrumentFinding[] {
  const findings: InstrumentFinding[] = []
  const cells = tables.flatMap(({ version, spans }) => Object.keys(spans).map((score) => `${code} ${version} ${score}`))
  for (const at of twice(cells)) findings.push({ fault: 'band-twice', at })
  for (const at of of.filter((score) => !known.includes(score))) findings.push({ fault: 'band-of-unknown-score', at })
  for (const { version, spans } of tables) {
    const found = findVersion(instrument, version)
    if (!found) findings.push({ fault: 'band-of-unknown-version', at: version })
    for (const [score, row] of Object.entries(spans)) {
      const at = `${code} ${version} ${score}`
      if (!of.includes(score)) findings.push({ fault: 'band-of-unknown-score', at })
      else if (row.length !== bands.length || !tiles(row, found && rangeOf(instrument, version, score)))
        findings.push({ fault: 'bands-leave-a-gap-or-overlap', at })
    }
  }
  return findings
}

/** Whether the spans, put in order, go from end to end without gap or overlap. */
function tiles(row: readonly (readonly [number, number])[], range: { readonly from: number; readonly to: number } | undefined): boolean {
  if (!range) return false
  const sorted = row.toSorted(([a], [b]) => a - b)
  return (
    sorted.every(([from, to], place) => from <= to && from === (place === 0 ? range.from : (sorted[place - 1]?.[1] ?? 0) + 1)) &&
    sorted.at(-1)?.[1] === range.to
  )
}

function twice(codes: readonly string[]): readonly string[] {
  return codes.filter((code, at) => codes.indexOf(code) < at)
}

/** The six cases that every instrument shows an example of. */
export const exampleCases = ['full', 'reversed', 'missing-but-scorable', 'missing-too-much', 'lowest', 'highest'] as const

export type ExampleCase = (typeof exampleCases)[number]

/** Answers worked out by hand: digits in order, "-" for one that is missing, and what they amount to. */
export type InstrumentExample = {
  readonly name: string
  /** What it is there to show. */
  readonly shows: string
  readonly cases: readonly ExampleCase[]
  readonly version: string
  readonly answers: string
  readonly impact?: string
  readonly answered: number
  readonly scores: Readonly<Record<string, number | null>>
  readonly bands: Readonly<Record<string, Readonly<Record<string, string | number | null>>>>
}

export type ExampleFinding =
  | { readonly fault: 'case-without-example'; readonly at: ExampleCase }
  | { readonly fault: 'example-refused' | 'example-does-not-hold'; readonly at: string; readonly found: unknown }

/**
 * The cases nobody has worked an example of, and the examples that come out otherwise. An instrument of which nothing
 * is reversed, or of which no answer may be missing, has no such case.
 */
export function checkExamples(instrument: Instrument, examples: readonly InstrumentExample[]): readonly ExampleFinding[] {
  const shown = new Set(examples.flatMap(({ cases }) => cases))
  return [
    ...exampleCases
      .filter((at) => isPossibleCase(instrument, at) && !shown.has(at))
      .map((at) => ({ fault: 'case-without-example', at }) as const),
    ...examples.flatMap((example) => checkExample(instrument, example)),
  ]
}

function isPossibleCase({ scales }: Instrument, example: ExampleCase): boolean {
  if (example === 'reversed') return scales.some(({ reversed }) => reversed.length > 0)
  if (example === 'missing-but-scorable') return scales.some(({ missing }) => missing.rule !== 'all')
  return true
}

function checkExample(instrument: Instrument, example: InstrumentExample): readonly ExampleFinding[] {
  const given = readAnswers(instrument, example.version, example.answers, example.impact)
  const found = 'refused' in given ? given : score(instrument, example.version, given.answers, given.impact)
  if ('refused' in found) return [{ fault: 'example-refused', at: example.name, found }]
  const { answered, scores, bands } = found
  const holds =
    answered === example.answered &&
    isSame(scores, example.scores) &&
    Object.keys(bands).length === Object.keys(example.bands).length &&
    Object.entries(bands).every(([system, row]) => isSame(row, example.bands[system] ?? {}))
  return holds ? [] : [{ fault: 'example-does-not-hold', at: example.name, found: { answered, scores, bands } }]
}

type Row = Readonly<Record<string, unknown>>

function isSame(one: Row, other: Row): boolean {
  return Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([key, value]) => other[key] === value)
}
