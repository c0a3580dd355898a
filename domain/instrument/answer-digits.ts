/**
 * Answers written as on a scoring sheet: one digit for each item, "02-1" is 0, 2, not answered, 1. Of a form where an answer
 * may have two digits, numbers with spaces between: "0 10 - 5". The impact is written "gate/items": "1/21-00".
 */
import type { Instrument, Version } from './instrument.ts'
import { answersTo, askedItems, findVersion } from './instrument.ts'
import { type ImpactAnswers, type ItemAnswers, type ScoreRefusal, score } from './score.ts'

export type DigitsRefusal =
  | ScoreRefusal
  | { readonly refused: 'not-a-digit'; readonly part: 'answers' | 'impact'; readonly at: number; readonly found: string }
  | { readonly refused: 'impact-not-understood'; readonly found: string }

export type ReadAnswers = { readonly answers: ItemAnswers; readonly impact: ImpactAnswers | null }

/** Reads them, or says what is wrong with them; what it returns can be scored. */
export function readAnswers(instrument: Instrument, version: string, answers: string, impact?: string): ReadAnswers | DigitsRefusal {
  const found = findVersion(instrument, version)
  if (!found) return { refused: 'unknown-version', found: version }
  const items = isSpaced(instrument, found) ? readNumbers(answers) : readDigits(answers, 'answers')
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

/** Whether some answer of that form has more than one digit, so that answers are written with spaces between. */
export function isSpaced(instrument: Instrument, version: Version): boolean {
  return askedItems(instrument, version).some((item) => String(answersTo(instrument, version, item).to).length > 1)
}

function readNumbers(written: string): readonly (number | null)[] | DigitsRefusal {
  const numbers = written.split(/ +/)
  const at = numbers.findIndex((number) => !/^([0-9]+|-)$/.test(number))
  if (at !== -1) return { refused: 'not-a-digit', part: 'answers', at: at + 1, found: numbers[at] ?? '' }
  return numbers.map((number) => (number === '-' ? null : Number(number)))
}

function readDigits(written: string, part: 'answers' | 'impact'): readonly (number | null)[] | DigitsRefusal {
  const signs = [...written]
  const at = signs.findIndex((sign) => !/^[0-9-]$/.test(sign))
  if (at !== -1) return { refused: 'not-a-digit', part, at: at + 1, found: signs[at] ?? '' }
  return signs.map((sign) => (sign === '-' ? null : Number(sign)))
}
