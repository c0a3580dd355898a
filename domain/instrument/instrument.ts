/**
 * An instrument as data: which items, how they become scores, and what a score is called (decision 0007).
 *
 * No number that somebody could argue about stands in code: reversal, missing rule, cut-offs and reliability are
 * read from `content/instruments/<code>/instrument.json`, where each has its source. Wording stands apart
 * (`InstrumentText`), for it may belong to others and be absent; an instrument without words is not asked.
 */
import type { RespondentLanguage } from '../text/text.ts'

/** Who fills it in about the child. `self` is the child or young person. */
export type Informant = 'parent' | 'teacher' | 'self'

/** A name in both languages; a scale's name gives no item away. */
export type Name = { readonly da: string; readonly en: string }

export type Instrument = {
  /** Number of this JSON format, not of the content. */
  readonly format: 1
  readonly code: string
  /** Of this file, "1.0". Kept with every score: a new norm or a corrected rule is a new edition. */
  readonly edition: string
  readonly name: Name
  /** False for what is made up: its scores say nothing about a child, and every page that shows one says so. */
  readonly isValidated: boolean
  readonly versions: readonly Version[]
  /** The lowest and highest raw answer to an item, both whole numbers. Answers are numbers, never places on a page. */
  readonly answers: Span
  /** Codes of all items in the order they are always asked; nobody may ask only some of them. */
  readonly items: readonly string[]
  readonly scales: readonly Scale[]
  /** Sums of the rounded scales. */
  readonly derived: readonly Derived[]
  readonly impact?: Impact
  readonly bandSystems: readonly BandSystem[]
  /** What a change is measured against (`change.ts`). */
  readonly reliability: readonly Reliability[]
}

/** Both ends belong to it. */
export type Span = { readonly from: number; readonly to: number }

/** A form of it, for one informant and one age: "p4-17". */
export type Version = {
  readonly code: string
  readonly informant: Informant
  /** Years of the child. */
  readonly ages: Span
  /** Only scores of one family may be compared over time. */
  readonly family: string
  /** How far back an answer looks, as an ISO 8601 duration: "P6M". */
  readonly recall: string
}

export type Scale = {
  readonly code: string
  readonly name: Name
  /** Whether a high score is a difficulty or something good. */
  readonly high: 'difficulty' | 'strength'
  readonly items: readonly string[]
  /** Items answered the other way round: their value counts from the other end. */
  readonly reversed: readonly string[]
  /** `sum` is rounded to whole numbers, halves up, when it is pro-rated; `mean` is not rounded. */
  readonly combine: 'sum' | 'mean'
  /** The combined value is multiplied by this: 1 for most, 4 to bring 0-25 to 0-100. */
  readonly times: number
  /** With fewer answers there is no score; from here on, the missing ones count as the mean of those given. */
  readonly minimumAnswered: number
}

export type Derived = {
  readonly code: string
  readonly name: Name
  readonly high: 'difficulty' | 'strength'
  readonly of: readonly string[]
}

/** A supplement about how much it weighs on the day: a gate, and items asked only when the gate says there is something. */
export type Impact = {
  readonly code: string
  readonly name: Name
  readonly gate: string
  /** The raw answer to the gate that says "no difficulties": the score is then 0, whatever else is filled in. */
  readonly closed: number
  /** Raw answers to the gate and the items are the places in this list; it says what each counts. */
  readonly recode: readonly number[]
  readonly forms: Readonly<Partial<Record<Informant, ImpactForm>>>
}

export type ImpactForm = {
  /** Codes in the order they are asked, the gate apart. */
  readonly asked: readonly string[]
  /** Those that count, in the order their answers are given to `score`. */
  readonly scored: readonly string[]
}

/** A band is called by a word or a number, as its authors do. */
export type BandName = string | number

/** One way of dividing scores into bands. Two systems are never mixed in one comparison. */
export type BandSystem = {
  readonly code: string
  readonly name: Name
  /** From the best to the worst. */
  readonly bands: readonly { readonly code: BandName; readonly name: Name }[]
  /** Scores it is made for; each is in every result, `null` where a version has no band. */
  readonly of: readonly string[]
  readonly tables: readonly BandTable[]
}

/** Cut-offs. This is the only place they stand. */
export type BandTable = {
  readonly version: string
  readonly source: string
  /** False until a person has held it against the named publication: a page that shows the band says so. */
  readonly verified: boolean
  /** For each score the spans of the bands, in the order of `bands`, without gap or overlap. */
  readonly spans: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>>
}

/** What is known of how exactly a score is measured, in one population. */
export type Reliability = {
  readonly family: string
  readonly informant: Informant
  readonly score: string
  /** `internalConsistency`: how well the items agree; `retest`: how well the same score comes again. */
  readonly kind: 'internalConsistency' | 'retest'
  readonly standardDeviation: number
  /** 0 to 1. */
  readonly coefficient: number
  readonly source: string
  readonly verified: boolean
}

/** The words of one version in one language, our own or from a licensed pack. */
export type InstrumentText = {
  readonly format: 1
  readonly instrument: string
  readonly version: string
  readonly language: RespondentLanguage
  readonly title: string
  readonly intro: string
  /** Shown to whoever wonders why it is asked. */
  readonly why: string
  readonly themes: { readonly items: string; readonly impact?: string }
  /** Words of the answers to an item, from the lowest raw answer to the highest. */
  readonly options: readonly string[]
  /** By item code, the impact's too; those of the impact bring their own answers. */
  readonly items: Readonly<Record<string, { readonly question: string; readonly help?: string; readonly options?: readonly string[] }>>
}

/** The version of that code, if the instrument has it. */
export function findVersion(instrument: Instrument, code: string): Version | undefined {
  return instrument.versions.find((version) => version.code === code)
}

/** The impact items of that version's informant; undefined when it has no impact supplement. */
export function findImpactForm({ impact }: Instrument, { informant }: Version): ImpactForm | undefined {
  return impact?.forms[informant]
}

/** Everything that has a score, in the order it is shown: scales, derived scores, impact. */
export function scored({ scales, derived, impact }: Instrument): readonly Pick<Derived, 'code' | 'name' | 'high'>[] {
  return [...scales, ...derived, ...(impact ? [{ code: impact.code, name: impact.name, high: 'difficulty' as const }] : [])]
}
