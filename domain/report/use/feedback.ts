/**
 * "I sagde – vi gjorde": what a class or an institution answered, what was done about it, and what comes next. Written by its teacher or
 * leader from the sealed report, read by pupils and parents. What has been published is kept: a change is a new version.
 */
import { schoolYearOf } from '../../organisation/organisation.ts'
import type { Language } from '../../text/text.ts'

export const feedbackStates = ['draft', 'published', 'replaced', 'withdrawn'] as const
export type FeedbackState = (typeof feedbackStates)[number]

/** One sentence of the report as it stood, in each language of the house. */
export type Said = { readonly item: string } & Readonly<Record<Language, string>>

export type FeedbackTerms = {
  readonly findings: readonly Said[]
  /** What was done about it. */
  readonly did: string
  readonly next: string
  /** The day it is looked at again; null while nobody knows. */
  readonly nextOn: string | null
}

export type Feedback = FeedbackTerms & {
  readonly id: string
  readonly version: number
  readonly state: FeedbackState
  readonly publishedOn: string | null
  /** Counts up at every saving of the draft. */
  readonly revision: number
}

/** A page for pupils has room for few. */
export const mostFindings = 5

/** Of what was done, and of what comes next; in characters. */
export const mostWords = 2_000

export type FeedbackRefusal = 'feedback-says-nothing' | 'feedback-not-draft' | 'feedback-not-published' | 'feedback-changed-since'

/**
 * The draft that these words become: the one there is, or a next version. `versions` are those of one survey and unit. Who writes says
 * which saving of the draft they had read, 0 where there was none; refused where another has saved since, and nothing is written over.
 */
export function draftFeedback(
  versions: readonly Feedback[],
  terms: FeedbackTerms,
  { newId, revision }: { readonly newId: string; readonly revision: number },
): { readonly feedback: Feedback; readonly isNew: boolean } | FeedbackRefusal {
  const draft = versions.find(({ state }) => state === 'draft')
  if ((draft?.revision ?? 0) !== revision) return 'feedback-changed-since'
  if (draft) return { feedback: { ...draft, ...terms, revision: revision + 1 }, isNew: false }
  const version = Math.max(0, ...versions.map((one) => one.version)) + 1
  return { feedback: { ...terms, id: newId, version, state: 'draft', publishedOn: null, revision: 1 }, isNew: true }
}

/** Lets families read the draft as it stood at a saving; what they have read until now is replaced by it. Refused where another has saved since. */
export function publishFeedback(
  versions: readonly Feedback[],
  { id, revision }: Pick<Feedback, 'id' | 'revision'>,
  today: string,
): { readonly published: Feedback; readonly replaced: Feedback | undefined } | FeedbackRefusal {
  const draft = versions.find((one) => one.id === id)
  if (draft?.state !== 'draft') return 'feedback-not-draft'
  if (draft.revision !== revision) return 'feedback-changed-since'
  if (draft.findings.length === 0 || draft.did.trim() === '') return 'feedback-says-nothing'
  const before = versions.find(({ state }) => state === 'published')
  return {
    published: { ...draft, state: 'published', publishedOn: today },
    replaced: before && { ...before, state: 'replaced' },
  }
}

/** Takes it off the families' page. It is kept, so that what was told can be found again. */
export function withdrawFeedback(feedback: Feedback): Feedback | FeedbackRefusal {
  return feedback.state === 'published' ? { ...feedback, state: 'withdrawn' } : 'feedback-not-published'
}

/**
 * The last school year whose feedback is forgotten on this day. What a class has said is told through the school year after it was asked,
 * when what came of it is seen; after that the pupils have moved on, and it helps nobody.
 */
export function lastForgottenYear(today: string): number {
  return schoolYearOf(today) - 2
}
