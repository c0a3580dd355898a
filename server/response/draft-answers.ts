/** What a draft takes in and gives out, the same on every track; only the tables and the logins differ. */
import type { Draft } from '#database/draft.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { packMark, valueOf } from '#domain/response/answer.ts'
import { differing } from '#domain/response/draft.ts'
import { submit } from '#domain/response/submit.ts'
import { Problem } from '../problem.ts'

type Changes = {
  readonly epoch: number
  readonly answers: readonly { readonly place: number; readonly value: number | null; readonly sequence: number }[]
}

/** A parcel of changes as packed marks by place, the later of two to one question. Refuses a question that is not there. */
export function marksOf({ epoch, answers }: Changes, items: number): readonly (number | null)[] {
  const marks: (number | null)[] = Array.from({ length: items }, () => null)
  for (const { place, value, sequence } of answers) {
    if (place >= items) throw new Problem('answer-not-possible', { places: [place] })
    marks[place] = Math.max(packMark({ epoch, sequence, value }), marks[place] ?? 0)
  }
  return marks
}

/** The row to keep: what is stored, when it is what the respondent sees and what the questionnaire allows. */
export function submittedOf(questionnaire: Questionnaire, draft: Draft, seen: readonly (number | null)[]): readonly number[] {
  const stored = draft.answers.map((mark) => (mark === null ? null : valueOf(mark)))
  const places = differing(stored, seen)
  if (places.length > 0) throw new Problem('answers-differ', { places })
  const submitted = submit(questionnaire, stored)
  if ('impossible' in submitted) throw new Problem('answer-not-possible', { places: submitted.impossible })
  return submitted.answers
}
