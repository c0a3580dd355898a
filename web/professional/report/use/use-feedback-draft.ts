/** What a class or an institution is to be told, while it is written. It saves itself; families read nothing of it before it is published. */
import { useQueryClient } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Fields } from '#domain/text/merge-fields.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import { mostFindings } from '#domain/report/use/feedback.ts'
import type { Feedback } from '#api/feedback.ts'
import { api, ProblemError } from '../../../client.ts'
import type { Desk, Kept } from '../../shell/keep-draft.ts'
import { isPassing, type SavedDraft, useSavedDraft } from '../../shell/use-saved-draft.ts'

export type Telling = { readonly items: readonly string[]; readonly did: string; readonly next: string; readonly nextOn: string }

type Place = { readonly surveyId: string; readonly unit: string }

type FeedbackDraft = SavedDraft<Telling> & {
  /** The draft as it can be published; null where something is to be chosen or read first. What was told before begins a new one. */
  readonly ready: () => Promise<Pick<Feedback, 'id' | 'revision'> | null>
}

export function useFeedbackDraft({ surveyId, unit }: Place, versions: readonly Feedback[]): FeedbackDraft {
  const client = useQueryClient()
  const asked = { params: { surveyId }, query: { unit } }
  const desk: Desk<Telling> = {
    fieldsOf: ({ items, ...words }) => ({ ...words, items: items.join(' ') }),
    withFields,
    async save({ from, to }) {
      const body = { ...bodyOf(to), unit, revision: from.revision }
      const saved = await api.saveFeedback({ params: { surveyId }, body })
      client.setQueryData(['getFeedback', asked], saved)
      return keptOf(saved.versions)
    },
    read: async () => keptOf((await api.getFeedback(asked)).versions),
    isChangedSince: (refusal) => refusal instanceof ProblemError && refusal.problem === 'feedback-changed-since',
    isPassing,
    isHeldBack: (words, field) => (field === 'items' ? words.split(' ').length > mostFindings : holdsCpr(words)),
  }
  const kept = useMemo(() => keptOf(versions), [versions])
  const draft = useSavedDraft(feedbackKey({ surveyId, unit }, versions), desk, kept)
  async function ready() {
    const revision = await draft.settle()
    if (revision === null) return null
    const body = { ...bodyOf(draft.value), unit, revision }
    const now = revision === 0 ? await api.saveFeedback({ params: { surveyId }, body }) : await api.getFeedback(asked)
    const drafted = now.versions.find(({ state }) => state === 'draft')
    return drafted ? { id: drafted.id, revision: Math.max(revision, 1) } : null
  }
  return { ...draft, ready }
}

/** Another where one has been published since: what is written then is a next version. */
export function feedbackKey({ surveyId, unit }: Place, versions: readonly Feedback[]): string {
  return `feedback ${surveyId} ${unit} ${versions.find(({ state }) => state !== 'draft')?.version ?? 0}`
}

export function bodyOf({ items, did, next, nextOn }: Telling) {
  return { items: [...items], did, next, nextOn: nextOn === '' ? null : nextOn }
}

/** The draft; where there is none it begins with what was told last. */
function keptOf(versions: readonly Feedback[]): Kept<Telling> {
  const draft = versions.find(({ state }) => state === 'draft')
  const { findings = [], did = '', next = '', nextOn = null } = draft ?? versions[0] ?? {}
  return { value: { items: findings.map(({ item }) => item), did, next, nextOn: nextOn ?? '' }, revision: draft?.revision ?? 0 }
}

function withFields(before: Telling, { items, ...words }: Fields): Telling {
  return { ...before, ...words, ...(items === undefined ? {} : { items: items === '' ? [] : items.split(' ') }) }
}
