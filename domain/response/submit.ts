/** From a draft to the row that is kept: relevant, checked, frozen. */
import { isCounted } from '../questionnaire/codebook.ts'
import { path } from '../questionnaire/conditions.ts'
import { indexValues } from '../questionnaire/indices.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { coarsened } from '../questionnaire/value.ts'
import { type Answers, blank, hidden } from './answer.ts'
import { isPossible } from './validate.ts'

/**
 * The answers on the path taken, one for each item; all others are left out. Draft answers are all that was
 * chosen; relevant ones are what is meant now.
 */
export function relevant(questionnaire: Questionnaire, answers: Answers): Answers {
  return path(questionnaire, answers).map((isAsked, place) => (isAsked ? (answers[place] ?? null) : null))
}

export type Submitted =
  | {
      /** One small number for each item: the answer, `blank` or `hidden`. */
      readonly answers: readonly number[]
    }
  | {
      /** Places of relevant answers that their items can't have, and of answers beyond the last item. */
      readonly impossible: readonly number[]
    }

/**
 * The row of a submitted response, or the places that stand in its way. An empty draft can be submitted. A page that only is
 * read is left open by nobody: it stands as hidden.
 */
export function submit(questionnaire: Questionnaire, answers: Answers): Submitted {
  const { items } = questionnaire
  const isAsked = path(questionnaire, answers)
  const impossible = answers.flatMap((value, place) => {
    const item = items[place]
    if (value === null || (item && !isAsked[place])) return []
    return item && isPossible(item, value) ? [] : [place]
  })
  if (impossible.length > 0) return { impossible }
  return { answers: items.map(({ kind }, place) => (isAsked[place] && kind !== 'information' ? (answers[place] ?? blank) : hidden)) }
}

/**
 * What the statistics track keeps of a submitted row, its own or a copy of one by name: a measured answer no finer than the
 * band that a report counts, and of what is never counted nothing, not even that there was something. `questionnaire` is as that
 * track asks it (`questionnaire/asked-in.ts`): what it does not ask is hidden in a copy too, and so is what follows from it. After
 * the items stand the scores of the indices, made here and never from what is kept.
 */
export function countable(questionnaire: Questionnaire, submitted: readonly number[]): readonly number[] {
  const isAsked = path(questionnaire, submitted)
  const kept = questionnaire.items.map((item, place) =>
    isAsked[place] && isCounted(item) ? coarsened(item, submitted[place] ?? hidden) : hidden,
  )
  return [...kept, ...indexValues(questionnaire, kept, blank)]
}
