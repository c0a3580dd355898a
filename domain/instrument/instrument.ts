/**
 * An instrument as data: which items, how they become scores, and what a score is called (decision 0007).
 *
 * No number that somebody could argue about stands in code: reversal, missing rule, cut-offs and reliability are
 * read from `content/instruments/<code>/instrument.json`, where each has its source. Wording stands apart
 * (`InstrumentText`), for it may belong to others and be absent; an instrument without words is not asked.
 */
import type { Track } from '../questionnaire/asked-in.ts'
import type { RespondentLanguage } from '../text/text.ts'

/**
 * Who fills it in. `self` is whoever it is about: the child, the young person, the mother about her own mood.
 * `professional` is somebody who observes or examines: a health visitor.
 */
export type Informant = 'parent' | 'teacher' | 'self' | 'professional'

/** A name in both languages; a scale's name gives no item away. */
export type Name = { readonly da: string; readonly en: string }

export type Instrument = {
  /** Number of this JSON format, not of the content. */
  readonly format: 1
  readonly code: string
  /** Of this file, "1.0": raised by whatever is changed in it. */
  readonly edition: string
  /** Of items, reversal, missing rules, sums: raised when the same answers give another score. Kept with every score. */
  readonly scoringVersion: string
  /** Of bands and conversions: raised when the same score gets another band or another converted value. Kept with every score. */
  readonly normVersion: string
  readonly name: Name
  /** False for what is made up: its scores say nothing about a child, and every page that shows one says so. */
  readonly isValidated: boolean
  readonly licence: Licence
  /** Never asked elsewhere: what asks for help is not asked where nobody may know who answered. */
  readonly mayBeAskedIn: readonly Track[]
  readonly versions: readonly Version[]
  /** What may be answered to an item, where neither the item nor the version says otherwise. */
  readonly answers: Answers
  /** Codes of all items in the order they are always asked; nobody may ask only some of them. */
  readonly items: readonly string[]
  /** What may be answered to these items, in every version. */
  readonly itemAnswers?: Readonly<Record<string, Answers>>
  /** Items that are asked and count in no score. */
  readonly unscored?: readonly string[]
  readonly scales: readonly Scale[]
  /** Sums of the rounded scales. */
  readonly derived: readonly Derived[]
  /** Scores read off a table: a metric, a T score. */
  readonly converted: readonly Converted[]
  readonly impact?: Impact
  readonly bandSystems: readonly BandSystem[]
  readonly alerts: readonly Alert[]
  /** What a change is measured against (`change.ts`). */
  readonly reliability: readonly Reliability[]
  /** From how much on a change is commonly called relevant. */
  readonly relevantChanges: readonly RelevantChange[]
}

/** Both ends belong to it. */
export type Span = { readonly from: number; readonly to: number }

/** Completed years, or completed months: 4 to 17 is until the day before the eighteenth birthday. */
export type Ages = Span & { readonly in?: 'months' }

/**
 * The raw answers there are: whole numbers from 0 up, `step` apart (1 when it is absent): 0, 5, 10. They are what an answer's
 * code says and never its place on a page; `printed` tells when the form shows the highest first.
 */
export type Answers = Span & { readonly step?: number; readonly printed?: 'highestFirst' }

/** On what terms an installation may load the words. This file, which has none, may be shipped in every case. */
export type Licence = {
  /**
   * `free`: the words may be shipped. `afterConfirmation`: once the owner has confirmed it in writing. `licensed`: only a pack
   * that an installation has a licence for. `own`: written for this project.
   */
  readonly text: 'free' | 'afterConfirmation' | 'licensed' | 'own'
  readonly holder: string
  /** What must be held to: unaltered, not for profit, a line to be shown. */
  readonly condition: string
}

/** A form of it, for one informant and one age: "p4-17". */
export type Version = {
  readonly code: string
  readonly informant: Informant
  /** Of the child. */
  readonly ages: Ages
  /** Only scores of one family may be compared over time. */
  readonly family: string
  /** How far back an answer looks, as an ISO 8601 duration: "P6M". */
  readonly recall: string
  /** Those of the instrument's items that this form has, in the order it asks them; absent when it has all. */
  readonly items?: readonly string[]
  /** What may be answered in this form, where the item itself does not say. */
  readonly answers?: Answers
  /** The impact items of this form, where they are not those of its informant: a follow-up form leaves some out. */
  readonly impact?: ImpactForm
}

export type Scale = {
  readonly code: string
  readonly name: Name
  /** Whether a high score is a difficulty or something good. */
  readonly high: 'difficulty' | 'strength'
  /** A form that has only some of them scores those. */
  readonly items: readonly string[]
  /** Items answered the other way round: their value counts from the other end. */
  readonly reversed: readonly string[]
  /** Items whose answer is added when there is one, and is no missing answer when there is not: a mark "this worries me". */
  readonly adds?: readonly string[]
  /** Its items count in other scales too: a part that is also scored by itself. */
  readonly isPart?: true
  /**
   * `sum` is rounded to whole numbers, halves up, when it is pro-rated; `mean` is not rounded; `count` is how many of the values
   * are `countFrom` or more.
   */
  readonly combine: 'sum' | 'mean' | 'count'
  readonly countFrom?: number
  /** The combined value is multiplied by this: 1 for most, 4 to bring 0-25 to 0-100. */
  readonly times: number
  readonly missing: Missing
}

/**
 * When there is a score though answers are missing. With `all` never; else from so many answers on, of so many missing at most,
 * or when at least half are given: the missing ones then count as the mean of those given.
 *
 * `nearCutOff`: with fewer than `missing` missing the sum stands as it is; from there on it is raised to the mean times the
 * number of items, not rounded, but only when it lies no more than `within` from where that system's last band begins
 * (the rule of ASQ:SE-2). It needs `answered` answers.
 */
export type Missing =
  | { readonly rule: 'all' }
  | { readonly rule: 'half' }
  | { readonly rule: 'atLeast'; readonly answered: number }
  | { readonly rule: 'atMost'; readonly missing: number }
  | {
      readonly rule: 'nearCutOff'
      readonly answered: number
      readonly missing: number
      readonly within: number
      readonly bandSystem: string
    }

export type Derived = {
  readonly code: string
  readonly name: Name
  readonly high: 'difficulty' | 'strength'
  readonly of: readonly string[]
}

/** A scale's or a sum's score, read off a table. Without a table that fits there is the raw score alone. */
export type Converted = {
  readonly code: string
  readonly name: Name
  readonly high: 'difficulty' | 'strength'
  /** The score that is looked up. */
  readonly of: string
  readonly norm: Norm
  /** What is taken from the age in years to get the `grades` of the tables: 6 for those of the United States. */
  readonly gradeIsAgeLess?: number
  readonly tables: readonly ConversionTable[]
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

/**
 * Whom the numbers were set on. A band system and a conversion have one each, so that a result always names it and never mixes
 * two: a Danish and a British set are two systems.
 */
export type Norm = {
  readonly name: Name
  /** ISO 3166 alpha-2, or "none" for a rule that was not set on one population. */
  readonly country: string
  readonly licence: string
}

/** One way of dividing scores into bands, or one cut-off. Two systems are never mixed in one comparison. */
export type BandSystem = {
  readonly code: string
  readonly name: Name
  readonly norm: Norm
  /** From the best to the worst. */
  readonly bands: readonly { readonly code: BandName; readonly name: Name }[]
  /** Scores it is made for; each is in every result, `null` where a version has no band. */
  readonly of: readonly string[]
  readonly gradeIsAgeLess?: number
  readonly tables: readonly BandTable[]
}

export type Sex = 'girl' | 'boy'

/** Whom a table is for. One that names no sex or no age is for all; where several fit, the first counts. */
export type TableFor = {
  readonly version: string
  readonly sex?: Sex
  readonly ages?: Ages
  readonly grades?: Span
  readonly source: string
  /** False until a person has held it against the named publication: a page that shows the band says so. */
  readonly verified: boolean
}

/** Cut-offs. This is the only place they stand. */
export type BandTable = TableFor & {
  /** For each score the spans of the bands, in the order of `bands`, without gap or overlap. */
  readonly spans: Readonly<Record<string, readonly (readonly [from: number, to: number])[]>>
  /**
   * For scores that are not whole numbers: a band ends where the next begins, and that number itself belongs to the band of the
   * lower scores (`below`, "at most 19.5") or of the higher (`above`, "65 or more").
   */
  readonly border?: 'below' | 'above'
}

export type ConversionTable = TableFor & {
  /** Raw score and what it becomes, by rising raw score. */
  readonly values: readonly (readonly [raw: number, converted: number])[]
}

/** An answer that somebody must see, whatever the sum. Only where the child is known. */
export type Alert = { readonly code: string; readonly item: string; readonly atLeast: number }

export type RelevantChange = {
  readonly score: string
  readonly points: number
  readonly source: string
  readonly verified: boolean
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

/**
 * Whether anything new may begin with it. Not where an answer may need somebody at once (an alert): nothing here brings one to a
 * named person who says that they have it, and what nobody reads at once is not asked (`product.md` 1, promise 9).
 */
export function mayBeBegun({ alerts }: Pick<Instrument, 'alerts'>): boolean {
  return alerts.length === 0
}

/** The version of that code, if the instrument has it. */
export function findVersion(instrument: Instrument, code: string): Version | undefined {
  return instrument.versions.find((version) => version.code === code)
}

/** The impact items of that version, else of its informant; undefined when it has no impact supplement. */
export function findImpactForm({ impact }: Instrument, { informant, impact: own }: Version): ImpactForm | undefined {
  return impact && (own ?? impact.forms[informant])
}

/** The items of that version in the order they are asked. */
export function askedItems(instrument: Instrument, version: Version): readonly string[] {
  return version.items ?? instrument.items
}

/** What may be answered to an item: as the item says, else the version, else the instrument. */
export function answersTo({ itemAnswers = {}, answers }: Instrument, version: Version, item: string): Answers {
  return (Object.hasOwn(itemAnswers, item) ? itemAnswers[item] : undefined) ?? version.answers ?? answers
}

/** Whether it is one of the raw answers; only a whole number is. */
export function isAnswer({ from, to, step = 1 }: Answers, found: unknown): found is number {
  return typeof found === 'number' && Number.isInteger(found) && found >= from && found <= to && (found - from) % step === 0
}

/** The raw answers, from the lowest to the highest. */
export function answersIn({ from, to, step = 1 }: Answers): readonly number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, place) => from + place * step)
}

/** Whether a child of that many completed years is of these ages, or, where they count months, may be. */
export function includesYears(ages: Ages, years: number): boolean {
  return ages.in === 'months' ? ages.from <= years * 12 + 11 && years * 12 <= ages.to : ages.from <= years && years <= ages.to
}

/** Everything that has a score, in the order it is shown: scales, derived scores, converted ones, impact. */
export function scored({ scales, derived, converted, impact }: Instrument): readonly Pick<Derived, 'code' | 'name' | 'high'>[] {
  return [...scales, ...derived, ...converted, ...(impact ? [{ code: impact.code, name: impact.name, high: 'difficulty' as const }] : [])]
}
