/**
 * Body mass index, and what it would be at eighteen: iso-BMI with the LMS method (Cole & Lobstein 2012, Pediatr Obes
 * 7:284, doi:10.1111/j.2047-6310.2012.00064.x).
 *
 *     z           = ((BMI / M)^L - 1) / (L * S)            L, M and S of the child's age and sex
 *     iso-BMI     = M18 * (1 + L18 * S18 * z)^(1 / L18)    the same place at 18; S18 belongs in it
 *     cut-off(b)  = M * (1 + L * S * z_b)^(1 / L)          the curve through b at 18
 *
 * Several references are in use in Denmark and give prevalences that differ (Pedersen, Pearson & Baker 2017,
 * Ugeskr Læger): each result names its own, and results of two references are never compared. The tables stand in
 * `content/references/`, and no number of them here.
 */
import { addDays, daysBetween } from '../calendar/calendar.ts'
import { yearsBetween } from '../organisation/cpr.ts'
import type { Sex } from '../organisation/organisation.ts'
import type { Name } from './instrument.ts'

/** The references are made for girls and for boys; there is none for others. */
export type ReferenceSex = Exclude<Sex, 'unknown'>

/** A reference as data. */
export type BmiReference = {
  readonly format: 1
  readonly code: string
  /** Of this file; kept with every result. */
  readonly edition: string
  readonly name: Name
  readonly source: string
  /** False until a person has held it against the named publication. */
  readonly verified: boolean
  /** What the curves go through at adult age, rising. */
  readonly bmiAtAdultAge: readonly number[]
  /** One more than the curves: below the first, between each two, and from the last. A curve belongs to the grade above it. */
  readonly grades: readonly { readonly code: string; readonly name: Name }[]
  /** Where each curve lies, as z. */
  readonly curves: Readonly<Record<ReferenceSex, readonly number[]>>
  /** Rising in age; the last row is adult age. */
  readonly lms: Readonly<Record<ReferenceSex, readonly LmsRow[]>>
}

/** Age in years, then the skewness, the median and the variation at that age. */
export type LmsRow = readonly [age: number, l: number, m: number, s: number]

export type Measured = {
  readonly sex: Sex
  /** In years with its fraction (`decimalAge`). */
  readonly age: number
  readonly kilograms: number
  readonly centimetres: number
  /** Who found height and weight. What a pupil says of them is too low on average, and is never classified. */
  readonly by: 'measured' | 'selfReported'
}

export type BmiResult = {
  /** Code and edition of the reference it was held against. */
  readonly reference: string
  readonly edition: string
  readonly bmi: number
  /** Distance from the median of that age and sex; `null` from adult age on. */
  readonly z: number | null
  /** The same place at adult age; `null` where the curves end, far above the highest. */
  readonly isoBmi: number | null
  readonly grade: string
}

export type BmiRefusal = 'not-a-measure' | 'self-reported' | 'sex-unknown' | 'younger-than-reference'

/** kg/m². Undefined when one of the two is no weight or height. */
export function bmi(kilograms: number, centimetres: number): number | undefined {
  const found = (kilograms * 10_000) / (centimetres * centimetres)
  return kilograms > 0 && centimetres > 0 && Number.isFinite(found) ? found : undefined
}

/** Where a measured child stands in that reference, or why that is not told. From adult age on, iso-BMI is the BMI. */
export function classifyBmi(reference: BmiReference, { sex, age, kilograms, centimetres, by }: Measured): BmiResult | BmiRefusal {
  const found = bmi(kilograms, centimetres)
  if (found === undefined || !Number.isFinite(age)) return 'not-a-measure'
  if (by === 'selfReported') return 'self-reported'
  if (sex === 'unknown') return 'sex-unknown'
  const rows = reference.lms[sex]
  const adult = rows.at(-1)
  const here = lmsAt(rows, age)
  if (!adult || (age < adult[0] && !here)) return 'younger-than-reference'
  const z = age < adult[0] && here ? zOf(here, found) : null
  const iso = z === null ? found : valueAt(adult, z)
  return {
    reference: reference.code,
    edition: reference.edition,
    bmi: found,
    z,
    isoBmi: Number.isFinite(iso) ? iso : null,
    grade: reference.grades[reference.bmiAtAdultAge.filter((curve) => curve <= iso).length]?.code ?? '',
  }
}

/** The BMI at which that curve lies at an age; undefined for ages and curves the reference has not. */
export function cutOff(reference: BmiReference, sex: ReferenceSex, age: number, bmiAtAdultAge: number): number | undefined {
  const z = reference.curves[sex][reference.bmiAtAdultAge.indexOf(bmiAtAdultAge)]
  const here = lmsAt(reference.lms[sex], age)
  return here && z !== undefined ? valueAt(here, z) : undefined
}

/** Two results of one child, in iso-BMI from the first to the second; refused for two references, or two editions of one. */
export function isoBmiChange(before: BmiResult, after: BmiResult): number | 'different-reference' | 'beyond-the-curves' {
  if (before.reference !== after.reference || before.edition !== after.edition) return 'different-reference'
  if (before.isoBmi === null || after.isoBmi === null) return 'beyond-the-curves'
  return after.isoBmi - before.isoBmi
}

/**
 * Age in years with its fraction, of the year between two birthdays, so that a birthday is a whole number.
 * Both days are `YYYY-MM-DD`.
 */
export function decimalAge(bornOn: string, day: string): number {
  const years = yearsBetween(bornOn, day)
  const birthday = (after: number) => {
    const year = Number(bornOn.slice(0, 4)) + after
    return bornOn.endsWith('-02-29') ? addDays(`${year}-02-28`, 1) : `${year}${bornOn.slice(4)}`
  }
  const last = birthday(years)
  return years + daysBetween(last, day) / daysBetween(last, birthday(years + 1))
}

/** L, M and S at an age, on straight lines between the rows; undefined outside them. */
function lmsAt(rows: readonly LmsRow[], age: number): LmsRow | undefined {
  const next = rows.findIndex((row) => age <= row[0])
  const above = rows[next]
  if (above?.[0] === age) return above
  const below = rows[next - 1]
  if (!above || !below) return undefined
  const share = (age - below[0]) / (above[0] - below[0])
  const between = (place: 1 | 2 | 3) => below[place] + share * (above[place] - below[place])
  return [age, between(1), between(2), between(3)]
}

function zOf([, l, m, s]: LmsRow, value: number): number {
  return ((value / m) ** l - 1) / (l * s)
}

/** Above every value the row can have it is infinite, which is how a skewed curve ends. */
function valueAt([, l, m, s]: LmsRow, z: number): number {
  const base = 1 + l * s * z
  return base > 0 ? m * base ** (1 / l) : Number.POSITIVE_INFINITY
}
