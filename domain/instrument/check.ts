/**
 * What must be true of an instrument before it is used, beyond its shape (`instrument-schema.ts`): that its parts fit
 * each other, and that it gives what was worked out by hand.
 */
import { readAnswers } from './answer-digits.ts'
import { cutOffOf, fewest } from './add-up.ts'
import type { Answers, BandSystem, BandTable, Instrument, Scale, Span, TableFor, Version } from './instrument.ts'
import { answersTo, findVersion, isAnswer, scored } from './instrument.ts'
import { isWhole, rangeOf, scaleItems } from './range.ts'
import { score } from './score.ts'
import type { About } from './table.ts'

export type InstrumentFinding = {
  readonly fault:
    | 'code-twice'
    | 'answers-out-of-step'
    | 'answers-to-unknown-item'
    | 'version-with-unknown-item'
    | 'item-in-no-scale-or-several'
    | 'scale-with-unknown-item'
    | 'reversed-outside-scale'
    | 'minimum-beyond-items'
    | 'pro-rated-though-answers-differ'
    | 'count-from-missing-or-idle'
    | 'near-a-cut-off-that-is-not-there'
    | 'derived-from-unknown-scale'
    | 'converted-from-unknown-or-broken-score'
    | 'conversion-does-not-rise-or-leaves-the-range'
    | 'impact-scored-but-not-asked'
    | 'impact-gate-asked-twice'
    | 'impact-closed-unknown'
    | 'band-of-unknown-score'
    | 'table-of-unknown-version'
    | 'table-twice'
    | 'table-by-grade-without-age'
    | 'bands-leave-a-gap-or-overlap'
    | 'alert-that-nobody-can-raise'
    | 'change-of-unknown-score'
    | 'reliability-of-unknown-score-or-version'
  readonly at: string
}

type Fault = InstrumentFinding['fault']

/** Everything that is wrong; empty when the instrument may be used. */
export function checkInstrument(instrument: Instrument): readonly InstrumentFinding[] {
  const { versions, relevantChanges, reliability } = instrument
  const scoreCodes = scored(instrument).map(({ code }) => code)
  return [
    ...checkItems(instrument),
    ...twice(scoreCodes),
    ...instrument.scales.flatMap((scale) => checkScale(instrument, scale)),
    ...checkSums(instrument),
    ...checkImpact(instrument),
    ...instrument.bandSystems.flatMap((system) => checkBands(instrument, system, scoreCodes)),
    ...checkAlerts(instrument),
    ...where(relevantChanges, 'change-of-unknown-score', ({ score: code }) => [code, !scoreCodes.includes(code)]),
    ...where(reliability, 'reliability-of-unknown-score-or-version', ({ family, informant, score: code }) => [
      `${family} ${code}`,
      !scoreCodes.includes(code) || !versions.some((version) => version.family === family && version.informant === informant),
    ]),
  ]
}

/** One finding for each of them that is wrong. */
function where<One>(
  all: readonly One[],
  fault: Fault,
  isWrong: (one: One) => readonly [at: string, isWrong: boolean],
): readonly InstrumentFinding[] {
  return all.flatMap((one) => {
    const [at, wrong] = isWrong(one)
    return wrong ? [{ fault, at }] : []
  })
}

function twice(codes: readonly string[], fault: Fault = 'code-twice'): readonly InstrumentFinding[] {
  return codes.filter((code, at) => codes.indexOf(code) < at).map((at) => ({ fault, at }))
}

function checkItems({
  items,
  versions,
  answers,
  itemAnswers = {},
  unscored = [],
  scales,
  impact,
}: Instrument): readonly InstrumentFinding[] {
  const ofImpact = impact ? [impact.gate, ...new Set(Object.values(impact.forms).flatMap(({ asked }) => asked))] : []
  const countedIn = (item: string) =>
    scales.filter(({ items: members, adds = [], isPart }) => !isPart && [...members, ...adds].includes(item)).length +
    Number(unscored.includes(item))
  const unknown = (item: string): readonly [string, boolean] => [item, !items.includes(item)]
  return [
    ...twice([...items, ...ofImpact]),
    ...twice(versions.map(({ code }) => code)),
    ...versions.flatMap((version) => twice(version.items ?? [])),
    ...where(items, 'item-in-no-scale-or-several', (item) => [item, countedIn(item) !== 1]),
    ...where(Object.keys(itemAnswers), 'answers-to-unknown-item', unknown),
    ...where(unscored, 'answers-to-unknown-item', unknown),
    ...versions.flatMap((version) => where(version.items ?? [], 'version-with-unknown-item', unknown)),
    ...where(
      [
        ['answers', answers] as const,
        ...versions.map((version) => [version.code, version.answers ?? answers] as const),
        ...Object.entries(itemAnswers),
      ],
      'answers-out-of-step',
      ([at, { from, to, step = 1 }]) => [at, from >= to || (to - from) % step !== 0],
    ),
  ]
}

function checkScale(instrument: Instrument, scale: Scale): readonly InstrumentFinding[] {
  const { code, items, adds = [], reversed, combine, countFrom, missing } = scale
  const isKnown = [...items, ...adds].every((item) => instrument.items.includes(item))
  const forms = isKnown ? instrument.versions.filter((version) => scaleItems(instrument, version, scale).counted.length > 0) : []
  return [
    ...twice([...items, ...adds]),
    ...where([...items, ...adds], 'scale-with-unknown-item', (item) => [item, !instrument.items.includes(item)]),
    ...where(reversed, 'reversed-outside-scale', (item) => [item, !items.includes(item)]),
    ...where([scale], 'count-from-missing-or-idle', () => [code, (combine === 'count') !== (countFrom !== undefined)]),
    ...where(forms, 'minimum-beyond-items', (version) => {
      const counted = scaleItems(instrument, version, scale).counted.length
      return [code, fewest(missing, counted) < 1 || fewest(missing, counted) > counted]
    }),
    ...where(forms, 'pro-rated-though-answers-differ', (version) => [code, missing.rule !== 'all' && !isAlike(instrument, version, scale)]),
    ...where(forms, 'near-a-cut-off-that-is-not-there', (version) => [
      code,
      missing.rule === 'nearCutOff' && Number.isNaN(cutOffOf(instrument, version, scale)),
    ]),
  ]
}

/** Whether the same may be answered to all its items, so that those given may stand for those missing. */
function isAlike(instrument: Instrument, version: Version, scale: Scale): boolean {
  const written = ({ from, to, step = 1 }: Answers) => `${from} ${to} ${step}`
  return new Set(scaleItems(instrument, version, scale).counted.map((item) => written(answersTo(instrument, version, item)))).size === 1
}

function checkSums(instrument: Instrument): readonly InstrumentFinding[] {
  const { scales, derived, converted, versions } = instrument
  const scaleCodes = scales.map(({ code }) => code)
  const sums = [...scaleCodes, ...derived.map(({ code }) => code)]
  return [
    ...where(derived, 'derived-from-unknown-scale', ({ code, of }) => [code, !of.every((part) => scaleCodes.includes(part))]),
    ...where(converted, 'converted-from-unknown-or-broken-score', ({ code, of }) => [code, !sums.includes(of) || !isWhole(instrument, of)]),
    ...converted.flatMap(({ code, of, gradeIsAgeLess, tables }) => [
      ...checkTables(tables, versions, gradeIsAgeLess, () => code),
      ...where(tables, 'conversion-does-not-rise-or-leaves-the-range', ({ version, values }) => [
        `${code} ${version}`,
        !rises(values, rangeOf(instrument, version, of)),
      ]),
    ]),
  ]
}

/** Whether raw scores rise from one to the next within their range, and what they become never falls. */
function rises(values: readonly (readonly [number, number])[], range: Span | undefined): boolean {
  return values.every(([raw, value], place) => {
    const [before, lower] = values[place - 1] ?? [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY]
    return range !== undefined && raw >= range.from && raw <= range.to && raw > before && value >= lower
  })
}

function checkImpact({ impact }: Instrument): readonly InstrumentFinding[] {
  if (!impact) return []
  const { gate, closed, recode, forms } = impact
  return [
    ...Object.values(forms).flatMap(({ asked, scored: counted }) => [
      ...where(counted, 'impact-scored-but-not-asked', (item) => [item, !asked.includes(item)]),
      ...where([gate], 'impact-gate-asked-twice', () => [gate, asked.includes(gate)]),
    ]),
    ...where([gate], 'impact-closed-unknown', () => [gate, closed >= recode.length]),
  ]
}

function checkAlerts(instrument: Instrument): readonly InstrumentFinding[] {
  const { alerts, items, versions } = instrument
  return [
    ...twice(alerts.map(({ code }) => code)),
    ...where(alerts, 'alert-that-nobody-can-raise', ({ code, item, atLeast }) => [
      code,
      !items.includes(item) || !versions.every((version) => isAnswer(answersTo(instrument, version, item), atLeast)),
    ]),
  ]
}

/** What is wrong with whom the tables are for. `of` names what a table is about: two tables may not be for the same. */
function checkTables<Table extends TableFor>(
  tables: readonly Table[],
  versions: readonly Version[],
  gradeIsAgeLess: number | undefined,
  of: (table: Table) => string,
): readonly InstrumentFinding[] {
  return [
    ...where(tables, 'table-of-unknown-version', ({ version }) => [version, versions.every(({ code }) => code !== version)]),
    ...where(tables, 'table-by-grade-without-age', ({ version, grades }) => [
      version,
      grades !== undefined && gradeIsAgeLess === undefined,
    ]),
    ...twice(
      tables.map((table) => [of(table), table.version, table.sex ?? '', spanned(table.ages), spanned(table.grades)].join(' ').trim()),
      'table-twice',
    ),
  ]
}

function spanned(span: (Span & { readonly in?: string }) | undefined): string {
  return span ? `${span.from}-${span.to}${span.in ?? ''}` : ''
}

function checkBands(instrument: Instrument, system: BandSystem, known: readonly string[]): readonly InstrumentFinding[] {
  const { code, bands, of, gradeIsAgeLess, tables } = system
  const rows = tables.flatMap((table) => Object.entries(table.spans).map(([score, row]) => ({ ...table, score, row })))
  return [
    ...twice(bands.map((band) => `${code} ${band.code}`)),
    ...where(of, 'band-of-unknown-score', (score) => [score, !known.includes(score)]),
    ...checkTables(rows, instrument.versions, gradeIsAgeLess, ({ score }) => `${code} ${score}`),
    ...where(rows, 'band-of-unknown-score', ({ version, score }) => [`${code} ${version} ${score}`, !of.includes(score)]),
    ...where(
      rows.filter(({ version, score }) => of.includes(score) && findVersion(instrument, version)),
      'bands-leave-a-gap-or-overlap',
      ({ version, score, row, border }) => [
        `${code} ${version} ${score}`,
        row.length !== bands.length || !tiles(row, rangeOf(instrument, version, score), border, isWhole(instrument, score)),
      ],
    ),
  ]
}

/**
 * Whether the spans, put in order, go from end to end without gap or overlap. Those of a score that is not whole share
 * their ends, and reach as far as the score or beyond: a score whose table is not at hand has no range yet.
 */
function tiles(
  row: readonly (readonly [number, number])[],
  range: Span | undefined,
  border: BandTable['border'],
  isWholeScore: boolean,
): boolean {
  const sorted = row.toSorted(([a], [b]) => a - b)
  const [lowest = Number.NaN, highest = Number.NaN] = [sorted[0]?.[0], sorted.at(-1)?.[1]]
  const apart = isWholeScore ? 1 : 0
  const isUnbroken = sorted.every(([from, to], place) => from <= to && (place === 0 || from === (sorted[place - 1]?.[1] ?? 0) + apart))
  if (!isUnbroken || isWholeScore !== (border === undefined)) return false
  if (!range) return !isWholeScore
  return isWholeScore ? lowest === range.from && highest === range.to : lowest <= range.from && highest >= range.to
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
  readonly about?: About
  readonly impact?: string
  readonly answered: number
  readonly scores: Readonly<Record<string, number | null>>
  readonly bands: Readonly<Record<string, Readonly<Record<string, string | number | null>>>>
  /** Absent when nobody need be alerted. */
  readonly alerts?: readonly string[]
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
  const found = 'refused' in given ? given : score(instrument, example.version, given.answers, given.impact, example.about)
  if ('refused' in found) return [{ fault: 'example-refused', at: example.name, found }]
  const { answered, scores, bands, alerts } = found
  const holds =
    answered === example.answered &&
    isSame(scores, example.scores) &&
    Object.keys(bands).length === Object.keys(example.bands).length &&
    Object.entries(bands).every(([system, row]) => isSame(row, example.bands[system] ?? {})) &&
    alerts.join() === (example.alerts ?? []).join()
  return holds ? [] : [{ fault: 'example-does-not-hold', at: example.name, found: { answered, scores, bands, alerts } }]
}

type Row = Readonly<Record<string, unknown>>

function isSame(one: Row, other: Row): boolean {
  return Object.keys(one).length === Object.keys(other).length && Object.entries(one).every(([key, value]) => other[key] === value)
}
