/**
 * A draft kept in two places: on the device that answers, and on the server.
 *
 * Each is a row of packed marks (`answer.ts`), and merging takes the later mark of each item. Merging is
 * therefore commutative, associative and idempotent: it doesn't matter in what order saves arrive, nor how
 * often the same one does.
 */
import { type Answers, valueOf } from './answer.ts'

/** Packed marks by place of the item; `null` where nothing was ever saved. */
export type Marks = readonly (number | null)[]

/** Both drafts as one: of each item the later mark. The shorter one is as if filled up with `null`. */
export function merge(one: Marks, other: Marks): Marks {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, place) => later(one[place] ?? null, other[place] ?? null))
}

function later(one: number | null, other: number | null): number | null {
  if (one === null || other === null) return one ?? other
  return Math.max(one, other)
}

/** What a draft says: the value of each mark, `null` where nothing is answered or the answer was taken back. */
export function answersOf(marks: Marks): Answers {
  return marks.map((mark) => (mark === null ? null : valueOf(mark)))
}

/** Places where two sets of answers differ. Nothing and beyond the end are the same. */
export function differing(one: Answers, other: Answers): readonly number[] {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, place) => place).filter(
    (place) => (one[place] ?? null) !== (other[place] ?? null),
  )
}
