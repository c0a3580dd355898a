/**
 * Answers written as one digit for each item, as on a scoring sheet: "02-1" is 0, 2, not answered, 1.
 * The impact is written "gate/items": "1/21-00".
 */
import type { Instrument } from './instrument.ts'
import { findVersion } from './instrument.ts'
import { type ImpactAnswers, type ItemAnswers, type ScoreRefusal, score } from './score.ts'

export type DigitsRefusal =
  | ScoreRefusal
  | { readonly refused: 'not-a-digit'; readonly part: 'answers' | 'impact'; readonly at: number; readonly found: string }
  | { readonly refused: 'impact-not-understood'; readonly found: string }

export type ReadAnswers = { readonly answers: ItemAnswers; readonly impact: ImpactAnswers | null }

/** Reads them, or says what is wrong with them; what it returns can be scored. */
export function readAnswers(instrument: Instrument, version: string, answers: string, impact?: string): ReadAnswers | DigitsRefusal {
  if (!findVersion(instrument, version)) return { refused: 'unknown-version', found: version }
  const items = readDigits(answers, 'answers')
  if ('refused' in items) return items
  const supplement = impact === undefined ? null : readImpact(impact)
  if (supplement !== null && 'refused' in supplement) return supplement
  const refusal = score(instrument, version, items, supplement)
  return 'refused' in refusal ? refusal : { answers: items, impact: supplement }
}

function readImpact(written: string): ImpactAnswers | DigitsRefusal {
  const [gate = '', items, ...more] = written.split(/ ?\/ ?/)
  if (items === undefined || more.length > 0 || [...gate].length !== 1) return { refused: 'impact-not-understood', found: written }
  const digits = readDigits(gate + items, 'impact')
  if ('refused' in digits) return digits
  const [first = null, ...rest] = digits
  return { gate: first, items: rest }
}

function readDigits(written: string, part: 'answers' | 'impact'): readonly (number | null)[] | DigitsRefusal {
  const signs = [...written]
  const at = signs.findIndex((sign) => !/^[0-9-]$/.test(sign))
  if (at !== -1) return { refused: 'not-a-digit', part, at: at + 1, found: signs[at] ?? '' }
  return signs.map((sign) => (sign === '-' ? null : Number(sign)))
}
