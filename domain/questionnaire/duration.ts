/** How long a questionnaire takes, so that a lesson can be planned and a child told the truth. */
import type { Item, ItemKind, Questionnaire } from './questionnaire.ts'

/**
 * Seconds for one closed question, reading and choosing, by grade 0-10. Our own estimate, on the slow side so
 * that the slower half of a class is done in time; replace it when lessons have been timed.
 */
const secondsAnItem = [40, 35, 30, 25, 20, 18, 16, 13, 12, 12, 12] as const

/**
 * What a kind takes beside one closed question: our estimate too. Several choices are each weighed; a number is fetched and typed;
 * a short text is thought out and written; information is read. A face is chosen at a glance.
 */
const effort: Readonly<Partial<Record<ItemKind, number>>> = {
  faces: 0.8,
  multiple: 1.5,
  number: 1.2,
  clock: 1.4,
  month: 1.4,
  text: 4,
  information: 1.2,
}

/** A further row of a grid: the scale is known, and only the row is read. */
const effortOfFurtherRow = 0.6

type Timed = Pick<Item, 'kind' | 'grid'>

/**
 * Estimated whole minutes, at least 1, counting all items: follow-ups too, for somebody in the class gets them.
 * Without a grade it is the time of the youngest it is written for; grown-ups read like the tenth grade.
 */
export function minutesToAnswer(
  { respondent, grades, items }: Pick<Questionnaire, 'respondent' | 'grades'> & { readonly items: readonly Timed[] },
  grade = respondent === 'pupil' ? Math.min(...grades) : secondsAnItem.length - 1,
): number {
  const nearest = Math.min(Math.max(Math.trunc(grade), 0), secondsAnItem.length - 1)
  const each = secondsAnItem[nearest] ?? 0
  const seconds = items.reduce((sum, item, place) => sum + each * effortOf(item, items[place - 1]), 0)
  return Math.max(1, Math.ceil(Math.round(seconds) / 60))
}

function effortOf({ kind, grid }: Timed, before: Timed | undefined): number {
  if (grid !== undefined && before?.grid === grid) return effortOfFurtherRow
  return effort[kind] ?? 1
}

/** How many of the items ask something. */
export function questionsIn(items: readonly Pick<Item, 'kind'>[]): number {
  return items.filter(({ kind }) => kind !== 'information').length
}
