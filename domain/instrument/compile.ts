/**
 * An instrument's rules made ready for many responses at once: columns of answers in, columns of scores and bands out.
 * `score` scores its one response by the same.
 *
 * What an answer counts, what a sum of so much from so many answers amounts to, and which band a score falls in are each
 * worked out once, for every possible answer, and then only looked up. No rule is read, and nothing is made, for a response.
 */
import type { Answers, BandTable, Instrument, Missing, Scale, Sex, TableFor, Version } from './instrument.ts'
import { answersIn, answersTo, askedItems, findImpactForm, findVersion, isAnswer, scored } from './instrument.ts'
import { isWhole, pointsOf, rangeOf, scaleItems } from './range.ts'
import { type About, findTable } from './table.ts'

/** In a column of answers: not answered. In a column of bands: no band. No answer may be that high, and no system has as many. */
export const none = 255

/** In columns of whom the answers are about. */
export const sexes: Readonly<Record<Sex, number>> = { girl: 1, boy: 2 }
export const unknownSex = 0
export const unknownAge = 65_535

/** Responses to one version, a column for each thing that is known of them. */
export type AnswerColumns = {
  /** Of each asked item in order, then of each item of the impact that counts, its gate first: raw answers, or `none`. */
  readonly answers: readonly Uint8Array[]
  /** 1 girl, 2 boy, 0 unknown; absent when it is not known of any. */
  readonly sex?: Uint8Array
  /** Completed months, or `unknownAge`; absent when it is not known of any. */
  readonly ageInMonths?: Uint16Array
}

/** What they amount to. */
export type ScoreColumns = {
  readonly answered: Uint16Array
  /** In the order of `scores`; NaN is no score. */
  readonly scores: readonly Float64Array[]
  /** In the order of `bands`: places in the system's list, the best first, or `none`. */
  readonly bands: readonly Uint8Array[]
  /** In the order of `alerts`: 1 when somebody must see it. */
  readonly alerts: readonly Uint8Array[]
}

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

/** Responses are scored so many at a time, so that what is being added up stays close to the processor. */
const blockSize = 2048

/** Does one thing to a block of responses. */
type Step = (given: AnswerColumns, into: ScoreColumns, block: Block) => void

type Block = { start: number; length: number; readonly sums: Int32Array; isRefused: boolean }

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

type Places = { readonly item: (code: string) => number; readonly score: (code: string) => number }

function refusalIn(items: Compiled['items'], answers: AnswerColumns['answers'], { start, length }: Block): ColumnRefusal | undefined {
  for (let row = start; row < start + length; row += 1) {
    const at = items.findIndex(({ allowed }, place) => answers[place]?.[row] !== none && !isAnswer(allowed, answers[place]?.[row]))
    const item = items[at]
    if (item) return { refused: 'answer-out-of-range', row, item: item.code, found: answers[at]?.[row] ?? none }
  }
  return undefined
}

/**
 * Counts of answers and sums of points go into one whole number each response: the count in its lowest bits, the points above.
 * What is no answer makes it negative, however much is added.
 */
function countBits(items: number): number {
  return 32 - Math.clz32(items)
}
const refusedAnswer = -(2 ** 24)

/** For every byte, what it adds: points and one answer; nothing when there is none. */
function additions(allowed: Answers, bits: number, counts: 0 | 1, points: (answer: number) => number): Int32Array {
  const byAnswer = new Int32Array(256).fill(refusedAnswer)
  byAnswer[none] = 0
  for (const answer of answersIn(allowed)) byAnswer[answer] = points(answer) * 2 ** bits + counts
  return byAnswer
}

type Term = { readonly column: number; readonly adds: Int32Array }

/** Adds up what the answers of each response add. */
function addUp(terms: readonly Term[], given: AnswerColumns, block: Block): void {
  const { start, length, sums } = block
  sums.fill(0)
  for (const { column, adds } of terms) {
    const answers = columnOf(given, column)
    for (let row = 0; row < length; row += 1) sums[row] = (sums[row] ?? 0) + (adds[answers[start + row] ?? 0] ?? 0)
  }
}

function scaleStep(instrument: Instrument, version: Version, scale: Scale, places: Places): Step {
  const { counted, added } = scaleItems(instrument, version, scale)
  const bits = countBits(counted.length)
  const term = (item: string, counts: 0 | 1): Term => {
    const allowed = answersTo(instrument, version, item)
    return { column: places.item(item), adds: additions(allowed, bits, counts, (answer) => pointsOf(scale, item, allowed, answer)) }
  }
  const terms = [...counted.map((item) => term(item, 1)), ...added.map((item) => term(item, 0))]
  const amounts = amountsOf(instrument, version, scale, counted.length, bits, most(terms))
  return scoresBySums(terms, amounts, bits, places.score(scale.code), !scale.isPart)
}

/** Looks up what each response's sum amounts to, and counts its answers when these are nobody else's. */
function scoresBySums(terms: readonly Term[], amounts: Float64Array, bits: number, place: number, countsAnswers: boolean): Step {
  const countMask = countsAnswers ? 2 ** bits - 1 : 0
  return (given, into, block) => {
    addUp(terms, given, block)
    const { start, length, sums } = block
    const { answered } = into
    const scores = scoresOf(into, place)
    for (let row = 0; row < length; row += 1) {
      const sum = sums[row] ?? 0
      if (sum < 0) {
        block.isRefused = true
        continue
      }
      scores[start + row] = amounts[sum] ?? 0
      answered[start + row] = (answered[start + row] ?? 0) + (sum & countMask)
    }
  }
}

/** The greatest sum there can be. */
function most(terms: readonly Term[]): number {
  return terms.reduce((sum, { adds }) => sum + Math.max(...adds), 0)
}

function amountsOf(instrument: Instrument, version: Version, scale: Scale, items: number, bits: number, greatest: number): Float64Array {
  const cutOff = cutOffOf(instrument, version, scale)
  return Float64Array.from(
    { length: greatest + 1 },
    (_, sum) => amount(scale, items, sum >> bits, sum & (2 ** bits - 1), cutOff) ?? Number.NaN,
  )
}

/** What so many points from so many of the items amount to; null when too many are missing. */
function amount({ combine, times, missing }: Scale, items: number, points: number, answered: number, cutOff: number): number | null {
  if (answered === 0 || answered < fewest(missing, items)) return null
  if (missing.rule === 'nearCutOff') {
    const isRaised = items - answered >= missing.missing && Math.abs(points - cutOff) <= missing.within
    return times * (isRaised ? (points * items) / answered : points)
  }
  return times * (combine === 'mean' ? points / answered : roundHalfUp(items * points, answered))
}

/** How many answers there must be at least. */
export function fewest(missing: Missing, items: number): number {
  if (missing.rule === 'half') return Math.ceil(items / 2)
  if (missing.rule === 'atMost') return items - missing.missing
  return missing.rule === 'all' ? items : missing.answered
}

/** Whole numbers all the way, so that a half is a half: 2.5 becomes 3, 7.5 becomes 8. */
function roundHalfUp(numerator: number, denominator: number): number {
  return Math.floor((2 * numerator + denominator) / (2 * denominator))
}

/** Where the worst band of the system begins that the missing rule names; NaN when there is none. */
export function cutOffOf({ bandSystems }: Instrument, version: Version, { code, missing }: Scale): number {
  if (missing.rule !== 'nearCutOff') return Number.NaN
  const tables = bandSystems.find((system) => system.code === missing.bandSystem)?.tables ?? []
  return tables.find((table) => table.version === version.code)?.spans[code]?.at(-1)?.[0] ?? Number.NaN
}

/** Items that count in no score are answers all the same, and may be out of range. */
function unscoredStep({ unscored = [], ...instrument }: Instrument, version: Version, places: Places): Step {
  const asked = askedItems(instrument, version).filter((item) => unscored.includes(item))
  const terms = asked.map((item) => ({
    column: places.item(item),
    adds: additions(answersTo(instrument, version, item), 0, 1, () => 0),
  }))
  return (given, { answered }, block) => {
    addUp(terms, given, block)
    const { start, length, sums } = block
    for (let row = 0; row < length; row += 1) {
      const sum = sums[row] ?? 0
      if (sum < 0) block.isRefused = true
      else answered[start + row] = (answered[start + row] ?? 0) + sum
    }
  }
}

/** No score as soon as a part has none: NaN and a number are NaN. */
function sumStep(of: readonly number[], place: number): Step {
  return (_, into, { start, length }) => {
    const scores = scoresOf(into, place)
    for (const [turn, part] of of.entries()) {
      const parts = scoresOf(into, part)
      if (turn === 0) for (let row = start; row < start + length; row += 1) scores[row] = parts[row] ?? 0
      else for (let row = start; row < start + length; row += 1) scores[row] = (scores[row] ?? 0) + (parts[row] ?? 0)
    }
  }
}

function impactItems(instrument: Instrument, version: Version): readonly string[] {
  const form = findImpactForm(instrument, version)
  return instrument.impact && form ? [instrument.impact.gate, ...form.scored] : []
}

function impactAnswers({ impact, items }: Instrument, code: string): Answers | undefined {
  return impact === undefined || items.includes(code) ? undefined : { from: 0, to: impact.recode.length - 1 }
}

/** The gate first: closed, it is 0 whatever else is filled in. A missing item counts 0, and nothing is pro-rated. */
function impactSteps(instrument: Instrument, version: Version, places: Places): readonly Step[] {
  const { impact } = instrument
  if (!impact) return []
  const place = places.score(impact.code)
  const form = findImpactForm(instrument, version)
  if (!form) return [(_, into, { start, length }) => void scoresOf(into, place).fill(Number.NaN, start, start + length)]
  const allowed = { from: 0, to: impact.recode.length - 1 }
  const bits = countBits(form.scored.length)
  const terms = form.scored.map((item) => ({
    column: places.item(item),
    adds: additions(allowed, bits, 1, (answer) => impact.recode[answer] ?? 0),
  }))
  const amounts = Float64Array.from({ length: most(terms) + 1 }, (_, sum) => (sum === 0 ? Number.NaN : sum >> bits))
  const gateColumn = places.item(impact.gate)
  const byItems = scoresBySums(terms, amounts, bits, place, false)
  const byGate: Step = (given, into, block) => {
    const gates = columnOf(given, gateColumn)
    const scores = scoresOf(into, place)
    for (let row = block.start; row < block.start + block.length; row += 1) {
      const gate = gates[row] ?? 0
      if (gate === impact.closed) scores[row] = 0
      else if (gate > allowed.to && gate !== none) block.isRefused = true
    }
  }
  return [byItems, byGate]
}

function convertedSteps(instrument: Instrument, version: Version, places: Places): readonly Step[] {
  return instrument.converted.map(({ code, of, gradeIsAgeLess, tables }) => {
    const range = rangeOf(instrument, version.code, of) ?? { from: 0, to: 0 }
    return byTable(version, tables, gradeIsAgeLess, (table) => {
      const values = new Float64Array(range.to - range.from + 1).fill(Number.NaN)
      for (const [raw, value] of table?.values ?? []) values[raw - range.from] = value
      const [source, place] = [places.score(of), places.score(code)]
      return (into, from, to) => {
        const raw = scoresOf(into, source)
        const scores = scoresOf(into, place)
        for (let row = from; row < to; row += 1) {
          const step = (raw[row] ?? 0) - range.from
          scores[row] = step >= 0 ? (values[step] ?? 0) : Number.NaN
        }
      }
    })
  })
}

function bandStep(instrument: Instrument, version: Version, system: string, code: string, source: number, place: number): Step {
  const { tables = [], gradeIsAgeLess } = instrument.bandSystems.find((one) => one.code === system) ?? {}
  const range = rangeOf(instrument, version.code, code)
  const fitting = tables.filter(({ spans }) => Object.hasOwn(spans, code))
  return byTable(version, fitting, gradeIsAgeLess, (table) => {
    const spans = range ? (table?.spans[code] ?? []) : []
    return isWhole(instrument, code) && range
      ? wholeBands(placesOf(spans, range.from, range.to), range.from, source, place)
      : borderBands(spans, table?.border, source, place)
  })
}

/** Does to some rows what a table says. */
type Look = (into: ScoreColumns, from: number, to: number) => void

/** For every whole score from the lowest to the highest, which span it lies in. */
function placesOf(spans: readonly (readonly [number, number])[], from: number, to: number): Uint8Array {
  return Uint8Array.from({ length: to - from + 1 }, (_, step) => {
    const found = spans.findIndex(([low, high]) => low <= from + step && from + step <= high)
    return found === -1 ? none : found
  })
}

function wholeBands(places: Uint8Array, lowest: number, source: number, place: number): Look {
  return (into, from, to) => {
    const scores = scoresOf(into, source)
    const bands = bandsOf(into, place)
    for (let row = from; row < to; row += 1) {
      const step = (scores[row] ?? 0) - lowest
      bands[row] = step >= 0 ? (places[step] ?? 0) : none
    }
  }
}

/** Spans that share their ends: from the lowest up, the first whose end is not below the score, or lies above it. */
function borderBands(spans: readonly (readonly [number, number])[], border: BandTable['border'], source: number, place: number): Look {
  const rising = spans.map(([from, to], rank) => ({ from, to, rank })).toSorted((one, other) => one.from - other.from)
  const last = rising.at(-1)
  const rankOf = (score: number) => {
    if (!(score >= (rising[0]?.from ?? Number.NaN) && score <= (last?.to ?? Number.NaN))) return none
    return (rising.find(({ to }) => (border === 'above' ? score < to : score <= to)) ?? last)?.rank ?? none
  }
  return (into, from, to) => {
    const scores = scoresOf(into, source)
    const bands = bandsOf(into, place)
    for (let row = from; row < to; row += 1) bands[row] = rankOf(scores[row] ?? Number.NaN)
  }
}

/** Ages that are told apart, in months; whoever is older is as old as that, and the last of all is who is of no known age. */
const agesApart = 1_200
const keysOfSex = agesApart + 2

/**
 * Looks up in the table that is for each response. Where one is for all, whole blocks are looked up; else which table is for
 * which sex and age is found once.
 */
function byTable<Table extends TableFor>(
  version: Version,
  tables: readonly Table[],
  gradeIsAgeLess: number | undefined,
  look: (table: Table | undefined) => Look,
): Step {
  const own = tables.filter((table) => table.version === version.code)
  if (own.every(({ sex, ages, grades }) => sex === undefined && ages === undefined && grades === undefined)) {
    const forAll = look(own[0])
    return (_, into, { start, length }) => forAll(into, start, start + length)
  }
  const looks = [look(undefined), ...own.map(look)]
  const notYetFound = looks.length
  const chosen = new Uint8Array(3 * keysOfSex).fill(notYetFound)
  return ({ sex, ageInMonths }, into, { start, length }) => {
    for (let row = start; row < start + length; row += 1) {
      const sexKey = sex?.[row] ?? unknownSex
      const age = ageInMonths?.[row] ?? unknownAge
      const key = sexKey * keysOfSex + (age === unknownAge ? agesApart + 1 : Math.min(age, agesApart))
      if (chosen[key] === notYetFound) {
        const found = findTable(own, version.code, aboutOf(sexKey, age), gradeIsAgeLess)
        chosen[key] = typeof found === 'string' ? 0 : own.indexOf(found) + 1
      }
      looks[chosen[key] ?? 0]?.(into, row, row + 1)
    }
  }
}

function aboutOf(sex: number, ageInMonths: number): About {
  return {
    ...(sex === sexes.girl ? { sex: 'girl' } : sex === sexes.boy ? { sex: 'boy' } : {}),
    ...(ageInMonths === unknownAge ? {} : { ageInMonths }),
  }
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

function columnOf({ answers }: AnswerColumns, place: number): Uint8Array {
  const column = answers[place]
  if (!column) throw new Error(`there is no column of answers at place ${place}`)
  return column
}

function scoresOf({ scores }: ScoreColumns, place: number): Float64Array {
  const column = scores[place]
  if (!column) throw new Error(`there is no column of scores at place ${place}`)
  return column
}

function bandsOf({ bands }: ScoreColumns, place: number): Uint8Array {
  const column = bands[place]
  if (!column) throw new Error(`there is no column of bands at place ${place}`)
  return column
}
