/**
 * A sheet is typed twice, the second time without seeing the first, and what differs is settled against the sheet. One typing
 * alone is never an answer: looking it through afterwards finds far fewer of the mistakes than typing it again (Barchard & Pace
 * 2011, doi:10.1016/j.chb.2011.04.004).
 */
import { path } from '../questionnaire/conditions.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { answersOf, type Entries, type Entry, unclear } from './entry.ts'

/** What somebody has settled, by place, with the sheet before them. */
export type Settled = ReadonlyMap<number, Entry>

/** Whether each question is met by whoever types so: the same path as on the page. */
export function isMet(questionnaire: Questionnaire, entries: Entries): readonly boolean[] {
  const asked = path(questionnaire, answersOf(entries))
  return questionnaire.items.map(({ kind }, place) => kind !== 'information' && asked[place] === true)
}

export type Compared =
  /** Both typings agree, or what differed is settled: one entry for each item. */
  | { readonly entries: Entries }
  /** Places to be settled, in the order of the sheet. What follows from one may come to it when that is settled. */
  | { readonly unsettled: readonly number[] }

/**
 * Both typings as one, or what stands in the way. They agree on a question that both of them met and answered alike; one that
 * only one of them met has been typed once, and has to be settled as what differs has. Something settled where they agree is
 * not listened to.
 */
export function compare(questionnaire: Questionnaire, first: Entries, second: Entries, settled: Settled): Compared {
  const [here, there] = [isMet(questionnaire, first), isMet(questionnaire, second)]
  const isAgreed = questionnaire.items.map(
    (_, place) => here[place] === true && there[place] === true && isSame(first[place] ?? null, second[place] ?? null),
  )
  const entries = isAgreed.map((agreed, place) => (agreed ? (first[place] ?? null) : (settled.get(place) ?? null)))
  const met = isMet(questionnaire, entries)
  const unsettled = isAgreed.flatMap((agreed, place) => (met[place] && !agreed && !settled.has(place) ? [place] : []))
  return unsettled.length > 0 ? { unsettled } : { entries }
}

/** An empty question and an unclear one are kept alike, so they differ in nothing. */
function isSame(one: Entry, other: Entry): boolean {
  return (one === unclear ? null : one) === (other === unclear ? null : other)
}
