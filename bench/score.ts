/**
 * Scoring a million SDQ responses: the compiled rules against a loop written by hand for this one form, which does the
 * same with missing answers, impact and both band systems. They read the same columns, write the same columns, and must
 * agree on every response.
 */
import { readFileSync } from 'node:fs'
import { type AnswerColumns, none, type ScoreColumns } from '#domain/instrument/columns.ts'
import { compile } from '#domain/instrument/compile.ts'
import type { Instrument } from '#domain/instrument/instrument.ts'
import { median } from './load.ts'

const form = 'p4-17'
const rounds = 7

export type ScoreFigures = { readonly perSecond: number; readonly byHandPerSecond: number; readonly ratio: number }

/** Rounds of the two alternate, so that a machine that slows down slows both; the first ones warm up and do not count. */
export function measureScoring(responses: number): ScoreFigures {
  const file: Instrument = JSON.parse(readFileSync(new URL('../content/instruments/sdq/instrument.json', import.meta.url), 'utf8'))
  const sdq = { ...file, bandSystems: file.bandSystems.filter(({ code }) => code === 'threeBand' || code === 'fourBand') }
  const rules = compile(sdq, form)
  if (!rules) throw new Error('the SDQ has no form for parents')
  const given = invent(
    rules.items.map(({ allowed }) => allowed.to),
    responses,
  )
  const found = rules.columns(responses)
  const expected = rules.columns(responses)
  const limits = rules.bands.map(({ system, score }) => limitsOf(sdq, system, score))

  const compiled: number[] = []
  const byHand: number[] = []
  for (let round = 0; round < rounds; round++) {
    compiled.push(secondsOf(() => rules.run(given, found, responses)))
    byHand.push(secondsOf(() => scoreByHand(given, expected, limits, responses)))
  }
  holdAgainst(found, expected)
  const [perSecond, byHandPerSecond] = [compiled, byHand].map((seconds) => responses / median(seconds.slice(2)))
  if (!perSecond || !byHandPerSecond) throw new Error('nothing was measured')
  return { perSecond, byHandPerSecond, ratio: perSecond / byHandPerSecond }
}

function secondsOf(work: () => unknown): number {
  const from = performance.now()
  work()
  return (performance.now() - from) / 1000
}

/** The same responses every time: about one answer in twelve is missing, and one form in ten is nearly empty. */
function invent(highest: readonly number[], responses: number): AnswerColumns {
  let state = 20_261_122
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  const isSparse = Array.from({ length: responses }, () => chance() < 0.1)
  return {
    answers: highest.map((to) =>
      Uint8Array.from({ length: responses }, (_, row) =>
        chance() < (isSparse[row] ? 0.6 : 0.03) ? none : Math.floor(chance() * (to + 1)),
      ),
    ),
  }
}

/** Where each later band begins, or for what is good when it is high, ends. */
type Limits = readonly number[]

/** NOTE: read from the instrument, for a cut-off stands in one file. */
function limitsOf({ bandSystems }: Instrument, system: string, score: string): Limits {
  const tables = bandSystems.find(({ code }) => code === system)?.tables ?? []
  const spans = tables.find((table) => table.version === form && Object.hasOwn(table.spans, score))?.spans[score]
  if (!spans) throw new Error(`no bands for ${score}`)
  return spans.slice(1).map(([from, to]) => (spans[0]![0] === 0 ? from : to))
}

/** What somebody writes who knows this one form by heart: 25 answers, five scales, three sums, impact, two systems of bands. */
function scoreByHand({ answers }: AnswerColumns, into: ScoreColumns, limits: readonly Limits[], responses: number): void {
  const [a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, a18, a19, a20, a21, a22, a23, a24, a25] = listOf(
    25,
    answers.slice(0, 25),
  )
  const [gate, i1, i2, i3, i4, i5] = listOf(6, answers.slice(25))
  const [emotional, conduct, hyperactivity, peer, prosocial, total, internalising, externalising, impact] = listOf(9, into.scores)
  const [e3, c3, h3, p3, s3, t3, i3b, e4, c4, h4, p4, s4, t4, i4b] = listOf(14, into.bands)
  const [le3, lc3, lh3, lp3, ls3, lt3, li3, le4, lc4, lh4, lp4, ls4, lt4, li4] = listOf(
    14,
    limits.map(([a = Infinity, b = Infinity, c = Infinity]) => ({ a, b, c })),
  )
  const { answered } = into
  for (let row = 0; row < responses; row++) {
    const e = five(a3[row]!, a8[row]!, a13[row]!, a16[row]!, a24[row]!)
    const c = five(a5[row]!, turned(a7[row]!), a12[row]!, a18[row]!, a22[row]!)
    const h = five(a2[row]!, a10[row]!, a15[row]!, turned(a21[row]!), turned(a25[row]!))
    const p = five(a6[row]!, turned(a11[row]!), turned(a14[row]!), a19[row]!, a23[row]!)
    const s = five(a1[row]!, a4[row]!, a9[row]!, a17[row]!, a20[row]!)
    answered[row] = (e & 7) + (c & 7) + (h & 7) + (p & 7) + (s & 7)
    const ve = scaleOf(e)
    const vc = scaleOf(c)
    const vh = scaleOf(h)
    const vp = scaleOf(p)
    const vs = scaleOf(s)
    const vt = ve + vc + vh + vp
    const vi = impactOf(gate[row]!, i1[row]!, i2[row]!, i3[row]!, i4[row]!, i5[row]!)
    emotional[row] = ve
    conduct[row] = vc
    hyperactivity[row] = vh
    peer[row] = vp
    prosocial[row] = vs
    total[row] = vt
    internalising[row] = ve + vp
    externalising[row] = vc + vh
    impact[row] = vi
    e3[row] = raised(ve, le3.a, le3.b, le3.c)
    c3[row] = raised(vc, lc3.a, lc3.b, lc3.c)
    h3[row] = raised(vh, lh3.a, lh3.b, lh3.c)
    p3[row] = raised(vp, lp3.a, lp3.b, lp3.c)
    s3[row] = vs !== vs ? none : vs > ls3.a ? 0 : vs > ls3.b ? 1 : 2
    t3[row] = raised(vt, lt3.a, lt3.b, lt3.c)
    i3b[row] = raised(vi, li3.a, li3.b, li3.c)
    e4[row] = raised(ve, le4.a, le4.b, le4.c)
    c4[row] = raised(vc, lc4.a, lc4.b, lc4.c)
    h4[row] = raised(vh, lh4.a, lh4.b, lh4.c)
    p4[row] = raised(vp, lp4.a, lp4.b, lp4.c)
    s4[row] = vs !== vs ? none : vs > ls4.a ? 0 : vs > ls4.b ? 1 : vs > ls4.c ? 2 : 3
    t4[row] = raised(vt, lt4.a, lt4.b, lt4.c)
    i4b[row] = raised(vi, li4.a, li4.b, li4.c)
  }
}

function raised(value: number, a: number, b: number, c: number): number {
  return value !== value ? none : value < a ? 0 : value < b ? 1 : value < c ? 2 : 3
}

type ListOf<Length extends number, Element, Made extends Element[] = []> = Made['length'] extends Length
  ? Made
  : ListOf<Length, Element, [...Made, Element]>

/** The list, known to be as long as it is. */
function listOf<Length extends number, Element>(length: Length, list: readonly Element[]): ListOf<Length, Element> {
  if (list.length !== length) throw new Error(`${list.length} columns where there are ${length}`)
  return list as ListOf<Length, Element>
}

function turned(answer: number): number {
  return answer === none ? none : 2 - answer
}

/** The sum of five answers, and in the lowest three bits how many there were. */
function five(a: number, b: number, c: number, d: number, e: number): number {
  let sum = 0
  if (a !== none) sum += a * 8 + 1
  if (b !== none) sum += b * 8 + 1
  if (c !== none) sum += c * 8 + 1
  if (d !== none) sum += d * 8 + 1
  if (e !== none) sum += e * 8 + 1
  return sum
}

function scaleOf(sum: number): number {
  const answers = sum & 7
  return answers < 3 ? Number.NaN : Math.floor(0.5 + (5 * (sum >> 3)) / answers)
}

function impactOf(gate: number, a: number, b: number, c: number, d: number, e: number): number {
  if (gate === 0) return 0
  if (a === none && b === none && c === none && d === none && e === none) return Number.NaN
  return weightOf(a) + weightOf(b) + weightOf(c) + weightOf(d) + weightOf(e)
}

function weightOf(answer: number): number {
  return answer === none || answer < 2 ? 0 : answer - 1
}

/** Every score, band and count of every response. */
function holdAgainst(found: ScoreColumns, expected: ScoreColumns): void {
  const columns = (of: ScoreColumns) => [of.answered, ...of.scores, ...of.bands]
  for (const [place, column] of columns(found).entries()) {
    const other = columns(expected)[place]!
    const row = column.findIndex((value: number, at: number) => !Object.is(value, other[at]))
    if (row !== -1) throw new Error(`response ${row}, column ${place}: ${column[row]} and by hand ${other[row]}`)
  }
}
