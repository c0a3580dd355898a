/**
 * Counting and taking answers on plain rows: the same rules as `database/disclosure.ts` has in SQL, for the
 * generator of invented answers and for tests that hold the two against each other.
 */
import { type AnswerCount, type Strata, bitsOf, hasStratum } from './group.ts'
import type { ItemRule } from './thresholds.ts'
import type { Sex } from '../organisation/organisation.ts'
import { hidden } from '../response/answer.ts'

/** A submitted response as it lies in the database; null where an answer has been sealed. */
export type RawResponse = { readonly sex: Sex; readonly answers: readonly (number | null)[] }

/** How many gave each answer, of those not sealed yet. */
export function countAnswers(rules: readonly ItemRule[], responses: readonly RawResponse[]): readonly AnswerCount[] {
  const counts = new Map<string, AnswerCount>()
  for (const { sex, answers } of responses) {
    for (const rule of rules) {
      const value = answers[rule.place]
      if (!isPending(value)) continue
      const waitsFor = waitsOf(rule, answers)
      const key = `${sex} ${rule.place} ${value} ${waitsFor}`
      counts.set(key, { sex, place: rule.place, value, waitsFor, count: (counts.get(key)?.count ?? 0) + 1 })
    }
  }
  return [...counts.values()]
}

/** What is left of the rows when the strata in `taken` have been sealed; rows with nothing left are gone. */
export function takeAnswers<R extends RawResponse>(rules: readonly ItemRule[], responses: readonly R[], taken: Strata): readonly R[] {
  return responses.flatMap((response) => {
    const { sex, answers } = response
    const left = rules.map((rule) => {
      const value = answers[rule.place]
      const isTaken = hasStratum(taken, { sex, place: rule.place, waitsFor: waitsOf(rule, answers) })
      return isPending(value) && !isTaken ? value : null
    })
    return left.every((value) => value === null) ? [] : [{ ...response, answers: left }]
  })
}

function waitsOf({ ancestors }: ItemRule, answers: readonly (number | null)[]): number {
  return bitsOf(
    ancestors,
    ancestors.filter((ancestor) => isPending(answers[ancestor])),
  )
}

function isPending(value: number | null | undefined): value is number {
  return value !== null && value !== undefined && value !== hidden
}
