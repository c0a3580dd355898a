/** What a draft takes in and gives out, the same on every track; only the tables and the logins differ. */
import type { Draft } from '#database/draft.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { packMark, valueOf } from '#domain/response/answer.ts'
import { differing } from '#domain/response/draft.ts'
import { submit } from '#domain/response/submit.ts'
import { Problem } from '../problem.ts'

type Change = { readonly place: number; readonly value: number | null; readonly sequence: number; readonly text?: string | undefined }
type Changes = { readonly epoch: number; readonly answers: readonly Change[] }

/** A parcel of changes as packed marks by place, the later of two to one question. Refuses a question that is not there. */
export function marksOf({ epoch, answers }: Changes, items: number): readonly (number | null)[] {
  const marks: (number | null)[] = Array.from({ length: items }, () => null)
  for (const { place, value, sequence } of answers) {
    if (place >= items) throw new Problem('answer-not-possible', { places: [place] })
    marks[place] = Math.max(packMark({ epoch, sequence, value }), marks[place] ?? 0)
  }
  return marks
}

/** What a parcel writes, where several changes are to one question the text of the latest. */
export function writtenIn({ answers }: Changes): readonly { readonly place: number; readonly text: string }[] {
  const latest = new Map<number, Change>()
  for (const change of answers) if (change.sequence >= (latest.get(change.place)?.sequence ?? 0)) latest.set(change.place, change)
  return [...latest.values()].flatMap(({ place, text }) => (text === undefined ? [] : [{ place, text }]))
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

type Text = { readonly place: number; readonly text: string }

/**
 * On the tracks by name: the row to keep, and what was written on the path taken, by code of the item. `stored` is what the
 * draft holds and `seen.written` what the respondent sees; a 1 where nobody has written anything is no answer.
 */
export function namedOf(
  questionnaire: Questionnaire,
  draft: Draft,
  stored: readonly Text[],
  seen: { readonly answers: readonly (number | null)[]; readonly written: readonly Text[] },
): { readonly answers: readonly number[]; readonly written: Readonly<Record<string, string>> } {
  const answers = submittedOf(questionnaire, draft, seen.answers)
  const [here, there] = [stored, seen.written].map((texts) => new Map(texts.map(({ place, text }) => [place, text])))
  const differ = [...new Set([...stored, ...seen.written].map(({ place }) => place))].filter(
    (place) => here?.get(place) !== there?.get(place),
  )
  if (differ.length > 0) throw new Problem('answers-differ', { places: differ })
  const texts = questionnaire.items
    .map(({ kind }, place) => ({ place, isText: kind === 'text' && answers[place] === 1 }))
    .filter(({ isText }) => isText)
  const missing = texts.filter(({ place }) => here?.has(place) !== true).map(({ place }) => place)
  if (missing.length > 0) throw new Problem('answer-not-possible', { places: missing })
  return {
    answers,
    written: Object.fromEntries(texts.map(({ place }) => [questionnaire.items[place]?.code ?? '', here?.get(place) ?? ''])),
  }
}
