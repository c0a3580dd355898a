/** A pupil with a questionnaire in hand, for the scenarios: answers, looks, goes back, submits. */
import { pages, resumeAt } from '../../questionnaire/pages.ts'
import type { Questionnaire } from '../../questionnaire/questionnaire.ts'
import { valueOfMeasured } from '../../questionnaire/value.ts'
import { type Answers, declined } from '../answer.ts'
import { submit } from '../submit.ts'

export type Pupil = {
  readonly questionnaire: Questionnaire
  readonly answers: Answers
  /** Number of the page, from 0; equals the number of pages at "Inden du slutter". */
  readonly at: number
}

export function begin(questionnaire: Questionnaire): Pupil {
  return { questionnaire, answers: questionnaire.items.map(() => null), at: 0 }
}

/** Comes back later, or on another machine, with what was saved. */
export function comeBack(questionnaire: Questionnaire, answers: Answers): Pupil {
  return { questionnaire, answers, at: resumeAt(questionnaire, answers) }
}

/** The item looked at; undefined at the end. */
export function sees({ questionnaire, answers, at }: Pupil): string | undefined {
  return pages(questionnaire, answers)[at]?.asked[0]?.item.code
}

/** Leafs forth or back until the page of an item. */
export function turnTo(pupil: Pupil, code: string): Pupil {
  const at = pages(pupil.questionnaire, pupil.answers).findIndex(({ asked }) => asked.some(({ item }) => item.code === code))
  if (at < 0) throw new Error(`${code} is not on the path`)
  return { ...pupil, at }
}

/** Chooses options of the item looked at; none takes the answer back. Stays on the page. */
export function choose(pupil: Pupil, ...options: readonly string[]): Pupil {
  return save(pupil, ({ kind, options: all }) => {
    const places = options.map((option) => all.indexOf(option) + 1)
    if (places.includes(0)) throw new Error(`${options.join(', ')} is not offered`)
    if (places.length === 0) return null
    return kind === 'multiple' ? places.reduce((sum, place) => sum + 2 ** (place - 1), 0) : (places[0] ?? null)
  })
}

/** Fills in what is measured, in the item's own unit. */
export function measure(pupil: Pupil, measured: number): Pupil {
  return save(pupil, (item) => {
    const value = valueOfMeasured(item, measured)
    if (value === undefined) throw new Error(`${measured} can not be answered to ${item.code}`)
    return value
  })
}

/** Writes a short text; what it says is kept elsewhere. */
export function write(pupil: Pupil): Pupil {
  return save(pupil, ({ kind }) => {
    if (kind !== 'text') throw new Error('nothing is written here')
    return 1
  })
}

/** "Jeg vil ikke svare." */
export function decline(pupil: Pupil): Pupil {
  return save(pupil, () => declined)
}

export function goOn(pupil: Pupil): Pupil {
  return { ...pupil, at: Math.min(pupil.at + 1, pages(pupil.questionnaire, pupil.answers).length) }
}

export function goBack(pupil: Pupil): Pupil {
  return { ...pupil, at: Math.max(pupil.at - 1, 0) }
}

/** What is kept of an item after submitting: an answer, blank or hidden. */
export function keptOf(pupil: Pupil, code: string): number | undefined {
  const submitted = submit(pupil.questionnaire, pupil.answers)
  if ('impossible' in submitted) throw new Error('the answers can not be submitted')
  return submitted.answers[pupil.questionnaire.items.findIndex((item) => item.code === code)]
}

function save(pupil: Pupil, value: (item: Questionnaire['items'][number]) => number | null): Pupil {
  const one = pages(pupil.questionnaire, pupil.answers)[pupil.at]?.asked[0]
  if (!one) throw new Error('there is no question on this page')
  return { ...pupil, answers: pupil.answers.with(one.place, value(one.item)) }
}
