/**
 * From answers to scores and bands: the one interpreter of every `instrument.json`.
 *
 * The rules are those of the SDQ's scoring notes (Youthinmind, 19 August 2014): reversal first; a scale needs a
 * minimum of answers and is then pro-rated, halves up; totals are sums of the *rounded* scales; impact looks at its
 * gate first and is never pro-rated. Bankers' rounding, and taking a missing answer for 0, give wrong scores.
 */
import { none, type ScoreColumns, sexes, unknownAge, unknownSex } from './columns.ts'
import { type Compiled, compile } from './compile.ts'
import type { Answers, BandName, Instrument } from './instrument.ts'
import { isAnswer } from './instrument.ts'
import type { About } from './table.ts'

/** A raw answer for each item of the version in order; `null` is not answered, and is not 0. */
export type ItemAnswers = readonly (number | null)[]

/** Answers to the impact's gate and to its scored items in order. */
export type ImpactAnswers = { readonly gate: number | null; readonly items: ItemAnswers }

/** What somebody's answers amount to, with what made it. A score that can't be had is `null`. */
export type Score = {
  readonly instrument: string
  readonly edition: string
  readonly version: string
  /** How many of the items (the impact, and what is only added to a scale, apart) were answered. */
  readonly answered: number
  readonly scores: Readonly<Record<string, number | null>>
  /** By band system and score; `null` without a score, and where there is no band for the version, the sex or the age. */
  readonly bands: Readonly<Record<string, Readonly<Record<string, BandName | null>>>>
}

/** A score as it is kept: with the rules and the norms that made it, and the answers that somebody must see. */
export type Reckoned = Score & {
  readonly scoringVersion: string
  readonly normVersion: string
  /** Codes of the instrument's alerts, whatever the sum. Shown to a named professional, and only where the child is known. */
  readonly alerts: readonly string[]
}

/** Why nothing was scored. Answers are refused as they stand: nothing is rounded, cut or filled in. */
export type ScoreRefusal =
  | { readonly refused: 'unknown-version'; readonly found: string }
  | { readonly refused: 'wrong-number-of-answers'; readonly found: number; readonly expected: number }
  | { readonly refused: 'answer-out-of-range'; readonly item: string; readonly found: unknown; readonly allowed: Answers }
  | { readonly refused: 'no-impact'; readonly found: string }
  | { readonly refused: 'wrong-number-of-impact-answers'; readonly found: number; readonly expected: number }

/**
 * Scores one form. Without `impact` (a form of the items alone) the impact score is missing. Without `about`, bands and
 * conversions that depend on sex or age are missing.
 *
 * @example score(sdq, 'p4-17', answers, { gate: 1, items: [2, 1, null, 0, 0] }, { sex: 'girl', ageInMonths: 75 })
 */
export function score(
  instrument: Instrument,
  version: string,
  answers: ItemAnswers,
  impact: ImpactAnswers | null = null,
  about: About = {},
): Reckoned | ScoreRefusal {
  const rules = compile(instrument, version)
  if (!rules) return { refused: 'unknown-version', found: version }
  const refusal = refusalOf(rules, answers, impact)
  if (refusal) return refusal
  const given = [...answers, ...(impact ? [impact.gate, ...impact.items] : [])]
  const into = rules.columns(1)
  rules.run(
    {
      answers: rules.items.map((_, place) => Uint8Array.of(given[place] ?? none)),
      sex: Uint8Array.of(about.sex === undefined ? unknownSex : sexes[about.sex]),
      ageInMonths: Uint16Array.of(about.ageInMonths ?? unknownAge),
    },
    into,
    1,
  )
  return {
    instrument: instrument.code,
    edition: instrument.edition,
    scoringVersion: instrument.scoringVersion,
    normVersion: instrument.normVersion,
    version,
    ...written(instrument, rules, into),
  }
}

/** The one response of the columns, by its names. */
function written(
  { bandSystems }: Instrument,
  { scores, bands, alerts }: Compiled,
  into: ScoreColumns,
): Pick<Reckoned, 'answered' | 'scores' | 'bands' | 'alerts'> {
  const bandOf = (code: string, score: string) => {
    const place = into.bands[bands.findIndex((one) => one.system === code && one.score === score)]?.[0] ?? none
    return bandSystems.find((one) => one.code === code)?.bands[place]?.code ?? null
  }
  return {
    answered: into.answered[0] ?? 0,
    scores: Object.fromEntries(
      scores.map((code, place) => {
        const value = into.scores[place]?.[0] ?? Number.NaN
        return [code, Number.isNaN(value) ? null : value]
      }),
    ),
    bands: Object.fromEntries(
      bandSystems.map(({ code, of }) => [code, Object.fromEntries(of.map((score) => [score, bandOf(code, score)]))]),
    ),
    alerts: alerts.filter((_, place) => into.alerts[place]?.[0] === 1),
  }
}

function refusalOf({ version, items, asked }: Compiled, answers: ItemAnswers, impact: ImpactAnswers | null): ScoreRefusal | undefined {
  if (answers.length !== asked) return { refused: 'wrong-number-of-answers', found: answers.length, expected: asked }
  const wrong = outOfRange(items.slice(0, asked), answers)
  if (wrong || impact === null) return wrong
  const [gate, ...scored] = items.slice(asked)
  if (!gate) return { refused: 'no-impact', found: version.code }
  if (impact.items.length !== scored.length)
    return { refused: 'wrong-number-of-impact-answers', found: impact.items.length, expected: scored.length }
  return outOfRange([gate, ...scored], [impact.gate, ...impact.items])
}

/** NOTE: by place and not by `find`, so that a hole in the list is seen, and is not taken for an answer left open. */
function outOfRange(items: Compiled['items'], answers: ItemAnswers): ScoreRefusal | undefined {
  for (const [place, { code: item, allowed }] of items.entries()) {
    const found: unknown = answers[place]
    if (found !== null && !isAnswer(allowed, found)) return { refused: 'answer-out-of-range', item, found, allowed }
  }
  return undefined
}
