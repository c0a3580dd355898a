/** From columns of answers to columns of scores: reversal, missing rules, sums, the supplement with its gate. */
import { type AnswerColumns, type Block, columnOf, none, type Places, scoresOf, type Step } from './columns.ts'
import type { Answers, Instrument, Missing, Scale, Version } from './instrument.ts'
import { answersIn, answersTo, askedItems, findImpactForm } from './instrument.ts'
import { pointsOf, scaleItems } from './range.ts'

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

/** A scale: what its answers add up to, and what that amounts to. */
export function scaleStep(instrument: Instrument, version: Version, scale: Scale, places: Places): Step {
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
export function unscoredStep({ unscored = [], ...instrument }: Instrument, version: Version, places: Places): Step {
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
export function sumStep(of: readonly number[], place: number): Step {
  return (_, into, { start, length }) => {
    const scores = scoresOf(into, place)
    for (const [turn, part] of of.entries()) {
      const parts = scoresOf(into, part)
      if (turn === 0) for (let row = start; row < start + length; row += 1) scores[row] = parts[row] ?? 0
      else for (let row = start; row < start + length; row += 1) scores[row] = (scores[row] ?? 0) + (parts[row] ?? 0)
    }
  }
}

/** The gate first: closed, it is 0 whatever else is filled in. A missing item counts 0, and nothing is pro-rated. */
export function impactSteps(instrument: Instrument, version: Version, places: Places): readonly Step[] {
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
