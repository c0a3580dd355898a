/** How far a score reaches, and whether it is a whole number: what bands and conversions are held against. */
import type { Answers, Converted, Instrument, Scale, Span, Version } from './instrument.ts'
import { answersTo, askedItems, findImpactForm, findVersion } from './instrument.ts'

/** The lowest and the highest a score can be in a version; undefined when it has none there, or no table to be converted by. */
export function rangeOf(instrument: Instrument, versionCode: string, code: string): Span | undefined {
  const { scales, derived, converted, impact } = instrument
  const version = findVersion(instrument, versionCode)
  if (!version) return undefined
  const ofScale = (of: string) => {
    const scale = scales.find((one) => one.code === of)
    return scale && scaleRange(instrument, version, scale)
  }
  const sum = derived.find((one) => one.code === code)
  if (sum) return together(sum.of.map(ofScale))
  const conversion = converted.find((one) => one.code === code)
  if (conversion) return convertedRange(conversion, versionCode)
  const form = findImpactForm(instrument, version)
  return impact?.code === code && form ? { from: 0, to: form.scored.length * Math.max(...impact.recode) } : ofScale(code)
}

/** Whether every value of the score is a whole number, so that its bands are too. */
export function isWhole({ scales, derived, converted }: Instrument, code: string): boolean {
  if (converted.some((one) => one.code === code)) return false
  const of = derived.find((one) => one.code === code)?.of ?? [code]
  return scales.every((scale) => !of.includes(scale.code) || (scale.combine !== 'mean' && scale.missing.rule !== 'nearCutOff'))
}

/** What the items of a scale may count in a version, in the order they are asked, and what is added to them. */
export function scaleItems(
  instrument: Instrument,
  version: Version,
  { items, adds = [] }: Scale,
): { readonly counted: readonly string[]; readonly added: readonly string[] } {
  const asked = askedItems(instrument, version)
  return { counted: asked.filter((item) => items.includes(item)), added: asked.filter((item) => adds.includes(item)) }
}

/** What an answer to an item counts in a scale: turned round when it is reversed, 1 or 0 when the scale counts. */
export function pointsOf({ reversed, combine, countFrom = 0 }: Scale, item: string, { from, to }: Answers, answer: number): number {
  const value = reversed.includes(item) ? from + to - answer : answer
  return combine === 'count' ? Number(value >= countFrom) : value
}

function scaleRange(instrument: Instrument, version: Version, scale: Scale): Span | undefined {
  const { counted, added } = scaleItems(instrument, version, scale)
  if (counted.length === 0) return undefined
  const ends = [...counted, ...added].map((item) => {
    const answers = answersTo(instrument, version, item)
    const values = [answers.from, answers.to].map((answer) => pointsOf(scale, item, answers, answer))
    return { from: added.includes(item) ? Math.min(0, ...values) : Math.min(...values), to: Math.max(...values) }
  })
  const { from, to } = together(ends) ?? { from: 0, to: 0 }
  const share = scale.times / (scale.combine === 'mean' ? counted.length : 1)
  return { from: from * share, to: to * share }
}

function convertedRange({ tables }: Converted, version: string): Span | undefined {
  const values = tables.filter((table) => table.version === version).flatMap((table) => table.values.map(([, value]) => value))
  return values.length === 0 ? undefined : { from: Math.min(...values), to: Math.max(...values) }
}

function together(parts: readonly (Span | undefined)[]): Span | undefined {
  return parts.reduce<Span | undefined>((sum, part) => (sum && part ? { from: sum.from + part.from, to: sum.to + part.to } : undefined), {
    from: 0,
    to: 0,
  })
}
